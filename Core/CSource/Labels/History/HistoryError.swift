/// Why labels could not be taken from a history.
public enum HistoryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A pattern is no regular expression.
  case badPattern(String)
  /// A line of a list of commits names none.
  case badCommitLine(file: String, line: Int, text: String)
  /// The list of commits is empty.
  case noCommits(file: String)
  /// No commit counts as a fix, or none changed a function.
  case noFixes(path: String, examined: Int)
  /// The output is there already.
  case outputExists(path: String)
  /// The output cannot be written.
  case unwritable(path: String, reason: String)

  /// A finished sentence that says what to do next.
  public var description: String {
    switch self {
    case .badPattern(let text):
      "\"\(text.printable)\" is no regular expression. Correct it; special characters such as ( and . need a"
        + " backslash."
    case .badCommitLine(let file, let line, let text):
      "\(file.printable):\(line): \"\(text.printable)\" names no commit of the repository. Begin each line"
        + " with a commit's identifier of 7 digits or more."
    case .noCommits(let file):
      "\(file.printable) lists no commit. Write one commit's identifier a line."
    case .noFixes(let path, let examined):
      "None of the \(examined) commits of \(path.printable) that were looked at is a fix that changed a"
        + " function. Give patterns (--pattern) or a list of commits (--commits)."
    case .outputExists(let path):
      "\(path.printable) is there already. Name another file, or replace it with --force."
    case .unwritable(let path, let reason):
      "\(path.printable) cannot be written: \(reason). Check the folder, then run this again."
    }
  }
}
