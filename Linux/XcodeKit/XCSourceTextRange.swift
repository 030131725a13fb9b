import Foundation

/// A place in a buffer, line and column from zero.
public struct XCSourceTextPosition: Equatable, Sendable {
  /// The line, from zero.
  public var line: Int
  /// The column, from zero, in UTF-16 units.
  public var column: Int

  /// The start of the text.
  public init() {
    self.init(line: 0, column: 0)
  }

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A stretch of a buffer, its end excluded.
public class XCSourceTextRange: NSObject {
  /// The first place.
  public var start: XCSourceTextPosition
  /// The place after the last one; not before the start.
  public var end: XCSourceTextPosition

  /// An insertion point at the start of the text.
  public override convenience init() {
    self.init(start: XCSourceTextPosition(), end: XCSourceTextPosition())
  }

  /// Creates a range.
  public init(start: XCSourceTextPosition, end: XCSourceTextPosition) {
    self.start = start
    self.end = end
  }
}
