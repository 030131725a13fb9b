import Foundation

/// What is wrong with an experiment file, found before any time is spent.
public struct ExperimentFileError: ExplainedError, Equatable {
  /// The file.
  public var file: String
  /// The line, from one; nil for the file as a whole.
  public var line: Int?
  /// What is wrong and what to do, in finished sentences.
  public var message: String

  /// Creates an error from its parts.
  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`
  public var explanation: ErrorExplanation {
    .init("\(file.printable)\(line.map { ":\($0)" } ?? ""): \(message.printable)", next: nil)
  }
}
