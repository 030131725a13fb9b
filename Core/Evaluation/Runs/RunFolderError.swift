import Foundation

/// Why a run's folder could not be read or written.
public enum RunFolderError: ExplainedError, Equatable {
  /// The folder or a file of it is missing or cannot be opened.
  case unreadable(file: String, reason: String)
  /// The folder holds runs in folders of their own.
  case holdsRuns(folder: String, runs: [String])
  /// A file is larger than any of a run.
  case tooLarge(file: String, size: Int, limit: Int)
  /// The record was written in another version of the format.
  case unsupportedVersion(file: String, found: String, supported: Int)
  /// A file does not hold what a run writes; lines count from one.
  case malformed(file: String, line: Int?, detail: String)
  /// A file cannot be written.
  case unwritable(file: String, reason: String)

  /// A finished sentence that names the file and what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .unreadable(let file, let reason):
      .init(
        "\(name(file)) cannot be read: \(reason.printable).",
        next: "Name a folder that an evaluation or an experiment has written.")
    case .holdsRuns(let folder, let runs):
      .init(
        "\(folder.printable) holds \(counting: runs.count, "run") in folders of their own.",
        next: "Name one: \(runs.prefix(8).map { "\(folder)/\($0)".printable }.joined(separator: ", "))"
          + (runs.count > 8 ? ", …." : "."))
    case .tooLarge(let file, let size, let limit):
      .init(
        "\(name(file)) has \(size) bytes, but at most \(limit) are accepted.",
        next: "Check that it belongs to a run.")
    case .unsupportedVersion(let file, let found, let supported):
      .init(
        "\(name(file)) is of a run folder from another version (\(String(found.prefix(40)).printable)); this program "
          + "reads version \(supported).",
        next: "Repeat the run, or read it with the version that wrote it.")
    case .malformed(let file, let line, let detail):
      .init(
        "\(name(file))\(line.map { ":\($0)" } ?? "") is not what a run writes: "
          + "\(String(detail.prefix(400)).printable).",
        next: "Repeat the run.")
    case .unwritable(let file, let reason):
      .init(
        "\(name(file)) cannot be written: \(reason.printable).",
        next: "Choose another folder, or make room, and try again.")
    }
  }

  private func name(_ text: String) -> String { String(text.prefix(1000)).printable }
}
