/// A place between two characters of an open file, as editors count: both from zero, columns in UTF-16 units.
public struct TextPosition: Hashable, Comparable, Sendable, Codable {
  /// The line, from zero.
  public var line: Int
  /// UTF-16 units before the place in its line.
  public var column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether a place lies before another.
  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of an open file, its end excluded.
public struct TextRange: Hashable, Sendable, Codable {
  /// The first place.
  public var start: TextPosition
  /// The place after the last character; the start in an empty range, which is an insertion point.
  public var end: TextPosition

  /// Creates a range; the end is moved to the start when it lies before it.
  public init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// An insertion point.
  public init(at position: TextPosition) {
    start = position
    end = position
  }

  /// Whether nothing is in the range.
  public var isEmpty: Bool { start == end }
}
