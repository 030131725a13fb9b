import Foundation

/// What went wrong, and what to do about it.
public struct ErrorExplanation: Hashable, Sendable {
  /// What went wrong, with the file and the line where it did, in a finished sentence.
  public var cause: String
  /// What to do next, in a finished sentence that holds in every program; nil where nobody can do anything.
  ///
  /// A program that knows more, such as the option or the button to use, puts its own sentence in its place.
  public var nextStep: String?

  /// Creates an explanation from its sentences.
  public init(_ cause: String, next nextStep: String?) {
    self.cause = cause
    self.nextStep = nextStep
  }

  /// All of it.
  public var text: String { nextStep.map { "\(cause) \($0)" } ?? cause }
}

/// An error that says in finished sentences what went wrong, where, and what to do next.
///
/// Names from files are shown as they are printable; the words fit the command line, the app and an editor alike.
public protocol ExplainedError: LocalizedError, CustomStringConvertible, Sendable {
  /// What went wrong, and what to do about it.
  var explanation: ErrorExplanation { get }
}

extension ExplainedError {
  /// The explanation as one text.
  public var description: String { explanation.text }

  /// The explanation as one text, which is what the system shows of an error.
  public var errorDescription: String? { explanation.text }

  /// What went wrong.
  public var failureReason: String? { explanation.cause }

  /// What to do next.
  public var recoverySuggestion: String? { explanation.nextStep }
}
