/// A commit of a project's past.
public struct PastCommit: Hashable, Sendable {
  /// The commit's full identifier.
  public var id: String
  /// The places of its parents among the commits that were read; those that are missing are left out.
  var parents: [Int32]
  /// When it was committed, in seconds since 1970.
  public var date: Int64
  /// The number of its author among the authors.
  var author: Int32
  /// What its message says.
  var kinds: ChangeKinds
  /// The first line of its message, cut at 160 characters; kept where the message speaks of a fix.
  var subject: String

  /// A commit as notes name it, such as `abc1234 "fix overflow in png_read"`, fit for terminals.
  static func words(id: String, subject: String) -> String {
    let rest = subject.count > shownSubjectLength ? "…" : ""
    return
      "\(String(id.prefix(7)).printable) \"\(String(subject.prefix(shownSubjectLength)).printable)\(rest)\""
  }

  private static let shownSubjectLength = 80
}
