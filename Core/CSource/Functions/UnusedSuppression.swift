/// A comment that suppresses nothing, and why.
public struct UnusedSuppression: Hashable, Sendable, Codable {
  /// Why a comment suppresses nothing.
  public enum Cause: Hashable, Sendable, Codable {
    /// It is written in words that have no meaning.
    case unknownWords
    /// No function begins right after it.
    case noFunction
    /// The function after it is no suspect.
    case noSuspect(function: String, score: Float)
  }

  /// The file, relative to the scanned folder.
  public var file: String
  /// The line of the comment, from one.
  public var line: Int
  /// Why it suppresses nothing.
  public var cause: Cause

  /// Creates a description from its parts.
  public init(file: String, line: Int, cause: Cause) {
    self.file = file
    self.line = line
    self.cause = cause
  }

  /// A finished sentence that says what to do.
  public var reason: String {
    switch cause {
    case .unknownWords: "The words after 'vulnadapt:' are unknown. Write: vulnadapt: ignore — reason"
    case .noFunction:
      "This comment suppresses nothing: no function begins right after it. Move or remove it."
    case .noSuspect(let function, let score):
      "This comment suppresses nothing: \(function) scores \(String(score: score)) and is no suspect. Remove it."
    }
  }
}
