import TreeSitter

/// A position in a text: zero-based row, and column in bytes.
public struct Point: Hashable, Comparable, Sendable {
  public let row: UInt32
  public let column: UInt32

  public init(row: UInt32, column: UInt32) {
    self.row = row
    self.column = column
  }

  public init(row: Int, column: Int) {
    self.init(row: UInt32(row), column: UInt32(column))
  }

  init(internalPoint: TSPoint) {
    self.init(row: internalPoint.row, column: internalPoint.column)
  }

  public static let zero = Point(row: 0, column: 0)

  public static func < (lhs: Point, rhs: Point) -> Bool {
    (lhs.row, lhs.column) < (rhs.row, rhs.column)
  }
}
