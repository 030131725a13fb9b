#if canImport(CBLAS)
  import CBLAS
  import Testing

  @testable import Core

  /// The product that a machine without BLAS uses.
  struct OwnProductTests {
    private func random(_ count: Int, seed: UInt64) -> [Float] {
      var generator = SeededGenerator(seed: seed)
      return (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
    }

    @Test(
      arguments: [(1, 1, 1), (3, 5, 2), (4, 16, 7), (13, 33, 40), (70, 17, 300), (25, 1030, 9), (5, 48, 0)],
      [false, true])
    func isTheSumOfItsDefinition(shape: (m: Int, n: Int, k: Int), isColumnMajor: Bool) {
      let (m, n, k) = shape
      for (transposeA, transposeB) in [(false, false), (true, false), (false, true), (true, true)] {
        for (alpha, beta): (Float, Float) in [(1, 0), (1, 1), (0.5, -2)] {
          // Strides beyond the rows, so that what lies between them shows.
          func shape(_ rows: Int, _ columns: Int, _ isTransposed: Bool) -> (stride: Int, count: Int) {
            let (outer, inner) = (isTransposed != isColumnMajor) ? (columns, rows) : (rows, columns)
            return (inner + 3, outer * (inner + 3))
          }
          func place(_ row: Int, _ column: Int, _ isTransposed: Bool, _ stride: Int) -> Int {
            (isTransposed != isColumnMajor) ? column * stride + row : row * stride + column
          }
          let (ofA, ofB, ofC) = (shape(m, k, transposeA), shape(k, n, transposeB), shape(m, n, false))
          let (a, b) = (random(ofA.count, seed: 1), random(ofB.count, seed: 2))
          let before = beta == 0 ? [Float](repeating: .nan, count: ofC.count) : random(ofC.count, seed: 3)
          var c = before
          blas_own_sgemm(
            isColumnMajor ? CblasColMajor : CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), Int32(k), alpha, a, Int32(ofA.stride),
            b,
            Int32(ofB.stride), beta, &c, Int32(ofC.stride))
          var worst: Double = 0
          var touched = Set<Int>()
          for row in 0..<m {
            for column in 0..<n {
              var sum: Double = 0
              for p in 0..<k {
                let left = Double(a[place(row, p, transposeA, ofA.stride)])
                sum += left * Double(b[place(p, column, transposeB, ofB.stride)])
              }
              let at = place(row, column, false, ofC.stride)
              touched.insert(at)
              var expected = Double(alpha) * sum
              if beta != 0 { expected += Double(beta) * Double(before[at]) }
              worst = max(worst, abs(Double(c[at]) - expected))
            }
          }
          #expect(worst < 1e-4)
          let isUntouched = c.indices.allSatisfy { index in
            touched.contains(index) || c[index].bitPattern == before[index].bitPattern
          }
          #expect(isUntouched, "nothing between the rows is written")
        }
      }
    }
  }
#endif
