import Core
import Foundation
import XcodeKit

extension EditorBuffer {
  /// Copies Xcode's buffer, whose classes belong to Xcode and may not be shared between threads.
  init(_ buffer: XCSourceTextBuffer) {
    self.init(
      lines: buffer.lines.map { ($0 as? String) ?? "" },
      selections: buffer.selections.compactMap { ($0 as? XCSourceTextRange).map(TextRange.init) },
      contentType: buffer.contentUTI)
  }
}

extension XCSourceTextBuffer {
  /// Does what a command has decided.
  ///
  /// - Throws: ``CommandMessage`` when that is a sentence to show.
  func apply(_ response: EditorResponse) throws(CommandMessage) {
    switch response {
    case .message(let text):
      throw CommandMessage(text)
    case .select(let ranges):
      select(ranges)
    case .edit(let edits, let ranges):
      // Xcode has crashed on text that changed under its selections.
      selections.removeAllObjects()
      for edit in edits {
        switch edit {
        case .insert(let line, let index): lines.insert(line, at: index)
        case .remove(let index): lines.removeObject(at: index)
        }
      }
      select(ranges)
    }
  }

  private func select(_ ranges: [TextRange]) {
    selections.removeAllObjects()
    for range in ranges { selections.add(XCSourceTextRange(range)) }
  }
}

extension TextRange {
  init(_ range: XCSourceTextRange) {
    self.init(
      start: TextPosition(line: range.start.line, column: range.start.column),
      end: TextPosition(line: range.end.line, column: range.end.column))
  }
}

extension XCSourceTextRange {
  convenience init(_ range: TextRange) {
    self.init(
      start: XCSourceTextPosition(line: range.start.line, column: range.start.column),
      end: XCSourceTextPosition(line: range.end.line, column: range.end.column))
  }
}
