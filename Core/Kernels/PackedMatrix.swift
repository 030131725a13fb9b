#if !canImport(Accelerate)
  import VectorKernels
#endif

/// The right side of many products with few rows, such as an LSTM's recurrent weight.
///
/// It is rearranged once instead of in every product, where there is a kernel for that. The matrix that it was made
/// from must stay as it is.
final class PackedMatrix: @unchecked Sendable {
  /// Rows *k* of the matrix.
  let rows: Int
  /// Columns *n* of the matrix.
  let columns: Int
  private let operand: BLAS.Operand
  /// The rearranged matrix; nil where products go to BLAS.
  private let packed: Matrix?

  /// Prepares the matrix [rows, columns] that `operand` describes.
  init(rows: Int, columns: Int, _ operand: BLAS.Operand) {
    self.rows = rows
    self.columns = columns
    self.operand = operand
    #if canImport(Accelerate)
      packed = nil
    #else
      guard Self.usesKernel(rows * columns) else {
        packed = nil
        return
      }
      let packed = Matrix(uninitializedRows: 1, columns: vk_packed_size(columns, rows))
      vk_pack(
        columns, rows, operand.start, operand.isTransposed ? 1 : operand.stride,
        operand.isTransposed ? operand.stride : 1, packed.base)
      self.packed = packed
    #endif
  }

  #if !canImport(Accelerate)
    private static let hasKernel = vk_has_product() != 0

    private static func usesKernel(_ size: Int) -> Bool {
      #if DEBUG
        // Without optimisation the kernel is slow: tests use it for small matrices only.
        return hasKernel && size <= 4096
      #else
        return hasKernel
      #endif
    }
  #endif

  /// The same product, each row of which depends on that row of A alone, up to the last bit.
  ///
  /// BLAS chooses the order of its sums by the number of rows, so it gets blocks of one size, the last filled up
  /// with zeros. The kernel sums every row in the same order anyway.
  func productOfRows(
    _ m: Int, _ a: UnsafePointer<Float>, stride: Int, accumulates: Bool, _ c: UnsafeMutablePointer<Float>,
    resultStride: Int
  ) {
    guard packed == nil else {
      return product(m, a, stride: stride, accumulates: accumulates, c, resultStride: resultStride)
    }
    let block = Self.rowBlock
    let whole = m / block * block
    for first in Swift.stride(from: 0, to: whole, by: block) {
      product(
        block, a + first * stride, stride: stride, accumulates: accumulates, c + first * resultStride,
        resultStride: resultStride)
    }
    guard whole < m else { return }
    let (rest, result) = (Matrix(rows: block, columns: rows), Matrix(rows: block, columns: columns))
    for row in whole..<m {
      rest.row(row - whole).update(from: a + row * stride, count: rows)
      if accumulates { result.row(row - whole).update(from: c + row * resultStride, count: columns) }
    }
    product(
      block, rest.base, stride: rows, accumulates: accumulates, result.base, resultStride: columns)
    for row in whole..<m {
      (c + row * resultStride).update(from: result.row(row - whole), count: columns)
    }
  }

  /// Rows that BLAS multiplies at once in `productOfRows`.
  ///
  /// OpenBLAS sums each row of eight in the same order; of sixteen rows its kernel for Haswell and Zen sums the
  /// last four otherwise.
  private static let rowBlock = 8

  /// C [m, columns] = A [m, rows] · self, added to C when `accumulates`; on the calling thread.
  func product(
    _ m: Int, _ a: UnsafePointer<Float>, stride: Int, accumulates: Bool, _ c: UnsafeMutablePointer<Float>,
    resultStride: Int
  ) {
    guard m > 0 else { return }
    #if !canImport(Accelerate)
      if let packed {
        vk_product(m, columns, rows, a, stride, packed.base, accumulates ? 1 : 0, c, resultStride)
        return
      }
    #endif
    BLAS.gemm(
      m, columns, rows, .plain(a, stride: stride), operand, beta: accumulates ? 1 : 0, c, stride: resultStride
    )
  }
}
