import Foundation

/// Why a file could not be read or written, whatever it holds.
public enum FileError: ExplainedError, Equatable {
  /// The file cannot be opened or read.
  case unreadable(file: String, reason: String)
  /// The path leads to a folder, device or pipe.
  case notARegularFile(file: String)
  /// The file is larger than is accepted.
  case tooLarge(file: String, size: Int, limit: Int)
  /// The file ends before what it must hold.
  case endsEarly(file: String)
  /// The file cannot be written.
  case unwritable(file: String, reason: String)

  /// What went wrong with the file, and what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .unreadable(let file, let reason):
      .init(
        "The file '\(file.printable)' cannot be read: \(reason).",
        next: "Check the path and your permissions.")
    case .notARegularFile(let file):
      .init("'\(file.printable)' is not a regular file.", next: "Name another path.")
    case .tooLarge(let file, let size, let limit):
      .init(
        "The file '\(file.printable)' has \(size) bytes, but at most \(limit) are accepted.",
        next: "Check that it is the file you mean.")
    case .endsEarly(let file):
      .init(
        "The file '\(file.printable)' became shorter while it was read.",
        next: "Read it again when nothing changes it.")
    case .unwritable(let file, let reason):
      .init(
        "The file '\(file.printable)' cannot be written: \(reason).",
        next: "Choose another place, or make room, and try again.")
    }
  }

  /// What is wrong with the file, for an error that names it itself.
  var reason: String {
    switch self {
    case .unreadable(_, let reason), .unwritable(_, let reason): reason
    case .notARegularFile: "it is not a regular file"
    case .tooLarge(_, let size, let limit): "it has \(size) bytes, more than \(limit)"
    case .endsEarly: "it ends early"
    }
  }
}
