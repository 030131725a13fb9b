#if canImport(Accelerate)
  import Accelerate

  extension VectorMath {
    /// y = tanh x; `x` may be `y`.
    static func tanh(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
      var n = Int32(count)
      vvtanhf(y, x, &n)
    }

    /// y = eˣ; `x` may be `y`.
    static func exp(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
      var n = Int32(count)
      vvexpf(y, x, &n)
    }

    /// y += `factor` · x.
    static func addScaled(
      _ count: Int, _ factor: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
    ) {
      var factor = factor
      vDSP_vsma(x, 1, &factor, y, 1, y, 1, vDSP_Length(count))
    }

    /// x *= `factor`.
    static func scale(_ count: Int, _ factor: Float, _ x: UnsafeMutablePointer<Float>) {
      var factor = factor
      vDSP_vsmul(x, 1, &factor, x, 1, vDSP_Length(count))
    }

    /// The sum of squares.
    static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Float>) -> Double {
      var total = 0.0
      // Short blocks keep the rounding of single precision small.
      for start in stride(from: 0, to: count, by: 4096) {
        var sum: Float = 0
        vDSP_svesq(x + start, 1, &sum, vDSP_Length(min(4096, count - start)))
        total += Double(sum)
      }
      return total
    }

    /// The dot product.
    static func dot(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>) -> Double {
      var total = 0.0
      for start in stride(from: 0, to: count, by: 4096) {
        var sum: Float = 0
        vDSP_dotpr(x + start, 1, y + start, 1, &sum, vDSP_Length(min(4096, count - start)))
        total += Double(sum)
      }
      return total
    }

    /// One Adam step; gradients stay as they are.
    static func adam(
      _ count: Int, _ step: AdamStep, value: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
      first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>
    ) {
      // One pass over memory counts here, not arithmetic: a plain loop, which the compiler vectorises.
      for k in 0..<count {
        let g = gradient[k] * step.gradientScale + step.weightDecay * value[k]
        let m = step.beta1 * first[k] + (1 - step.beta1) * g
        let v = step.beta2 * second[k] + (1 - step.beta2) * (g * g)
        first[k] = m
        second[k] = v
        value[k] -= step.rate * m / ((v * step.secondCorrection).squareRoot() + step.epsilon)
      }
    }

    /// Each row of `output` [rows, width] = its head's row plus its tokens' rows.
    static func gather(
      rows: Int, width: Int, _ items: Items, headTable: UnsafePointer<Float>,
      tokenTable: UnsafePointer<Float>,
      _ output: UnsafeMutablePointer<Float>
    ) {
      let length = vDSP_Length(width)
      for row in 0..<rows {
        let position = Int(items.positions[row])
        let out = output + row * width
        out.update(from: headTable + Int(items.heads[position]) * width, count: width)
        for k in Int(items.offsets[position])..<Int(items.offsets[position + 1]) {
          vDSP_vadd(tokenTable + Int(items.tokens[k]) * width, 1, out, 1, out, 1, length)
        }
      }
    }

    /// The transpose of `gather`: adds each row of `gradient` to its head's row and its tokens' rows.
    static func scatter(
      rows: Int, width: Int, _ items: Items, _ gradient: UnsafePointer<Float>,
      headTable: UnsafeMutablePointer<Float>, tokenTable: UnsafeMutablePointer<Float>
    ) {
      let length = vDSP_Length(width)
      for row in 0..<rows {
        let position = Int(items.positions[row])
        let from = gradient + row * width
        let head = headTable + Int(items.heads[position]) * width
        vDSP_vadd(from, 1, head, 1, head, 1, length)
        for k in Int(items.offsets[position])..<Int(items.offsets[position + 1]) {
          let token = tokenTable + Int(items.tokens[k]) * width
          vDSP_vadd(from, 1, token, 1, token, 1, length)
        }
      }
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
      guard rows > 0 else { return }
      let length = vDSP_Length(hidden)
      var half: Float = 0.5
      // sigmoid x = (1 + tanh x/2) / 2, so one call serves all four gates.
      for row in 0..<rows {
        let sums = gates + row * 4 * hidden
        vDSP_vsmul(sums, 1, &half, sums, 1, 2 * length)
        vDSP_vsmul(sums + 3 * hidden, 1, &half, sums + 3 * hidden, 1, length)
        // Row by row, so that an element's place among the rows cannot reach its last bits.
        tanh(4 * hidden, sums, sums)
        let i = gates + row * 4 * hidden
        let (f, g, o, c) = (i + hidden, i + 2 * hidden, i + 3 * hidden, cell + row * hidden)
        vDSP_vsmsa(i, 1, &half, &half, i, 1, 2 * length)
        vDSP_vsmsa(o, 1, &half, &half, o, 1, length)
        if let previous, row < previousRows {
          vDSP_vmul(f, 1, previous + row * hidden, 1, c, 1, length)
          vDSP_vma(i, 1, g, 1, c, 1, c, 1, length)
        } else {
          vDSP_vmul(i, 1, g, 1, c, 1, length)
        }
        let h = output + row * outputStride
        tanh(hidden, c, h)
        vDSP_vmul(o, 1, h, 1, h, 1, length)
        if let next, row < nextRows { (next + row * hidden).update(from: h, count: hidden) }
      }
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
      withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, hidden)) { buffer in
        let t = buffer.baseAddress!
        for row in 0..<rows {
          let i = gates + row * 4 * hidden
          let (f, g, o) = (i + hidden, i + 2 * hidden, i + 3 * hidden)
          let at = row * hidden
          tanh(hidden, cell + at, t)
          for k in 0..<hidden {
            var dh = outputGradient[row * outputStride + k]
            var dc: Float = 0
            if row < followingRows {
              dh += hiddenGradient[at + k]
              dc = cellGradient[at + k]
            }
            let (ik, fk, gk, ok) = (i[k], f[k], g[k], o[k])
            dc += dh * ok * (1 - t[k] * t[k])
            var before: Float = 0
            if let previous, row < previousRows { before = previous[at + k] }
            cellGradient[at + k] = dc * fk
            i[k] = dc * gk * ik * (1 - ik)
            f[k] = dc * before * fk * (1 - fk)
            g[k] = dc * ik * (1 - gk * gk)
            o[k] = dh * t[k] * ok * (1 - ok)
          }
        }
      }
    }
  }
#endif
