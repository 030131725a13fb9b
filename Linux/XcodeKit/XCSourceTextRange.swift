import Foundation

/// A place in a buffer, line and column from zero.
public struct XCSourceTextPosition: Equatable, Sendable {
  public var line: Int
  public var column: Int

  public init() {
    self.init(line: 0, column: 0)
  }

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A stretch of a buffer, its end excluded.
public class XCSourceTextRange: NSObject {
  public var start: XCSourceTextPosition
  public var end: XCSourceTextPosition

  public override convenience init() {
    self.init(start: XCSourceTextPosition(), end: XCSourceTextPosition())
  }

  public init(start: XCSourceTextPosition, end: XCSourceTextPosition) {
    self.start = start
    self.end = end
  }
}
