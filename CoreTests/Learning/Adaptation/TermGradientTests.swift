import RealModule
import Testing

@testable import Core

/// Central differences along a random direction against the terms' own gradients.
@Test(arguments: [
  "classification", "adversarial", "dual-generator", "manifold", "conditional-entropy", "smoothness", "mmd",
  "d2gan", "teacher", "pseudo-label", "entropy of both",
  "confounder", "conditional-alignment", "diversity",
])
func termGradientsAgreeWithFiniteDifferences(name: String) throws {
  var random = SeededGenerator(seed: 11)
  func normal(_ rows: Int, _ columns: Int, deviation: Float = 0.7) -> Matrix {
    let matrix = Matrix(rows: rows, columns: columns)
    matrix.fillNormal(deviation: deviation, using: &random)
    return matrix
  }
  var objective = ObjectiveSettings()
  objective.vulnerableWeight = 3
  let terms: [any ObjectiveTerm] = [
    ClassificationTerm(settings: objective), AdversarialTerm(), DualGeneratorTerm(),
    ManifoldTerm(inverseTwoSigmaSquared: 0.1), ConditionalEntropyTerm(),
    SmoothnessTerm(inverseTwoSigmaSquared: 0.1),
    MaximumMeanDiscrepancyTerm(kernels: .fixed([0.02, 0.1, 0.5])),
    RewardTerm(), TeacherTerm(), PseudoLabelTerm(settings: objective), ConfounderTerm(), DiversityTerm(),
    ConditionalAlignmentTerm(),
  ]
  let both = ConditionalEntropyTerm(domains: .both)
  let term: any ObjectiveTerm =
    name == "entropy of both" ? both : try #require(terms.first { $0.name == name })
  var heads = Heads(
    classifier: makePerceptron("C_", jointSize: 5, hidden: [7, 6], outputs: 2),
    sourceDiscriminator: makePerceptron("DS_", jointSize: 5, hidden: [7, 6], outputs: 1, seed: 2),
    targetDiscriminator: makePerceptron("DT_", jointSize: 5, hidden: [7, 6], outputs: 1, seed: 3))
  heads.lengthPredictor = makePerceptron("LP_", jointSize: 5, hidden: [7, 6], outputs: 1, seed: 4)
  let points = [normal(6, 5), normal(4, 5)]
  let hidden = [normal(6, 3), normal(4, 3)]
  let logits = [normal(6, 2), normal(4, 2)]
  let teacherLogits = normal(4, 2)
  // The affinities of the smoothness term are constants, so its points stay where they are.
  let moves =
    name == "smoothness"
    ? [Matrix(rows: 6, columns: 5), Matrix(rows: 4, columns: 5)] : [normal(6, 5), normal(4, 5)]
  // What the source predicts is constant to the diversity of predictions, and all predictions to the alignment of the classes.
  let logitMoves = [normal(6, 2), normal(4, 2)]
  if name == "diversity" { logitMoves[0].fill(0) }
  if name == "conditional-alignment" { for move in logitMoves { move.fill(0) } }

  func space(_ step: Float) -> JointSpace {
    func moved(_ start: Matrix, _ move: Matrix) -> Matrix {
      Matrix(
        rows: start.rows, columns: start.columns,
        zip(start.elements, move.elements).map { $0 + step * $1 })
    }
    return JointSpace(
      source: JointPoints(
        z: moved(points[0], moves[0]), hiddenStates: hidden[0], logits: moved(logits[0], logitMoves[0]),
        lengths: [4, 5, 3, 6, 2, 7]),
      labels: [true, false, true, false, false, false],
      target: JointPoints(
        z: moved(points[1], moves[1]), hiddenStates: hidden[1], logits: moved(logits[1], logitMoves[1]),
        teacherLogits: teacherLogits, lengths: [5, 4, 6, 3]),
      pseudoLabels: [true, nil, false, false])
  }
  let gradients = JointGradients(for: space(0))
  _ = term.evaluate(space(0), heads: heads, weight: 2, into: gradients)
  func along(_ gradient: Matrix?, _ move: Matrix) -> Double {
    zip(gradient?.elements.map { Double($0) } ?? [], move.elements).reduce(0) { $0 + $1.0 * Double($1.1) }
  }
  let expected =
    along(gradients.sourceZ, moves[0]) + along(gradients.targetZ, moves[1])
    + along(gradients.sourceLogits, logitMoves[0]) + along(gradients.targetLogits, logitMoves[1])

  func value(_ step: Float) -> Double {
    let point = space(step)
    return Double(term.evaluate(point, heads: heads, weight: 1, into: JointGradients(for: point)))
  }
  let step: Float = 0.002
  let slope = 2 * (value(step) - value(-step)) / Double(2 * step)
  #expect(abs(slope) > 1e-4, "the direction moves the term")
  #expect(abs(slope - expected) < 5e-3 * max(abs(slope), 0.1))
}

@Test func kernelsLieAroundTheMedianDistance() throws {
  // Pairs 1, 1, 2, 2, 3 and 4 apart, on a line.
  let source = Matrix(rows: 2, columns: 1, [0, 1])
  let target = Matrix(rows: 2, columns: 1, [2, 4])
  let term = MaximumMeanDiscrepancyTerm()
  let widths = term.widths(
    source.squaredDistances(to: source), target.squaredDistances(to: target),
    source.squaredDistances(to: target))
  #expect(widths.count == 33)
  #expect(widths[16].isApproximatelyEqual(to: 1 / 4), "the upper median of 1, 1, 4, 4, 9, 16")
  #expect(widths[18].isApproximatelyEqual(to: 2 * widths[16]))
  #expect(widths[0].isApproximatelyEqual(to: widths[16] / 256))
}

/// Two clouds far apart must be seen as such, and equal ones as equal, whatever the scale of the space.
@Test(arguments: [Float(0.01), 1, 100]) func discrepancyDoesNotDependOnTheScale(scale: Float) {
  var random = SeededGenerator(seed: 4)
  func cloud(_ shift: Float) -> Matrix {
    let points = Matrix(rows: 30, columns: 5)
    points.fillNormal(deviation: scale, using: &random)
    points.apply { $0 + shift * scale }
    return points
  }
  func discrepancy(_ source: Matrix, _ target: Matrix) -> Float {
    let space = makeSpace(sourceZ: source, targetZ: target)
    let heads = Heads(classifier: makePerceptron("C_", jointSize: 5, hidden: [2], outputs: 2))
    return MaximumMeanDiscrepancyTerm().evaluate(
      space, heads: heads, weight: 1, into: JointGradients(for: space))
  }
  let near = discrepancy(cloud(0), cloud(0))
  let far = discrepancy(cloud(0), cloud(3))
  #expect(far > 0.2 && near < far / 5)
}
