import Foundation

/// Why labels could not be taken from a history.
public enum HistoryError: ExplainedError, Equatable {
  /// A pattern is no regular expression of the kinds that are supported.
  case badPattern(String, reason: String)
  /// A line of a list of commits names none.
  case badCommitLine(file: String, line: Int, text: String)
  /// The list of commits is empty.
  case noCommits(file: String)
  /// A file or folder holds no record of the OSV schema; the detail says what is wrong with the first file.
  case noRecords(path: String, detail: String?)
  /// No commit counts as a fix, or none changed a function.
  case noFixes(path: String, examined: Int)
  /// The output is there already.
  case outputExists(path: String)
  /// The folder for the sources holds files, and none is known to be a source of the labels that are replaced.
  case foreignSources(path: String)
  /// Another process writes the same labels.
  case busy(path: String)
  /// The output cannot be written.
  case unwritable(path: String, reason: String)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .badPattern(let text, let reason):
      .init(
        "The regular expression \"\(text.printable.prefix(200))\" \(reason.printable).",
        next: "Correct it; special characters such as ( and . need a backslash to stand for themselves.")
    case .badCommitLine(let file, let line, let text):
      .init(
        "\(file.printable):\(line): \"\(text.printable)\" names no commit of the repository.",
        next: "Begin each line with a commit's identifier of 7 digits or more.")
    case .noCommits(let file):
      .init(
        "\(file.printable) lists no commit.",
        next: "Write one commit's identifier a line.")
    case .noRecords(let path, let detail):
      .init(
        "\(path.printable) holds no record of the OSV schema"
          + (detail.map { " (\($0.printable))" } ?? "") + ".",
        next: "Name a .json, .jsonl or .yaml file of records, or a folder of such files; unpack an archive"
          + " first.")
    case .noFixes(let path, let examined):
      .init(
        "None of the \(examined) commits of \(path.printable) that were looked at is a fix that changed a"
          + " function.",
        next: "Give patterns of messages, a list of commits, or records of vulnerabilities.")
    case .outputExists(let path):
      .init(
        "\(path.printable) is there already.",
        next: "Name another file, or replace it.")
    case .foreignSources(let path):
      .init(
        "\(path.printable) holds files, and none is a source of labels that are replaced.",
        next: "Give the labels another name, or move the folder away.")
    case .busy(let path):
      .init(
        "Another process is writing the sources in \(path.printable).",
        next: "Wait for its end, or name another file.")
    case .unwritable(let path, let reason):
      .init(
        "\(path.printable) cannot be written: \(reason).",
        next: "Check the folder, then try again.")
    }
  }
}
