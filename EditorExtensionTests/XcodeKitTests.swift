import Foundation
import Testing
@_spi(Testing) import XcodeKit

/// The stand-in behaves as XcodeKit is documented to, and sees what Xcode does not stand.
struct XcodeKitTests {
  private func buffer(_ text: String, selections: [XCSourceTextRange] = [XCSourceTextRange()])
    -> XCSourceTextBuffer
  {
    XCSourceTextBuffer(text: text, selections: selections, contentUTI: "public.c-source")
  }

  private func lines(_ buffer: XCSourceTextBuffer) -> [String] {
    buffer.lines.map { ($0 as? String) ?? "?" }
  }

  @Test func linesHoldTheirLineEnds() {
    #expect(lines(buffer("a\nb\r\nc")) == ["a\n", "b\r\n", "c"])
    #expect(lines(buffer("a\n")) == ["a\n"])
    #expect(lines(buffer("")) == [])
    #expect(buffer("a\r\nb\n\nc").completeBuffer == "a\r\nb\n\nc")
  }

  @Test func aTextWithLineBreaksIsSplitWhereverItIsAdded() {
    let buffer = buffer("a\nb\n")
    buffer.lines.insert("x\ny\n", at: 1)
    #expect(lines(buffer) == ["a\n", "x\n", "y\n", "b\n"])
    buffer.lines.replaceObject(at: 0, with: "1\r\n2\r\n")
    #expect(lines(buffer) == ["1\r\n", "2\r\n", "x\n", "y\n", "b\n"])
    buffer.lines.add("z\nz")
    #expect(buffer.lines.count == 7)
    buffer.lines.removeObject(at: 0)
    #expect(buffer.completeBuffer == "2\r\nx\ny\nb\nz\nz")
  }

  @Test func theWholeTextMustNotBeSetUnderSelections() {
    let wrong = buffer("a\n")
    wrong.completeBuffer = "b\n"
    #expect(wrong.violations == [.completeBufferSetWithSelections])
    let right = buffer("a\n")
    right.selections.removeAllObjects()
    right.completeBuffer = "b\nc\n"
    right.selections.add(XCSourceTextRange())
    right.commit()
    #expect(right.violations == [])
    #expect(lines(right) == ["b\n", "c\n"])
  }

  @Test func aWriteThatChangesNothingIsSeen() {
    let buffer = buffer("a\n")
    buffer.lines.replaceObject(at: 0, with: "a\n")
    buffer.commit()
    #expect(buffer.violations == [.writtenWithoutChange])
  }

  @Test func selectionsMustExistAndLieInTheText() {
    let none = buffer("a\n", selections: [])
    none.commit()
    #expect(none.violations == [.noSelections])
    for (start, end) in [((0, 0), (0, 2)), ((1, 0), (1, 0)), ((0, 1), (0, 0)), ((0, -1), (0, 0))] {
      let range = XCSourceTextRange(
        start: XCSourceTextPosition(line: start.0, column: start.1),
        end: XCSourceTextPosition(line: end.0, column: end.1))
      let buffer = buffer("a\r\n", selections: [range])
      buffer.commit()
      #expect(buffer.violations == [.selectionOutOfRange])
    }
    let emoji = buffer(
      "😀\n", selections: [XCSourceTextRange(start: .init(line: 0, column: 0), end: .init(line: 0, column: 2))]
    )
    emoji.commit()
    #expect(emoji.violations == [])
  }

  @Test func lineEndsOfTwoKindsAreSeen() {
    let buffer = buffer("a\r\nb\r\n")
    buffer.lines.insert("c\n", at: 0)
    buffer.commit()
    #expect(buffer.violations == [.mixedLineEnds])
  }
}
