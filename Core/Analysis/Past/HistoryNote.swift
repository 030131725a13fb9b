import Foundation

/// What a project's past says of a function, for people.
public struct HistoryNote: Hashable, Sendable {
  /// A commit that is named.
  struct Commit: Hashable, Sendable {
    /// The commit's full identifier.
    public var id: String
    /// The first line of its message.
    var subject: String
    /// When it was committed, in seconds since 1970.
    public var date: Int64
  }

  /// How often the function was changed since it was created.
  public var changes: Int
  /// Of these, changes by commits that speak of a fix, and of security.
  public var fixes: Int
  /// Of these, changes by commits that speak of security.
  var securityFixes: Int
  /// Of these, changes by commits that name a CVE identifier.
  var cveFixes: Int
  /// How many people changed or created it.
  var authors: Int
  /// The last commit that changed it, of the weightiest kind there is: security, else a fix.
  var lastFix: Commit?
  /// When it was last changed, in seconds since 1970.
  var lastChange: Int64?
  /// When it was first seen, in seconds since 1970.
  var firstSeen: Int64?
  /// How often commits that speak of security changed its file.
  var securityFixesOfFile: Int

  /// Takes from the evidence what people ask for; nil when the past does not know the function.
  init?(_ known: FunctionEvidence, _ evidence: HistoryEvidence) {
    let past = known.function
    guard let firstSeen = past.firstSeen else { return nil }
    changes = past.changes
    fixes = past.fixes
    securityFixes = past.securityFixes
    cveFixes = past.cveFixes
    authors = past.authors
    lastChange = past.lastChange
    self.firstSeen = firstSeen
    securityFixesOfFile = known.file.securityFixes
    let wanted: ChangeKinds = past.securityFixes > 0 ? .security : .fix
    lastFix = past.events.first { event in
      event.kinds.contains(wanted) && event.kinds.isDisjoint(with: [.revert, .creation])
    }.map { event in
      let commit = evidence.commit(of: event)
      return Commit(id: commit.id, subject: commit.subject, date: event.date)
    }
  }

  /// Whether there is more to say than that nothing happened.
  var isWorthAWord: Bool { changes > 0 || securityFixesOfFile > 0 }

  /// The note as a phrase: `changed by 3 security fixes, last in March 2024: abc1234 "fix overflow in …"`.
  ///
  /// Subjects of commits are a stranger's words: characters that steer terminals are escaped.
  public var words: String {
    var words: String
    if securityFixes > 0 {
      let cves = cveFixes > 0 ? " (\(cveFixes) with a CVE)" : ""
      words = "changed by \(Self.count(securityFixes, "security fix", "security fixes"))\(cves)" + last
    } else if fixes > 0 {
      words = "changed by \(Self.count(fixes, "fix", "fixes"))" + last
    } else if changes > 0 {
      words =
        "changed \(Self.count(changes, "time"))" + (lastChange.map { ", last in \(Self.month($0))" } ?? "")
    } else {
      words = "unchanged" + (firstSeen.map { " since \(Self.month($0))" } ?? "")
    }
    if securityFixes == 0, securityFixesOfFile > 0 {
      words += "; its file by \(Self.count(securityFixesOfFile, "security fix", "security fixes"))"
    }
    return words
  }

  private var last: String {
    guard let lastFix else { return "" }
    let subject = lastFix.subject.prefix(80)
    let rest = subject.count < lastFix.subject.count ? "…" : ""
    return
      ", last in \(Self.month(lastFix.date)): \(lastFix.id.prefix(7)) \"\(String(subject).printable)\(rest)\""
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  /// A month such as `March 2024`, in UTC, whatever the reader's language: reports of one scan are alike everywhere.
  private static func month(_ seconds: Int64) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    let parts = calendar.dateComponents([.year, .month], from: Date(timeIntervalSince1970: Double(seconds)))
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    return "\(names[(parts.month ?? 1) - 1]) \(parts.year ?? 1970)"
  }
}
