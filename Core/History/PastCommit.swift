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

  /// The start of the identifier, as messages show it.
  var shortID: String { String(id.prefix(12)) }
}
