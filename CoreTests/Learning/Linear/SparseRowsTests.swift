import Testing

@testable import Core

struct SparseRowsTests {
  private func random(rows: Int, columns: Int) -> SparseRows {
    var random = SeededGenerator(seed: 5)
    return SparseRows(
      (0..<rows).map { _ in
        let kept = (0..<columns).filter { _ in random.next(below: 3) == 0 }
        return SparseRow(columns: kept.map { Int32($0) }, values: kept.map { _ in Float(random.normal()) })
      }, columnCount: columns)
  }

  @Test func productsAreThoseOfTheDenseMatrix() {
    let matrix = random(rows: 700, columns: 9)
    let vector = (0..<9).map { Double($0) - 3 }
    let expected = (0..<700).map { matrix[$0].dot(vector) }
    #expect(matrix.product(with: vector) == expected)
    let other = (0..<700).map { Double($0 % 7) }
    var sums = [Double](repeating: 0, count: 9)
    for row in 0..<700 {
      for (column, value) in zip(matrix[row].columns, matrix[row].values) {
        sums[Int(column)] += Double(value) * other[row]
      }
    }
    #expect(matrix.transposed().product(with: other) == sums)
    #expect(matrix.transposed().transposed() == matrix)
  }

  @Test func rowsAreTakenAndAppended() {
    let matrix = random(rows: 6, columns: 4)
    let parts = matrix.rows([0, 1, 2]).appending(matrix.rows([3, 4, 5]))
    #expect(parts == matrix)
    #expect(SparseRows(columnCount: 4).appending(matrix) == matrix)
    #expect(SparseRows([], columnCount: 3).product(with: [1, 2, 3]).isEmpty)
  }

  @Test func lengthsBecomeOneExceptZero() {
    #expect(SparseRow(columns: [1, 4], values: [3, 4]).normalized.values == [0.6, 0.8])
    #expect(SparseRow().normalized == SparseRow())
  }
}
