// The element-wise kernels have one interface and two implementations: VectorMath+Accelerate.swift and
// VectorMath+Portable.swift. What needs neither is here.

/// Element-wise arithmetic on blocks of floats.
enum VectorMath {
  /// The numbers that one Adam step needs, the same for all parameters.
  struct AdamStep: Sendable {
    var gradientScale: Float
    var weightDecay: Float
    var beta1: Float
    var beta2: Float
    /// Learning rate over 1 − β₁ᵗ.
    var rate: Float
    /// 1 over 1 − β₂ᵗ.
    var secondCorrection: Float
    var epsilon: Float
  }

  /// Which table rows make up each item of a gather: one head and any number of tokens.
  ///
  /// Item k is position `positions[k]`; its head is `heads[position]` and its tokens are
  /// `tokens[offsets[position] ..< offsets[position + 1]]`.
  struct Items {
    var positions: UnsafePointer<Int32>
    var heads: UnsafePointer<UInt8>
    var offsets: UnsafePointer<Int32>
    var tokens: UnsafePointer<Int32>
  }

  /// Adds `bias` to each of `rows` rows.
  static func addBias(rows: Int, columns: Int, _ bias: UnsafePointer<Float>, _ x: UnsafeMutablePointer<Float>)
  {
    for row in 0..<rows { addScaled(columns, 1, bias, x + row * columns) }
  }

  /// `sums` = `beta` · `sums` + the sum of all rows of `x`.
  static func columnSums(
    rows: Int, columns: Int, _ x: UnsafePointer<Float>, beta: Float, _ sums: UnsafeMutablePointer<Float>
  ) {
    if beta == 0 {
      sums.update(repeating: 0, count: columns)
    } else if beta != 1 {
      scale(columns, beta, sums)
    }
    for row in 0..<rows { addScaled(columns, 1, x + row * columns, sums) }
  }

  /// The sum of squares of many numbers, on all available threads.
  ///
  /// Chunks of fixed size are added in order, so the result does not depend on the number of threads.
  static func parallelSumOfSquares(_ count: Int, _ x: UnsafePointer<Float>) -> Double {
    let chunk = 1 << 16
    let chunks = (count + chunk - 1) / chunk
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, chunks)) { partial in
      nonisolated(unsafe) let (x, partial) = (x, partial)
      Parallel.forRange(chunks, minimum: 4) { range in
        for index in range {
          partial[index] = sumOfSquares(min(chunk, count - index * chunk), x + index * chunk)
        }
      }
      return partial[..<chunks].reduce(0, +)
    }
  }
}
