import Testing

@testable import Core

private struct PerturbationFile: Decodable {
  struct Case: Decodable {
    var xi: Double
    var eps: Double
    var direction: GoldenArray
    var loss: Double
    var grads: [String: GoldenArray]
  }
  var z: GoldenArray
  var d0: GoldenArray
  var params: [String: GoldenArray]
  var cases: [Case]
}

/// The direction is a difference of near predictions, so single precision gives it to about 1e-3.
private let tolerance = 1e-3

@Test func perturbationMatchesTheGoldenVectors() throws {
  let files = try GoldenFile.all("vat", as: PerturbationFile.self)
  for file in files {
    let classifier = try makePerceptron("", from: file.params)
    let z = file.z.matrix
    let points = JointPoints(
      z: z, hiddenStates: Matrix(rows: z.rows, columns: 1), logits: classifier.forward(z).output)
    for golden in file.cases {
      let term = VirtualAdversarialTerm(domain: .target, epsilon: Float(golden.eps), xi: Float(golden.xi))
      let direction = term.direction(from: file.d0.matrix, at: points, classifier: classifier)
      #expect(relativeError(direction, golden.direction) < tolerance)
      let gradient = Matrix(rows: z.rows, columns: z.columns)
      classifier.parameters.zeroGradients()
      let loss = term.evaluate(
        points, direction: direction, classifier: classifier, weight: 1, into: gradient)
      #expect(relativeError(loss, golden.loss) < tolerance)
      #expect(relativeError(gradient, try #require(golden.grads["z"])) < tolerance)
      for parameter in classifier.parameters {
        let expected = try #require(golden.grads[parameter.name])
        #expect(relativeError(parameter.gradient, expected) < tolerance, "\(parameter.name)")
      }
    }
  }
}

@Test func aStepAlongTheGradientOfTheClassifierChangesTheTermAsItSays() throws {
  var random = SeededGenerator(seed: 5)
  let classifier = makePerceptron("C_", jointSize: 4, hidden: [6], outputs: 2)
  let (z, start) = (Matrix(rows: 5, columns: 4), Matrix(rows: 5, columns: 4))
  for matrix in [z, start] { matrix.fillNormal(deviation: 0.7, using: &random) }
  let points = JointPoints(
    z: z, hiddenStates: Matrix(rows: 5, columns: 1), logits: classifier.forward(z).output)
  let term = VirtualAdversarialTerm(domain: .target, epsilon: 1.5, xi: 0.1)
  let direction = term.direction(from: start, at: points, classifier: classifier)
  func value() -> Float {
    term.evaluate(
      points, direction: direction, classifier: classifier, weight: 1, into: Matrix(rows: 5, columns: 4))
  }
  classifier.parameters.zeroGradients()
  _ = value()
  // The clean prediction and the direction are constants, so only the perturbed point's prediction moves.
  let gradients = classifier.parameters.map { $0.gradient.copy() }
  let moves = gradients.map { gradient in
    let move = Matrix(rows: gradient.rows, columns: gradient.columns)
    move.fillNormal(deviation: 1, using: &random)
    return move
  }
  func moved(by step: Float) -> Double {
    for (parameter, move) in zip(classifier.parameters, moves) {
      for index in 0..<move.count { parameter.value.elements[index] += step * move.elements[index] }
    }
    defer {
      for (parameter, move) in zip(classifier.parameters, moves) {
        for index in 0..<move.count { parameter.value.elements[index] -= step * move.elements[index] }
      }
    }
    return Double(value())
  }
  let step: Float = 0.002
  let slope = (moved(by: step) - moved(by: -step)) / Double(2 * step)
  let expected = zip(gradients, moves).reduce(0.0) { sum, pair in
    zip(pair.0.elements, pair.1.elements).reduce(sum) { $0 + Double($1.0) * Double($1.1) }
  }
  #expect(abs(slope) > 1e-4, "the direction moves the term")
  #expect(abs(slope - expected) < 5e-3 * max(abs(slope), 0.1))
}

@Test func aPointWithoutSlopeStaysUnperturbed() {
  let classifier = makePerceptron("C_", jointSize: 3, hidden: [2], outputs: 2)
  for parameter in classifier.parameters { parameter.value.fill(0) }
  let z = Matrix(rows: 2, columns: 3)
  let points = JointPoints(z: z, hiddenStates: z, logits: classifier.forward(z).output)
  let start = Matrix(rows: 2, columns: 3, [1, 0, 0, 0, 1, 0])
  let term = VirtualAdversarialTerm(domain: .source, epsilon: 1, xi: 0.1)
  #expect(term.direction(from: start, at: points, classifier: classifier).array == [0, 0, 0, 0, 0, 0])
}
