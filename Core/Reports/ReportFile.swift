import Foundation

/// Writes reports to files, wholly or not at all.
public enum ReportFile {
  /// Creates or replaces a file.
  ///
  /// - Throws: ``ReportFileError`` when the path is a folder or device, or cannot be written.
  public static func write(_ text: String, to file: NamedFile) throws(ReportFileError) {
    do throws(ModelFileError) {
      try AtomicFile.write(text, to: file)
    } catch .unwritable(_, let reason) {
      throw .unwritable(file: file.path, reason: reason)
    } catch {
      throw .unwritable(file: file.path, reason: "it is not a regular file")
    }
  }
}

/// Why a report could not be written.
public enum ReportFileError: ExplainedError, Equatable {
  /// The file cannot be created or replaced.
  case unwritable(file: String, reason: String)

  /// A finished sentence that names the file and what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .unwritable(let file, let reason):
      .init(
        "The report \(file.printable) cannot be written: \(reason.printable).",
        next: "Choose another place, or make room, and try again.")
    }
  }
}
