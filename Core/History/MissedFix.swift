/// A past fix of a function that another function, which is alike, lacks.
public struct MissedFix: Codable, Hashable, Sendable {
  /// The name of the function that was fixed, then.
  public var function: String
  /// Its file from the root of the repository, then.
  public var file: String
  /// The fix's full identifier.
  public var commit: String
  /// The first line of its message.
  var subject: String
  /// When it was committed, in seconds since 1970.
  public var date: Int64

  /// The fix as a phrase: ``like `x()` in a.c, fixed in March 2024 by abc1234 "check length", not mended here``.
  ///
  /// Subjects of commits are a stranger's words: characters that steer terminals are escaped.
  public var words: String {
    "like `\(function.printable)()` in \(file.printable), fixed in \(String(monthOf: date)) by "
      + PastCommit.words(id: commit, subject: subject) + ", not mended here"
  }
}
