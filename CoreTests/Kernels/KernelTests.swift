import Foundation
import Testing

@testable import Core

private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
  var generator = SeededGenerator(seed: seed)
  let result = Matrix(rows: rows, columns: columns)
  result.fillNormal(deviation: 1, using: &generator)
  return result
}

private func transpose(_ matrix: Matrix) -> Matrix {
  let result = Matrix(rows: matrix.columns, columns: matrix.rows)
  for row in 0..<matrix.rows {
    for column in 0..<matrix.columns { result[column, row] = matrix[row, column] }
  }
  return result
}

@Test(arguments: [
  (1, 1, 1), (5, 7, 3), (13, 33, 40), (6, 16, 130), (64, 48, 20), (3, 70, 600), (300, 40, 300),
])
func productsMatchTheirDefinition(m: Int, n: Int, k: Int) {
  let (a, b) = (random(m, k, seed: 1), random(k, n, seed: 2))
  var expected: [Double] = []
  for row in 0..<m {
    for column in 0..<n {
      expected.append((0..<k).reduce(0) { $0 + Double(a[row, $1]) * Double(b[$1, column]) })
    }
  }
  let c = Matrix(rows: m, columns: n, repeatElement(.nan, count: m * n))
  c.multiply(a, b)
  #expect(relativeError(c.elements, expected) < 1e-5)
  c.multiply(a, transposed: transpose(b))
  #expect(relativeError(c.elements, expected) < 1e-5)
  c.multiply(transposed: transpose(a), b)
  #expect(relativeError(c.elements, expected) < 1e-5)
  c.multiply(a, b, beta: 1)
  #expect(relativeError(c.elements, expected.map { 2 * $0 }) < 1e-5)
}

@Test(arguments: [(1, 4), (4, 5), (11, 16), (64, 17), (13, 40)])
func preparedProductsMatchPlainOnes(m: Int, n: Int) {
  for k in [1, 7, 90] {
    let (a, b) = (random(m, k, seed: 1), random(k, n, seed: 2))
    let expected = Matrix(rows: m, columns: n)
    expected.multiply(a, b)
    let turned = transpose(b)
    for operand: BLAS.Operand in [.plain(b.base, stride: n), .transposed(turned.base, stride: k)] {
      let packed = PackedMatrix(rows: k, columns: n, operand)
      let c = Matrix(rows: m, columns: n, repeatElement(.nan, count: m * n))
      packed.product(m, a.base, stride: k, accumulates: false, c.base, resultStride: n)
      #expect(relativeError(c.elements, expected.elements.map(Double.init)) < 1e-5)
      packed.product(m, a.base, stride: k, accumulates: true, c.base, resultStride: n)
      #expect(relativeError(c.elements, expected.elements.map { 2 * Double($0) }) < 1e-5)
    }
  }
}

/// The sizes are those of a kernel in debug builds, of BLAS, and of neither's blocks.
@Test(arguments: [(90, 33), (90, 64), (300, 70)])
func aRowOfAPreparedProductDoesNotDependOnTheOthers(k: Int, n: Int) {
  let (a, b) = (random(70, k, seed: 1), random(k, n, seed: 2))
  let packed = PackedMatrix(rows: k, columns: n, .plain(b.base, stride: n))
  for accumulates in [false, true] {
    let all = random(70, n, seed: 3)
    packed.productOfRows(70, a.base, stride: k, accumulates: accumulates, all.base, resultStride: n)
    for rows in [0..<1, 3..<4, 5..<22, 69..<70, 16..<48] {
      let some = random(70, n, seed: 3)
      packed.productOfRows(
        rows.count, a.row(rows.lowerBound), stride: k, accumulates: accumulates,
        some.row(rows.lowerBound), resultStride: n)
      #expect(some.rows(rows).array == all.rows(rows).array, "bit for bit")
    }
  }
}

@Test func anEmptyProductIsZero() {
  let c = Matrix(rows: 3, columns: 20, repeatElement(.nan, count: 60))
  c.multiply(Matrix(rows: 3, columns: 0), Matrix(rows: 0, columns: 20))
  #expect(c.array == [Float](repeating: 0, count: 60))
}

