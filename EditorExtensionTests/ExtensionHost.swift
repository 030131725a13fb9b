import Core
import Foundation
@_spi(Testing) import XcodeKit

@testable import EditorExtension

/// Runs commands as Xcode does: hands over a buffer and looks at what comes back.
struct ExtensionHost {
  /// How a command ended.
  struct Outcome {
    /// The text that is now in the editor.
    var text: String
    /// The selections that are now in the editor, as line and column of start and end.
    var selections: [[Int]]
    /// The banner; nil when there is none.
    var banner: String?
    /// What Xcode would not have stood.
    var violations: [XCSourceTextBuffer.Violation]
  }

  var models: DetectorSource
  var contentUTI = "public.c-source"
  /// Whether the user cancels each command at once.
  var cancels = false

  func run(
    _ identifier: String, on text: String, selections: [[Int]] = [[0, 0, 0, 0]]
  ) async -> Outcome {
    let buffer = XCSourceTextBuffer(
      text: text,
      selections: selections.map {
        XCSourceTextRange(
          start: XCSourceTextPosition(line: $0[0], column: $0[1]),
          end: XCSourceTextPosition(line: $0[2], column: $0[3]))
      }, contentUTI: contentUTI)
    let invocation = XCSourceEditorCommandInvocation(commandIdentifier: identifier, buffer: buffer)
    invocation.isCancelledAtOnce = cancels
    var banner: String?
    do {
      try await SuspectCommand.$models.withValue(models) {
        try await SuspectCommand().perform(with: invocation)
      }
      buffer.commit()
    } catch {
      banner = (error as? any CustomNSError)?.errorUserInfo[NSLocalizedDescriptionKey] as? String
      if banner != (error as? any LocalizedError)?.errorDescription { banner = nil }
    }
    // The buffer itself is looked at even where Xcode would drop it: a command that fails writes nothing.
    return Outcome(
      text: buffer.completeBuffer,
      selections: buffer.selections.compactMap { $0 as? XCSourceTextRange }.map {
        [$0.start.line, $0.start.column, $0.end.line, $0.end.column]
      }, banner: banner, violations: buffer.violations)
  }
}
