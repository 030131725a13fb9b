#if !canImport(Accelerate)
  import VectorKernels

  extension VectorMath {
    /// y = tanh x; `x` may be `y`.
    static func tanh(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
      vk_tanh(count, x, y)
    }

    /// y = eˣ; `x` may be `y`.
    static func exp(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
      vk_exp(count, x, y)
    }

    /// y += `factor` · x.
    static func addScaled(
      _ count: Int, _ factor: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
    ) {
      vk_add_scaled(count, factor, x, y)
    }

    /// x *= `factor`.
    static func scale(_ count: Int, _ factor: Float, _ x: UnsafeMutablePointer<Float>) {
      vk_scale(count, factor, x)
    }

    /// The sum of squares.
    static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Float>) -> Double {
      vk_sum_of_squares(count, x)
    }

    /// The dot product.
    static func dot(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>) -> Double {
      vk_dot(count, x, y)
    }

    /// One Adam step; gradients stay as they are.
    static func adam(
      _ count: Int, _ step: AdamStep, value: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
      first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>
    ) {
      vk_adam(
        count, value, gradient, first, second, step.gradientScale, step.weightDecay, step.beta1, step.beta2,
        step.rate, step.secondCorrection, step.epsilon)
    }

    /// Each row of `output` [rows, width] = its head's row plus its tokens' rows.
    static func gather(
      rows: Int, width: Int, _ items: Items, headTable: UnsafePointer<Float>,
      tokenTable: UnsafePointer<Float>,
      _ output: UnsafeMutablePointer<Float>
    ) {
      vk_gather(
        rows, width, items.positions, items.heads, items.offsets, items.tokens, headTable, tokenTable, output)
    }

    /// The transpose of `gather`: adds each row of `gradient` to its head's row and its tokens' rows.
    static func scatter(
      rows: Int, width: Int, _ items: Items, _ gradient: UnsafePointer<Float>,
      headTable: UnsafeMutablePointer<Float>, tokenTable: UnsafeMutablePointer<Float>
    ) {
      vk_scatter(
        rows, width, items.positions, items.heads, items.offsets, items.tokens, gradient, headTable,
        tokenTable)
    }

    /// One time step of an LSTM; `gates` [rows, 4 · hidden] holds sums and receives activations.
    ///
    /// `previous` holds the cells of the step before, of the first `previousRows` rows; other rows start at zero.
    /// It may be `cell`.
    /// Hidden states go to `output`, `outputStride` from row to row, and those of the first `nextRows` rows to
    /// `next` for the step that follows.
    static func lstmForward(
      rows: Int, hidden: Int, gates: UnsafeMutablePointer<Float>, previous: UnsafePointer<Float>?,
      previousRows: Int, cell: UnsafeMutablePointer<Float>, next: UnsafeMutablePointer<Float>?, nextRows: Int,
      output: UnsafeMutablePointer<Float>, outputStride: Int
    ) {
      vk_lstm_forward(
        rows, hidden, gates, previous, previous == nil ? 0 : previousRows, cell, next,
        next == nil ? 0 : nextRows,
        output, outputStride)
    }

    /// The step back: `gates` holds activations and receives the gradients of the sums.
    ///
    /// `outputGradient` is the gradient of the hidden states from above. The first `followingRows` rows of
    /// `hiddenGradient` and `cellGradient` hold what the following step sends back; `cellGradient` receives what
    /// goes to the step before.
    static func lstmBackward(
      rows: Int, hidden: Int, gates: UnsafeMutablePointer<Float>, cell: UnsafePointer<Float>,
      previous: UnsafePointer<Float>?, previousRows: Int, outputGradient: UnsafePointer<Float>,
      outputStride: Int, hiddenGradient: UnsafePointer<Float>, followingRows: Int,
      cellGradient: UnsafeMutablePointer<Float>
    ) {
      vk_lstm_backward(
        rows, hidden, gates, cell, previous, previous == nil ? 0 : previousRows, outputGradient, outputStride,
        hiddenGradient, followingRows, cellGradient)
    }
  }
#endif
