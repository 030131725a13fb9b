import Foundation

/// What a project's git history says of a function, as far as its readers are told.
public struct FunctionPast: Codable, Hashable, Sendable {
  /// A commit whose message speaks of a fix, and that changed the function.
  public struct Fix: Codable, Hashable, Identifiable, Sendable {
    /// The start of the commit's identifier.
    public var commit: String
    /// When it was committed.
    public var date: Date
    /// The first line of its message, as it is printable.
    var subject: String
    /// Whether the message speaks of security.
    public var isOfSecurity: Bool

    /// The start of the commit's identifier.
    public var id: String { commit }

    /// Commit, month and message, such as `abc1234, March 2024: fix overflow in png_read`.
    public var text: String { "\(commit), \(FunctionPast.month(of: date)): \(subject)" }
  }

  /// How often it was changed since it was written; what only moved it does not count.
  var changeCount: Int
  /// How many of these changes speak of a fix.
  var fixCount: Int
  /// How many speak of security.
  var securityFixCount: Int
  /// How many people wrote or changed it.
  var authorCount: Int
  /// When it was changed last.
  var lastChange: Date?
  /// The newest fixes, those of security first.
  public var fixes: [Fix]

  /// How many fixes are kept.
  static let fixLimit = 5
  private static let subjectLimit = 100

  /// Takes from the evidence what is told; nil for a function that was never changed.
  init?(_ past: PastChanges, in evidence: HistoryEvidence) {
    guard past.changes > 0 else { return nil }
    changeCount = past.changes
    fixCount = past.fixes
    securityFixCount = past.securityFixes
    authorCount = past.authors
    lastChange = past.lastChange.map(Self.date)
    let mending = past.events.filter { change in
      change.kinds.isDisjoint(with: [.revert, .creation])
        && !change.kinds.isDisjoint(with: [.fix, .security])
    }
    let ordered =
      mending.filter { $0.kinds.contains(.security) } + mending.filter { !$0.kinds.contains(.security) }
    fixes = []
    for change in ordered where fixes.count < Self.fixLimit {
      let commit = evidence.commit(of: change)
      // A commit that changed several functions of one name counts once.
      guard !fixes.contains(where: { $0.commit == commit.shortID }) else { continue }
      fixes.append(
        Fix(
          commit: commit.shortID, date: Self.date(change.date), subject: Self.shortened(commit.subject),
          isOfSecurity: change.kinds.contains(.security)))
    }
  }

  /// A sentence such as `Changed by 3 security fixes, last in March 2024: abc1234 'fix overflow in png_read'.`
  public var summary: String {
    if securityFixCount > 0 {
      return sentence("Changed by \(Self.count(securityFixCount, "security fix", "security fixes"))")
    }
    if fixCount > 0 { return sentence("Changed by \(Self.count(fixCount, "fix", "fixes"))") }
    let last = lastChange.map { ", last in \(Self.month(of: $0))" } ?? ""
    return
      "Changed \(Self.count(changeCount, "time", "times")) by \(Self.count(authorCount, "person", "people"))"
      + "\(last)."
  }

  private func sentence(_ beginning: String) -> String {
    guard let fix = fixes.first else { return beginning + "." }
    return "\(beginning), last in \(Self.month(of: fix.date)): \(fix.commit) '\(fix.subject)'."
  }

  private static func count(_ number: Int, _ one: String, _ several: String) -> String {
    "\(number) \(number == 1 ? one : several)"
  }

  private static func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

  private static func shortened(_ text: String) -> String {
    let text = text.printable
    return text.count <= subjectLimit ? text : text.prefix(subjectLimit) + "…"
  }

  /// The month in words, the same everywhere: commits have no place.
  static func month(of date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    let parts = calendar.dateComponents([.year, .month], from: date)
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    return "\(names[min(max((parts.month ?? 1) - 1, 0), 11)]) \(parts.year ?? 0)"
  }
}
