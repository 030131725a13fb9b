/// The 2-norm of all gradients together.
public func gradientNorm(of parameters: [Parameter]) -> Float {
  var sum = 0.0
  for parameter in parameters where !parameter.hasZeroGradient {
    sum += VectorMath.parallelSumOfSquares(parameter.gradient.elements.count, parameter.gradient.base)
  }
  return Float(sum.squareRoot())
}

/// The factor that brings gradients of norm `norm` to at most `limit`: min(1, limit / (norm + 10⁻⁶)).
public func clippingScale(norm: Float, limit: Float) -> Float { min(1, limit / (norm + 1e-6)) }