@Test func exponentialAndTangentAreAccurate() {
  // Odd counts, so that the last vector is not full.
  let x = (0..<20_001).map { Float($0 - 10_000) * 8e-3 } + [1e-6, -1e-6, 0, 0.6249, 0.6251]
  var y = [Float](repeating: 0, count: x.count)
  VectorMath.tanh(x.count, x, &y)
  for (argument, value) in zip(x, y) {
    let expected = Foundation.tanh(Double(argument))
    #expect(abs(Double(value) - expected) <= 3e-7 * abs(expected), "tanh \(argument)")
  }
  VectorMath.exp(x.count, x, &y)
  for (argument, value) in zip(x, y) {
    let expected = Foundation.exp(Double(argument))
    #expect(abs(Double(value) - expected) <= 3e-7 * expected, "exp \(argument)")
  }
}

@Test func notANumberStaysVisible() {
  var y: [Float] = [.nan]
  VectorMath.tanh(1, y, &y)
  #expect(y[0].isNaN)
  #expect(!Matrix(rows: 1, columns: 3, [0, .nan, 1]).isFinite)
  #expect(!Matrix(rows: 1, columns: 3, [0, .infinity, 1]).isFinite)
  #expect(Matrix(rows: 1, columns: 3, [0, 3e38, -3e38]).isFinite)
}

@Test(arguments: [1, 15, 16, 17, 100, 10_000])
func sumsMatchDoublePrecision(count: Int) {
  let (x, y) = (random(1, count, seed: 3), random(1, count, seed: 4))
  let squares = x.elements.reduce(0) { $0 + Double($1) * Double($1) }
  #expect(abs(VectorMath.sumOfSquares(count, x.base) - squares) < 1e-5 * squares)
  #expect(abs(VectorMath.parallelSumOfSquares(count, x.base) - squares) < 1e-5 * squares)
  let dot = zip(x.elements, y.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  #expect(abs(VectorMath.dot(count, x.base, y.base) - dot) < 1e-5 * squares)
  let sum = y.copy()
  VectorMath.addScaled(count, -0.5, x.base, sum.base)
  let expected = zip(x.elements, y.elements).map { Double($1) - 0.5 * Double($0) }
  #expect(relativeError(sum.elements, expected) < 1e-6)
}

@Test(arguments: [1, 16, 67, 130])
func scatterIsTheTransposeOfGather(width: Int) {
  let (heads, tokens) = (random(3, width, seed: 5), random(4, width, seed: 6))
  let positions: [Int32] = [2, 0, 1]
  let opcodes: [UInt8] = [0, 2, 1]
  let offsets: [Int32] = [0, 2, 2, 5]
  let indices: [Int32] = [3, 3, 0, 1, 2]
  let (output, gradient) = (Matrix(rows: 3, columns: width), random(3, width, seed: 7))
  let (headGradient, tokenGradient) = (Matrix(rows: 3, columns: width), Matrix(rows: 4, columns: width))
  positions.withUnsafeBufferPointer { p in
    opcodes.withUnsafeBufferPointer { h in
      offsets.withUnsafeBufferPointer { o in
        indices.withUnsafeBufferPointer { t in
          let items = VectorMath.Items(
            positions: p.baseAddress!, heads: h.baseAddress!, offsets: o.baseAddress!, tokens: t.baseAddress!)
          VectorMath.gather(
            rows: 3, width: width, items, headTable: heads.base, tokenTable: tokens.base, output.base)
          VectorMath.scatter(
            rows: 3, width: width, items, gradient.base, headTable: headGradient.base,
            tokenTable: tokenGradient.base)
        }
      }
    }
  }
  let first = zip(heads.elements[width..<2 * width], tokens.elements[0..<width]).map { Double($0 + $1) }
  let sum = (0..<width).map { first[$0] + Double(tokens[1, $0]) + Double(tokens[2, $0]) }
  #expect(relativeError(output.elements[0..<width], sum) < 1e-6)
  func inner(_ a: Matrix, _ b: Matrix) -> Double {
    zip(a.elements, b.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  let there = inner(output, gradient)
  let back = inner(heads, headGradient) + inner(tokens, tokenGradient)
  #expect(abs(there - back) < 1e-4 * Double(width))
}
