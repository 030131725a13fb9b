/// A matrix of which most elements are zero, row by row (compressed sparse rows).
///
/// Row `i` holds the values `values[offsets[i] ..< offsets[i + 1]]` in the columns of the same places, which
/// ascend.
public struct SparseRows: Hashable, Sendable {
  /// Number of columns.
  let columnCount: Int
  /// Where each row begins, and at the end the number of stored elements.
  private(set) var offsets: [Int]
  /// Column of each stored element.
  public private(set) var columns: [Int32]
  /// The stored elements.
  public private(set) var values: [Float]

  /// Number of rows.
  var rowCount: Int { offsets.count - 1 }

  /// Creates a matrix without rows.
  public init(columnCount: Int) {
    self.columnCount = columnCount
    offsets = [0]
    columns = []
    values = []
  }

  /// Creates a matrix of rows.
  public init(_ rows: [SparseRow], columnCount: Int) {
    self.init(columnCount: columnCount)
    offsets.reserveCapacity(rows.count + 1)
    let count = rows.reduce(0) { $0 + $1.columns.count }
    columns.reserveCapacity(count)
    values.reserveCapacity(count)
    for row in rows { append(row) }
  }

  private init(columnCount: Int, offsets: [Int], columns: [Int32], values: [Float]) {
    self.columnCount = columnCount
    self.offsets = offsets
    self.columns = columns
    self.values = values
  }

  /// Adds a row at the end.
  ///
  /// - Precondition: the row's columns lie below ``columnCount``.
  public mutating func append(_ row: SparseRow) {
    precondition(
      row.columns.last.map { Int($0) < columnCount } ?? true, "the row's columns lie in the matrix")
    columns += row.columns
    values += row.values
    offsets.append(columns.count)
  }

  /// A row.
  public subscript(row: Int) -> SparseRow {
    let range = offsets[row]..<offsets[row + 1]
    return SparseRow(columns: Array(columns[range]), values: Array(values[range]))
  }

  /// The rows of the given numbers, in that order.
  public func rows(_ indices: [Int]) -> SparseRows {
    SparseRows(indices.map { self[$0] }, columnCount: columnCount)
  }

  /// The rows of this matrix followed by those of another with as many columns.
  public func appending(_ other: SparseRows) -> SparseRows {
    precondition(columnCount == other.columnCount, "matrices of one width")
    var result = self
    result.columns += other.columns
    result.values += other.values
    let shift = offsets[rowCount]
    result.offsets += other.offsets.dropFirst().map { $0 + shift }
    return result
  }

  /// Each row followed by the same row of another matrix, whose columns come after this one's.
  func besides(_ other: SparseRows) -> SparseRows {
    precondition(rowCount == other.rowCount, "matrices of as many rows")
    let rows = (0..<rowCount).map { number in
      let (left, right) = (self[number], other[number])
      return SparseRow(
        columns: left.columns + right.columns.map { $0 + Int32(columnCount) },
        values: left.values + right.values)
    }
    return SparseRows(rows, columnCount: columnCount + other.columnCount)
  }

  /// The matrix with rows and columns exchanged.
  func transposed() -> SparseRows {
    var starts = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { starts[Int(column) + 1] += 1 }
    for column in 0..<columnCount { starts[column + 1] += starts[column] }
    var next = starts
    var rowNumbers = [Int32](repeating: 0, count: columns.count)
    var elements = [Float](repeating: 0, count: columns.count)
    for row in 0..<rowCount {
      for index in offsets[row]..<offsets[row + 1] {
        let place = next[Int(columns[index])]
        next[Int(columns[index])] += 1
        rowNumbers[place] = Int32(row)
        elements[place] = values[index]
      }
    }
    return SparseRows(columnCount: rowCount, offsets: starts, columns: rowNumbers, values: elements)
  }

  /// The product of the matrix [n, m] with a vector [m], in double precision.
  ///
  /// Each element is one sum in the order of the columns, so the number of threads does not reach the result.
  public func product(with vector: [Double]) -> [Double] {
    precondition(vector.count == columnCount, "one factor a column")
    return [Double](unsafeUninitializedCapacity: rowCount) { buffer, count in
      nonisolated(unsafe) let result = buffer
      vector.withUnsafeBufferPointer { pointer in
        nonisolated(unsafe) let factors = pointer
        Parallel.forRange(rowCount, minimum: 256) { range in
          columns.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
              for row in range {
                var sum = 0.0
                for index in offsets[row]..<offsets[row + 1] {
                  sum += Double(values[index]) * factors[Int(columns[index])]
                }
                result[row] = sum
              }
            }
          }
        }
      }
      count = rowCount
    }
  }
}

/// One row of a sparse matrix: ascending columns and their values.
public struct SparseRow: Hashable, Sendable {
  /// Columns of the stored elements, ascending.
  public var columns: [Int32]
  /// The stored elements.
  public var values: [Float]

  /// Creates a row from its parts.
  ///
  /// - Precondition: as many columns as values; columns ascend strictly and are not negative.
  public init(columns: [Int32] = [], values: [Float] = []) {
    precondition(columns.count == values.count, "a value for each column")
    precondition(columns.first ?? 0 >= 0 && zip(columns, columns.dropFirst()).allSatisfy(<), "columns ascend")
    self.columns = columns
    self.values = values
  }

  /// The row scaled to length 1; a row of zeros stays.
  var normalized: SparseRow {
    let length = values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0 else { return self }
    return SparseRow(columns: columns, values: values.map { Float(Double($0) / length) })
  }

  /// The sum of products with the elements of a dense vector.
  func dot(_ vector: [Double]) -> Double {
    var sum = 0.0
    for (column, value) in zip(columns, values) { sum += Double(value) * vector[Int(column)] }
    return sum
  }
}
