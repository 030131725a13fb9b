extension Matrix {
  /// Number of elements.
  public var count: Int { elements.count }

  /// A matrix of its own with some of the rows.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "inside the matrix")
    let result = Matrix(uninitializedRows: range.count, columns: columns)
    result.base.update(from: row(range.lowerBound), count: range.count * columns)
    return result
  }

  /// A matrix of its own with the rows at some places, in their order.
  public func rows(at places: [Int]) -> Matrix {
    let result = Matrix(uninitializedRows: places.count, columns: columns)
    for (index, place) in places.enumerated() { result.row(index).update(from: row(place), count: columns) }
    return result
  }

  /// Overwrites the rows from `first` on with those of another matrix.
  func replaceRows(from first: Int, with other: Matrix) {
    precondition(other.columns == columns && first >= 0 && first + other.rows <= rows, "inside the matrix")
    row(first).update(from: other.base, count: other.count)
  }

  /// Overwrites all elements, row after row.
  public func copy(from values: [Float]) {
    precondition(values.count == count, "one value per element")
    _ = elements.update(fromContentsOf: values)
  }

  /// Adds a matrix of the same shape.
  public func add(_ other: Matrix) {
    precondition(other.rows == rows && other.columns == columns, "same shape")
    for index in 0..<count { base[index] += other.base[index] }
  }

  /// Replaces every element by a function of it.
  public func apply(_ function: (Float) -> Float) {
    for index in 0..<count { base[index] = function(base[index]) }
  }

  /// The transpose, a matrix of its own [columns, rows].
  func transposed() -> Matrix {
    let result = Matrix(uninitializedRows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result.base[column * rows + row] = base[row * columns + column] }
    }
    return result
  }

  /// self · other, a new matrix [rows, other.columns].
  func multiplied(by other: Matrix) -> Matrix {
    let result = Matrix(uninitializedRows: rows, columns: other.columns)
    result.multiply(self, other)
    return result
  }

  /// Squared Euclidean distances between the rows of two matrices, [rows, other.rows], never negative.
  func squaredDistances(to other: Matrix) -> Matrix {
    precondition(columns == other.columns, "rows of one width")
    let result = Matrix(uninitializedRows: rows, columns: other.rows)
    result.multiply(self, transposed: other)
    let (own, others) = (squaredNorms(), other.squaredNorms())
    for i in 0..<rows {
      let row = result.row(i)
      for j in 0..<other.rows { row[j] = max(0, own[i] + others[j] - 2 * row[j]) }
    }
    return result
  }

  /// Squared Euclidean norm of each row.
  func squaredNorms() -> [Float] {
    (0..<rows).map { index in
      let row = row(index)
      var sum: Float = 0
      for column in 0..<columns { sum += row[column] * row[column] }
      return sum
    }
  }
}
