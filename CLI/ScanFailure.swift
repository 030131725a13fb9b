import Core
import Foundation

/// Why a scan ended without a report.
enum ScanFailure: ExplainedError {
  /// Not a single file could be read.
  case nothingRead(path: String)

  var explanation: ErrorExplanation {
    switch self {
    case .nothingRead(let path):
      .init(
        "no file could be read in \(path.printable).",
        next:
          "Look at the messages above, or run it without --quiet; what --exclude, `exclude:` and ignore files leave out is not read."
      )
    }
  }
}
