/// Moves the points of a t-SNE: gradient descent with momentum and a gain for each coordinate (Jacobs, 1988).
///
/// The learning rate is n / exaggeration / 4, but at least 50 (Belkina et al., Nature Communications 2019).
struct TSNEOptimiser {
  private let settings: TSNE
  private let affinities: AffinityMatrix
  private let learningRate: Double
  private var iteration = 0
  private var velocities: [SIMD2<Double>]
  private var gains: [SIMD2<Double>]
  /// Where the points are, centred on zero.
  private(set) var positions: [SIMD2<Double>]

  init(settings: TSNE, affinities: AffinityMatrix, start: [SIMD2<Double>]) {
    self.settings = settings
    self.affinities = affinities
    learningRate = max(Double(start.count) / settings.exaggeration / 4, 50)
    positions = start
    velocities = Array(repeating: .zero, count: start.count)
    gains = Array(repeating: .one, count: start.count)
  }

  /// Moves all points once.
  mutating func step() {
    let isExaggerated = iteration < settings.exaggeratedIterations
    let momentum = isExaggerated ? 0.5 : 0.8
    let gradient = TSNEGradient.evaluate(
      positions, affinities, exaggeration: isExaggerated ? settings.exaggeration : 1, theta: settings.theta
    ).gradient
    var sum = SIMD2<Double>.zero
    for index in positions.indices {
      // A coordinate that keeps its direction goes faster, one that turns round goes slower.
      let turns = gradient[index] * velocities[index] .> 0
      let gain = (gains[index] + 0.2).replacing(with: gains[index] * 0.8, where: turns)
      gains[index] = gain.replacing(with: 0.01, where: gain .< 0.01)
      velocities[index] = momentum * velocities[index] - learningRate * gains[index] * gradient[index]
      positions[index] += velocities[index]
      sum += positions[index]
    }
    let center = sum / Double(max(1, positions.count))
    for index in positions.indices { positions[index] -= center }
    iteration += 1
  }

  /// The divergence at the present positions.
  func divergence() -> Double {
    let value = TSNEGradient.evaluate(positions, affinities, theta: settings.theta)
    return TSNEGradient.divergence(positions, affinities, normaliser: value.normaliser)
  }
}
