import Testing

@testable import Core

private struct ConfounderFile: Decodable {
  var z_S: GoldenArray
  var z_T: GoldenArray
  var length_S: GoldenArray
  var length_T: GoldenArray
  var y: [Int]
  var params: [String: GoldenArray]
  var value: Double
  var grads: [String: GoldenArray]

  var space: JointSpace {
    var space = makeSpace(sourceZ: z_S.matrix, targetZ: z_T.matrix, labels: y.map { $0 == 1 })
    space.source.lengths = length_S.data.map { Float($0) }
    space.target?.lengths = length_T.data.map { Float($0) }
    return space
  }
}

@Suite struct ConfounderTermTests {
  @Test func itMatchesTheGoldenVectors() throws {
    let files = try GoldenFile.all("confounder", as: ConfounderFile.self)
    for file in files {
      let predictor = try makePerceptron("LP_", from: file.params)
      var heads = Heads(classifier: makePerceptron("C_", jointSize: 4, hidden: [2], outputs: 2))
      heads.lengthPredictor = predictor
      let gradients = JointGradients(for: file.space)
      let value = ConfounderTerm().evaluate(file.space, heads: heads, weight: 1, into: gradients)
      #expect(relativeError(value, file.value) < goldenTolerance)
      #expect(relativeError(gradients.sourceZ, try #require(file.grads["z_S"])) < goldenTolerance)
      #expect(
        relativeError(try #require(gradients.targetZ), try #require(file.grads["z_T"])) < goldenTolerance)
      #expect(predictor.parameters.allSatisfy { $0.hasZeroGradient }, "the term does not train its predictor")
      let own = ConfounderTerm.add(
        file.space, predictor, weight: 1, toPredictor: true, gradientsOfZ: (nil, nil))
      #expect(relativeError(own, file.value) < goldenTolerance)
      for parameter in predictor.parameters {
        let expected = try #require(file.grads[parameter.name])
        // A correlation does not see the last bias: its gradient is rounding.
        if parameter.name == "LP_b2" {
          #expect(parameter.gradient.elements.allSatisfy { abs($0) < 1e-5 })
        } else {
          #expect(relativeError(parameter.gradient, expected) < goldenTolerance, "\(parameter.name)")
        }
      }
    }
  }

  /// Lengths that are a linear function of the output are told fully, whatever their scale; constant outputs tell nothing.
  @Test func aCorrelationDoesNotDependOnScale() {
    let lengths: [Float] = [3, 5, 4, 9]
    let counted = [true, true, true, true]
    let outputs = Matrix(rows: 4, columns: 1, lengths.map { 7 - 20 * $0 })
    let (full, _) = ConfounderTerm.squaredCorrelation(of: outputs, with: lengths, counted: counted, weight: 1)
    #expect(abs(full - 1) < 1e-4)
    let (none, slope) = ConfounderTerm.squaredCorrelation(
      of: Matrix(rows: 4, columns: 1), with: lengths, counted: counted, weight: 1)
    #expect(none == 0 && slope.elements.allSatisfy { $0 == 0 })
    let (few, _) = ConfounderTerm.squaredCorrelation(
      of: outputs, with: lengths, counted: [true, true, false, false], weight: 1)
    #expect(few == 0, "two points always lie on a line")
  }

  /// Points from which the length can be read: after training against each other they hold less of it than before.
  @Test func generatorsThatOpposeThePredictorForgetTheLength() {
    var random = SeededGenerator(seed: 3)
    let z = Parameter(name: "z", value: Matrix(rows: 60, columns: 3))
    z.value.fillNormal(deviation: 0.5, using: &random)
    let lengths = (0..<60).map { 2 * z.value[$0, 0] }
    let predictor = makePerceptron("LP_", jointSize: 3, hidden: [8], outputs: 1)
    let own = Adam(predictor.parameters, learningRate: 0.02)
    let points = Adam([z], learningRate: 0.02)
    var heads = Heads(classifier: makePerceptron("C_", jointSize: 3, hidden: [2], outputs: 2))
    heads.lengthPredictor = predictor
    func space() -> JointSpace {
      var space = makeSpace(sourceZ: z.value, targetZ: Matrix(rows: 0, columns: 3))
      space.target = nil
      space.source.lengths = lengths
      return space
    }
    func correlation() -> Float {
      let column = Matrix(rows: 60, columns: 1, (0..<60).map { z.value[$0, 0] })
      return ConfounderTerm.squaredCorrelation(
        of: column, with: lengths, counted: lengths.map { _ in true }, weight: 1
      ).value
    }
    for _ in 0..<300 {
      predictor.parameters.zeroGradients()
      _ = ConfounderTerm.add(space(), predictor, weight: -1, toPredictor: true, gradientsOfZ: (nil, nil))
      own.step()
      z.zeroGradient()
      let gradients = JointGradients(for: space())
      _ = ConfounderTerm().evaluate(space(), heads: heads, weight: 1, into: gradients)
      z.gradient.add(gradients.sourceZ)
      points.step()
    }
    #expect(correlation() < 0.5, "it was 1")
  }
}
