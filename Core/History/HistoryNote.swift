/// What a project's past says of a function, for people.
public struct HistoryNote: Codable, Hashable, Sendable {
  /// A commit whose message speaks of a fix, and that changed the function.
  public struct Fix: Codable, Hashable, Identifiable, Sendable {
    /// The commit's full identifier.
    public var id: String
    /// The first line of its message.
    var subject: String
    /// When it was committed, in seconds since 1970.
    var date: Int64
    /// Whether the message speaks of security.
    public var isOfSecurity: Bool

    /// The fix as a phrase: `March 2024: abc1234 "fix overflow in png_read"`.
    public var words: String {
      "\(String(monthOf: date)): \(PastCommit.words(id: id, subject: subject))"
    }
  }

  /// How often the function was changed since it was created.
  var changes: Int
  /// Of these, changes by commits that speak of a fix, and of security.
  var fixes: Int
  /// Of these, changes by commits that speak of security.
  var securityFixes: Int
  /// Of these, changes by commits that name a CVE identifier.
  var cveFixes: Int
  /// How many people changed or created it.
  var authors: Int
  /// The newest fixes, each commit once, those of security first; at most ``fixLimit``.
  public var latestFixes: [Fix]
  /// When it was last changed, in seconds since 1970.
  var lastChange: Int64?
  /// When it was first seen, in seconds since 1970.
  var firstSeen: Int64
  /// How often commits that speak of security changed its file.
  var securityFixesOfFile: Int

  /// How many fixes are kept.
  static let fixLimit = 5

  /// Takes from the evidence what people ask for; nil when the past does not know the function.
  init?(_ known: FunctionEvidence, _ evidence: HistoryEvidence) {
    let past = known.function
    guard let firstSeen = past.firstSeen else { return nil }
    changes = past.changes
    fixes = past.fixes
    securityFixes = past.securityFixes
    cveFixes = past.cveFixes
    authors = past.authors
    // What claims to be younger than the commit that is asked about cannot be.
    lastChange = past.lastChange.map { min($0, evidence.date) }
    self.firstSeen = firstSeen
    securityFixesOfFile = known.file.securityFixes
    let mending = past.events.filter { event in
      event.kinds.isDisjoint(with: [.revert, .creation]) && !event.kinds.isDisjoint(with: [.fix, .security])
    }
    let ordered =
      mending.filter { $0.kinds.contains(.security) } + mending.filter { !$0.kinds.contains(.security) }
    latestFixes = []
    for event in ordered where latestFixes.count < Self.fixLimit {
      let commit = evidence.commit(of: event)
      // A commit that changed several functions of one name counts once.
      guard !latestFixes.contains(where: { $0.id == commit.id }) else { continue }
      latestFixes.append(
        Fix(
          id: commit.id, subject: commit.subject, date: min(event.date, evidence.date),
          isOfSecurity: event.kinds.contains(.security)))
    }
  }

  /// The last commit that mended it, of the weightiest kind there is: security, else a fix.
  var lastFix: Fix? { latestFixes.first { $0.isOfSecurity || securityFixes == 0 } }

  /// Whether there is more to say than that nothing happened.
  var isWorthAWord: Bool { changes > 0 || securityFixesOfFile > 0 }

  /// The note as a phrase: `changed by 3 security fixes, last in March 2024: abc1234 "fix overflow in …"`.
  ///
  /// Subjects of commits are a stranger's words: characters that steer terminals are escaped.
  var words: String {
    var words: String
    if securityFixes > 0 {
      let cves = cveFixes > 0 ? " (\(cveFixes) with a CVE)" : ""
      words = "changed by \(counting: securityFixes, "security fix", plural: "security fixes")\(cves)" + last
    } else if fixes > 0 {
      words = "changed by \(counting: fixes, "fix", plural: "fixes")" + last
    } else if changes > 0 {
      let month = lastChange.map { ", last in \(String(monthOf: $0))" } ?? ""
      words = "changed \(counting: changes, "time")" + month
    } else {
      words = "unchanged since \(String(monthOf: firstSeen))"
    }
    if securityFixes == 0, securityFixesOfFile > 0 {
      words +=
        "; its file was changed by \(counting: securityFixesOfFile, "security fix", plural: "security fixes")"
    }
    return words
  }

  /// The note as a sentence of its own, to stand after others about the function.
  public var sentence: String { "It was \(words)." }

  private var last: String { lastFix.map { ", last in \($0.words)" } ?? "" }
}
