/// What can be done to an open file from an editor's menu.
///
/// The raw value ends the command's identifier. The order is the menu's: what lasts comes before a selection, which the
/// next click loses.
public enum EditorCommand: String, CaseIterable, Sendable {
  case annotateSuspects = "AnnotateSuspects"
  case removeAnnotations = "RemoveAnnotations"
  case highlightSuspects = "HighlightSuspects"
  case nextSuspect = "NextSuspect"
  case previousSuspect = "PreviousSuspect"
  case explainFunction = "ExplainFunction"
  case checkFile = "CheckFile"

  /// The title in the menu.
  public var title: String {
    switch self {
    case .highlightSuspects: "Highlight Suspect Functions"
    case .nextSuspect: "Next Suspect Function"
    case .previousSuspect: "Previous Suspect Function"
    case .annotateSuspects: "Annotate Suspect Functions"
    case .removeAnnotations: "Remove Annotations"
    case .explainFunction: "Explain Function at Cursor"
    case .checkFile: "Check File"
    }
  }

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - buffer: The open file.
  ///   - models: Gives the model the user has chosen; not asked by commands that need none.
  ///   - isCancelled: Asked between functions.
  /// - Returns: What to do to the file or to say.
  /// - Throws: `CancellationError` once `isCancelled` says so; ``EditorError`` or ``DetectionError``, whose
  ///   descriptions are sentences for the user.
  public func run(
    on buffer: EditorBuffer, models: DetectorSource, isCancelled: () -> Bool = { false }
  ) throws -> EditorResponse {
    guard EditorBuffer.supportedContentTypes.contains(buffer.contentType) else {
      throw EditorError.notC(contentType: buffer.contentType)
    }
    if self == .removeAnnotations { return SuspectAnnotations.removed(from: buffer) }
    let scan = try BufferScan(
      BufferText(lines: buffer.lines), detector: models.detector(), isCancelled: isCancelled)
    let response: EditorResponse =
      switch self {
      case .highlightSuspects: SuspectSelection.highlighted(scan)
      case .nextSuspect: SuspectSelection.next(scan, after: buffer)
      case .previousSuspect: SuspectSelection.previous(scan, before: buffer)
      case .annotateSuspects, .removeAnnotations:
        try SuspectAnnotations.annotated(buffer, by: scan, isCancelled: isCancelled)
      case .explainFunction:
        try FunctionExplanation.response(
          for: buffer, scan: scan, past: models.past, isCancelled: isCancelled)
      case .checkFile: FileCheck.response(for: scan)
      }
    // An editor that is told of a message takes no change, so advice waits for the first answer in words.
    guard case .message(let text) = response, let advice = models.takeAdvice() else { return response }
    return .message("\(text) \(advice)")
  }
}
