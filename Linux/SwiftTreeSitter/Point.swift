import TreeSitter

/// A position in a text: zero-based row, and column in bytes.
public struct Point: Codable, Hashable, Comparable, Sendable {
  /// Row, from zero.
  public let row: UInt32
  /// Column in bytes, from zero.
  public let column: UInt32

  /// Creates a position.
  public init(row: UInt32, column: UInt32) {
    self.row = row
    self.column = column
  }

  /// Creates a position.
  public init(row: Int, column: Int) {
    self.init(row: UInt32(row), column: UInt32(column))
  }

  init(internalPoint: TSPoint) {
    self.init(row: internalPoint.row, column: internalPoint.column)
  }

  /// The start of a text.
  public static let zero = Point(row: 0, column: 0)

  /// Whether a position comes before another.
  public static func < (lhs: Point, rhs: Point) -> Bool {
    (lhs.row, lhs.column) < (rhs.row, rhs.column)
  }
}
