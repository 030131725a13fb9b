import Foundation
import RealModule

/// The gradient of the Kullback–Leibler divergence that t-SNE minimises, and the divergence itself.
///
/// ∂KL/∂y_i = 4 (Σ_j p_ij q_ij Z (y_i − y_j) − Σ_j q²_ij Z (y_i − y_j)) with q_ij Z = 1 / (1 + ‖y_i − y_j‖²) and
/// Z = Σ_{k≠l} 1 / (1 + ‖y_k − y_l‖²) (van der Maaten 2014, equations 5 and 8).
enum TSNEGradient {
  /// What one look at all positions gives.
  struct Value: Sendable {
    /// One gradient a point.
    var gradient: [SIMD2<Double>]
    /// Z, the sum over ordered pairs of different points.
    var normaliser: Double
  }

  /// The gradient with affinities multiplied by `exaggeration`.
  ///
  /// - Parameters:
  ///   - positions: One position a point.
  ///   - affinities: p_ij.
  ///   - exaggeration: Factor of all p_ij.
  ///   - theta: 0 for the exact gradient in quadratic time; otherwise squares of a ``QuadTree`` stand for points.
  /// - Returns: The gradient and Z.
  static func evaluate(
    _ positions: [SIMD2<Double>], _ affinities: AffinityMatrix, exaggeration: Double = 1, theta: Double
  ) -> Value {
    let count = positions.count
    let tree = theta > 0 ? QuadTree(positions) : nil
    let order = tree?.order ?? (0..<Int32(count)).map { $0 }
    var attraction = [SIMD2<Double>](repeating: .zero, count: count)
    var repulsion = attraction
    var normalisers = [Double](repeating: 0, count: count)
    attraction.withUnsafeMutableBufferPointer { attraction in
      repulsion.withUnsafeMutableBufferPointer { repulsion in
        normalisers.withUnsafeMutableBufferPointer { normalisers in
          nonisolated(unsafe) let (attraction, repulsion, normalisers) = (attraction, repulsion, normalisers)
          Parallel.forRange(count, minimum: 64) { range in
            for place in range {
              let index = Int(order[place])
              attraction[index] = Self.attraction(on: index, positions, affinities)
              (repulsion[index], normalisers[index]) =
                tree?.repulsion(at: positions[index], theta: theta) ?? exactRepulsion(on: index, positions)
            }
          }
        }
      }
    }
    // In the order of the points, so that the sum does not depend on the threads.
    let normaliser = max(normalisers.reduce(0, +), .leastNormalMagnitude)
    for index in 0..<count {
      attraction[index] = 4 * (exaggeration * attraction[index] - repulsion[index] / normaliser)
    }
    return Value(gradient: attraction, normaliser: normaliser)
  }

  /// Σ p_ij log(p_ij / q_ij).
  ///
  /// - Parameters:
  ///   - positions: One position a point.
  ///   - affinities: p_ij.
  ///   - normaliser: Z of the same positions.
  /// - Returns: The divergence, in nats.
  static func divergence(
    _ positions: [SIMD2<Double>], _ affinities: AffinityMatrix, normaliser: Double
  ) -> Double {
    var sum = 0.0
    for row in 0..<affinities.count {
      for element in affinities.rowStarts[row]..<affinities.rowStarts[row + 1] {
        let p = Double(affinities.values[element])
        guard p > 0 else { continue }
        let offset = positions[row] - positions[Int(affinities.columns[element])]
        sum += p * (log(p) + .log(onePlus: (offset * offset).sum()) + log(normaliser))
      }
    }
    return sum
  }

  private static func attraction(
    on index: Int, _ positions: [SIMD2<Double>], _ affinities: AffinityMatrix
  ) -> SIMD2<Double> {
    let position = positions[index]
    var force = SIMD2<Double>.zero
    for element in affinities.rowStarts[index]..<affinities.rowStarts[index + 1] {
      let offset = position - positions[Int(affinities.columns[element])]
      let squaredDistance = offset.x * offset.x + offset.y * offset.y
      force += Double(affinities.values[element]) / (1 + squaredDistance) * offset
    }
    return force
  }

  private static func exactRepulsion(
    on index: Int, _ positions: [SIMD2<Double>]
  ) -> (force: SIMD2<Double>, normaliser: Double) {
    let position = positions[index]
    var force = SIMD2<Double>.zero
    var normaliser = 0.0
    for other in positions.indices where other != index {
      let offset = position - positions[other]
      let q = 1 / (1 + (offset * offset).sum())
      force += q * q * offset
      normaliser += q
    }
    return (force, normaliser)
  }
}
