import Foundation

/// Why a command cannot do its work on an open file.
public enum EditorError: ExplainedError, Equatable {
  /// The file is no C source or header.
  case notC(contentType: String)
  /// No model was chosen in the app.
  case noModel
  /// The folder the app shares with its extension cannot be reached.
  case noSharedFolder
  /// The chosen model cannot be read; the reason is a finished sentence.
  case unusableModel(reason: String)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .notC(let contentType):
      .init(
        "VulnAdapt reads C sources and headers, but Xcode calls this file '\(contentType.printable)'.",
        next: "Open a .c or .h file, or set the file's type in the File inspector.")
    case .noModel:
      .init(
        "No model has been chosen.",
        next: "Open the VulnAdapt app, train a model or open one, and choose Use in Xcode.")
    case .noSharedFolder:
      .init(
        "The folder that VulnAdapt shares with Xcode cannot be reached.",
        next: "Open the VulnAdapt app once, then try again; if this repeats, install it anew.")
    case .unusableModel(let reason):
      .init(reason, next: "In the VulnAdapt app, choose another model for Xcode.")
    }
  }
}
