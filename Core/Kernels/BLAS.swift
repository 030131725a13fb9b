#if canImport(Accelerate)
  import Accelerate
#else
  import CBLAS
#endif

/// Matrix products of row-major matrices.
enum BLAS {
  /// A matrix in memory and whether it enters a product as stored or transposed.
  struct Operand: @unchecked Sendable {
    var start: UnsafePointer<Float>
    /// Elements from one stored row to the next.
    var stride: Int
    var isTransposed: Bool

    /// The matrix as stored.
    static func plain(_ start: UnsafePointer<Float>, stride: Int) -> Operand {
      Operand(start: start, stride: stride, isTransposed: false)
    }

    /// The transpose of what is stored.
    static func transposed(_ start: UnsafePointer<Float>, stride: Int) -> Operand {
      Operand(start: start, stride: stride, isTransposed: true)
    }
  }

  /// C = A · B + `beta` · C, on the calling thread.
  ///
  /// - Parameters:
  ///   - m: Rows of A and C.
  ///   - n: Columns of B and C.
  ///   - k: Columns of A and rows of B.
  ///   - a: The left matrix.
  ///   - b: The right matrix.
  ///   - beta: Factor of what C holds; with 0 C need not be initialised.
  ///   - c: The result.
  ///   - stride: Elements from one row of C to the next.
  static func gemm(
    _ m: Int, _ n: Int, _ k: Int, _ a: Operand, _ b: Operand, beta: Float, _ c: UnsafeMutablePointer<Float>,
    stride: Int
  ) {
    guard m > 0 && n > 0 else { return }
    let (transposeA, transposeB) = (
      a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans
    )
    let (strideA, strideB) = (Int32(max(1, a.stride)), Int32(max(1, b.stride)))
    #if canImport(Accelerate)
      cblas_sgemm(
        CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), 1, a.start, strideA, b.start,
        strideB, beta, c, Int32(max(1, stride)))
    #else
      blas_sgemm(
        CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), 1, a.start, strideA, b.start,
        strideB, beta, c, Int32(max(1, stride)))
    #endif
  }

  /// The same on all available threads, cut along the longer side of C where that is worth it.
  static func parallelGemm(
    _ m: Int, _ n: Int, _ k: Int, _ a: Operand, _ b: Operand, beta: Float, _ c: UnsafeMutablePointer<Float>,
    stride: Int
  ) {
    #if canImport(Accelerate)
      // Accelerate has threads of its own.
      gemm(m, n, k, a, b, beta: beta, c, stride: stride)
    #else
      let minimum = max(64, 2_000_000 / max(1, min(m, n) * k))
      nonisolated(unsafe) let c = c
      if m > n {
        Parallel.forRange(m, minimum: minimum, multiple: 16) { range in
          var part = a
          part.start += range.lowerBound * (a.isTransposed ? 1 : a.stride)
          gemm(range.count, n, k, part, b, beta: beta, c + range.lowerBound * stride, stride: stride)
        }
      } else {
        Parallel.forRange(n, minimum: minimum, multiple: 16) { range in
          var part = b
          part.start += range.lowerBound * (b.isTransposed ? b.stride : 1)
          gemm(m, range.count, k, a, part, beta: beta, c + range.lowerBound, stride: stride)
        }
      }
    #endif
  }
}

extension Matrix {
  private var stored: BLAS.Operand { .plain(base, stride: columns) }
  private var turned: BLAS.Operand { .transposed(base, stride: columns) }

  /// self = A · B + `beta` · self, on all available threads.
  public func multiply(_ a: Matrix, _ b: Matrix, beta: Float = 0) {
    precondition(a.rows == rows && b.columns == columns && a.columns == b.rows, "shapes agree")
    BLAS.parallelGemm(rows, columns, a.columns, a.stored, b.stored, beta: beta, base, stride: columns)
  }

  /// self = A · Bᵀ + `beta` · self, on all available threads.
  public func multiply(_ a: Matrix, transposed b: Matrix, beta: Float = 0) {
    precondition(a.rows == rows && b.rows == columns && a.columns == b.columns, "shapes agree")
    BLAS.parallelGemm(rows, columns, a.columns, a.stored, b.turned, beta: beta, base, stride: columns)
  }

  /// self = Aᵀ · B + `beta` · self, on all available threads.
  public func multiply(transposed a: Matrix, _ b: Matrix, beta: Float = 0) {
    precondition(a.columns == rows && b.columns == columns && a.rows == b.rows, "shapes agree")
    BLAS.parallelGemm(rows, columns, a.rows, a.turned, b.stored, beta: beta, base, stride: columns)
  }
}
