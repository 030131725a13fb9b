/// A twice differentiable function to be minimised.
protocol SmoothObjective {
  /// The function's value.
  func value(at point: [Double]) -> Double
  /// The gradient, and products with the second derivatives.
  func expansion(at point: [Double]) -> Expansion
}

/// A function up to second order around a point.
struct Expansion {
  /// The first derivatives.
  var gradient: [Double]
  /// The product of the matrix of second derivatives with a vector.
  var curvature: ([Double]) -> [Double]
}

/// Minimises convex functions of many variables: Newton steps by conjugate gradients, none longer than a radius in
/// which the second-order expansion has proved right.
///
/// Lin, Weng and Keerthi, JMLR 9 (2008), algorithms 1 and 2, with their constants.
struct TrustRegionNewton {
  /// The gradient's norm, relative to that at the start, at which to stop.
  var tolerance: Double
  /// The largest number of Newton steps.
  var maximumIterations = 200

  /// The minimum, or nil when told to stop.
  func minimum(
    of objective: some SmoothObjective, from start: [Double], shouldStop: () -> Bool
  ) -> [Double]? {
    var point = start
    var value = objective.value(at: point)
    var expansion = objective.expansion(at: point)
    let initialNorm = norm(expansion.gradient)
    var radius = initialNorm
    var isFirst = true
    for _ in 0..<maximumIterations {
      guard norm(expansion.gradient) > tolerance * initialNorm else { break }
      if shouldStop() { return nil }
      let step = self.step(expansion, radius: radius)
      let candidate = adding(point, step, scaledBy: 1)
      let newValue = objective.value(at: candidate)
      let slope = dot(expansion.gradient, step)
      let predicted = -(slope + dot(step, expansion.curvature(step)) / 2)
      let actual = value - newValue
      guard predicted > 0 else { break }
      let length = norm(step)
      if isFirst { radius = min(radius, length) }
      isFirst = false
      // The best factor along the step by a parabola through both values and the slope.
      let factor = -actual - slope <= 0 ? 4 : max(0.25, -0.5 * slope / (-actual - slope))
      radius = newRadius(radius, length: length, factor: factor, agreement: actual / predicted)
      if actual > 1e-4 * predicted {
        point = candidate
        value = newValue
        expansion = objective.expansion(at: point)
      }
      // Nothing is gained any more within double precision.
      if abs(actual) <= 1e-14 * abs(value), predicted <= 1e-14 * abs(value) { break }
    }
    return point
  }

  private func newRadius(_ radius: Double, length: Double, factor: Double, agreement: Double) -> Double {
    switch agreement {
    case ..<1e-4: min(max(factor, 0.25) * length, 0.5 * radius)
    case ..<0.25: max(0.25 * radius, min(factor * length, 0.5 * radius))
    case ..<0.75: max(0.25 * radius, min(factor * length, 4 * radius))
    default: max(radius, min(factor * length, 4 * radius))
    }
  }

  /// An approximate Newton step of at most a length, by conjugate gradients.
  private func step(_ expansion: Expansion, radius: Double) -> [Double] {
    var step = [Double](repeating: 0, count: expansion.gradient.count)
    var residual = expansion.gradient.map { -$0 }
    var direction = residual
    var square = dot(residual, residual)
    let enough = 0.1 * square.squareRoot()
    for _ in 0..<max(expansion.gradient.count, 10) {
      guard square.squareRoot() > enough else { break }
      let curved = expansion.curvature(direction)
      let alpha = square / dot(direction, curved)
      let next = adding(step, direction, scaledBy: alpha)
      if !alpha.isFinite || norm(next) > radius {
        return adding(step, direction, scaledBy: distance(from: step, along: direction, to: radius))
      }
      step = next
      residual = adding(residual, curved, scaledBy: -alpha)
      let newSquare = dot(residual, residual)
      direction = adding(residual, direction, scaledBy: newSquare / square)
      square = newSquare
    }
    return step
  }

  /// How far along a direction the sphere of the radius is reached.
  private func distance(from step: [Double], along direction: [Double], to radius: Double) -> Double {
    let (projection, square) = (dot(step, direction), dot(direction, direction))
    let rest = radius * radius - dot(step, step)
    let root = (projection * projection + square * rest).squareRoot()
    return projection >= 0 ? rest / (projection + root) : (root - projection) / square
  }

  private func dot(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }

  private func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }

  private func adding(_ first: [Double], _ second: [Double], scaledBy factor: Double) -> [Double] {
    var result = first
    for index in result.indices { result[index] += factor * second[index] }
    return result
  }
}
