/// A dense matrix of single-precision numbers, row-major, that owns its memory.
///
/// A reference type: two names for one matrix see each other's changes. The memory starts on a 64-byte boundary.
/// Confine a matrix to one thread while it is written.
public final class Matrix: @unchecked Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// All elements, row after row.
  public let elements: UnsafeMutableBufferPointer<Float>
  private let memory: Memory

  /// Creates a matrix of zeros.
  public convenience init(rows: Int, columns: Int) {
    self.init(uninitializedRows: rows, columns: columns)
    elements.update(repeating: 0)
  }

  /// Creates a matrix whose elements hold whatever was in the memory before; fill it before reading.
  init(uninitializedRows rows: Int, columns: Int, pool: MemoryPool? = nil) {
    precondition(rows >= 0 && columns >= 0, "sizes are not negative")
    self.rows = rows
    self.columns = columns
    let count = rows * columns
    memory = pool?.take(count) ?? Memory(capacity: count)
    elements = UnsafeMutableBufferPointer(start: memory.base, count: count)
  }

  /// Creates a matrix from its elements, row after row.
  ///
  /// - Precondition: there are `rows` · `columns` elements.
  public convenience init(rows: Int, columns: Int, _ values: some Collection<Float>) {
    precondition(values.count == rows * columns, "one value per element")
    self.init(uninitializedRows: rows, columns: columns)
    _ = elements.update(fromContentsOf: values)
  }

  /// The first element's address.
  var base: UnsafeMutablePointer<Float> { elements.baseAddress! }

  /// The address of row `row`.
  func row(_ row: Int) -> UnsafeMutablePointer<Float> { base + row * columns }

  /// The element at a row and a column, counted from 0.
  public subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "inside the matrix")
      return elements[row * columns + column]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "inside the matrix")
      elements[row * columns + column] = newValue
    }
  }

  /// Sets every element to `value`.
  func fill(_ value: Float) { elements.update(repeating: value) }

  /// Copies the elements of a matrix of the same shape.
  public func copy(from other: Matrix) {
    precondition(other.rows == rows && other.columns == columns, "same shape")
    base.update(from: other.base, count: elements.count)
  }

  /// A matrix of its own with the same elements.
  public func copy() -> Matrix {
    let result = Matrix(uninitializedRows: rows, columns: columns)
    result.copy(from: self)
    return result
  }

  /// The elements as an array, row after row.
  var array: [Float] { Array(elements) }

  /// Whether every element is a finite number.
  public var isFinite: Bool {
    // The sum of products with zero is NaN exactly when one factor is NaN or infinite.
    var sum: Float = 0
    for value in elements { sum += value * 0 }
    return sum == 0
  }
}
