import Testing

@testable import Core

private struct CollaborativeFile: Decodable {
  var z_S: GoldenArray
  var z_T: GoldenArray
  var y: [Int]
  var temperature: Float
  var share: Float
  var vulnerable_weight: Float
  var params: [String: GoldenArray]
  var value: Double
  var grads: [String: GoldenArray]

  var term: CollaborativeTerm {
    var settings = ObjectiveSettings()
    settings.consensusTemperature = temperature
    settings.consensusShare = share
    settings.vulnerableWeight = vulnerable_weight
    return CollaborativeTerm(settings: settings)
  }
}

@Suite struct CollaborativeTermTests {
  @Test func itMatchesTheGoldenVectors() throws {
    let files = try GoldenFile.all("collaborative", as: CollaborativeFile.self)
    for file in files {
      var heads = Heads(classifier: try makePerceptron("C_", from: file.params))
      heads.peers = try ["C2_", "C3_"].map { try makePerceptron($0, from: file.params) }
      let all = [heads.classifier] + heads.peers
      for head in all { head.parameters.zeroGradients() }
      let space = makeSpace(
        sourceZ: file.z_S.matrix, targetZ: file.z_T.matrix, labels: file.y.map { $0 == 1 })
      let gradients = JointGradients(for: space)
      let value = file.term.evaluate(space, heads: heads, weight: 1, into: gradients)
      #expect(relativeError(value, file.value) < goldenTolerance)
      #expect(relativeError(gradients.sourceZ, try #require(file.grads["z_S"])) < goldenTolerance)
      #expect(
        relativeError(try #require(gradients.targetZ), try #require(file.grads["z_T"])) < goldenTolerance)
      for parameter in all.flatMap(\.parameters) {
        let expected = try #require(file.grads[parameter.name])
        #expect(relativeError(parameter.gradient, expected) < goldenTolerance, "\(parameter.name)")
      }
    }
  }

  /// The consensus is a constant, so one head's loss is what finite differences can see.
  @Test func aHeadsLossAgreesWithFiniteDifferences() throws {
    let file = try #require(try GoldenFile.all("collaborative", as: CollaborativeFile.self).first)
    var random = SeededGenerator(seed: 8)
    func normal() -> Matrix {
      let matrix = Matrix(rows: 5, columns: 2)
      matrix.fillNormal(deviation: 1, using: &random)
      return matrix
    }
    let (start, move) = (normal(), normal())
    let consensus: [Float] = [0.5, -2, 1, 0, 3]
    func loss(_ step: Float, weight: Float, into gradient: Matrix) -> Float {
      let logits = Matrix(rows: 5, columns: 2, zip(start.elements, move.elements).map { $0 + step * $1 })
      return file.term.loss(
        of: logits, labels: [true, false, false, true, false], consensus: consensus, weight: weight,
        into: gradient)
    }
    let gradient = Matrix(rows: 5, columns: 2)
    _ = loss(0, weight: 2, into: gradient)
    let expected = zip(gradient.elements, move.elements).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let step: Float = 0.005
    let scratch = Matrix(rows: 5, columns: 2)
    let change = Double(loss(step, weight: 1, into: scratch)) - Double(loss(-step, weight: 1, into: scratch))
    let slope = change / Double(step)
    #expect(abs(slope) > 1e-3)
    #expect(abs(slope - expected) < 5e-3 * max(abs(slope), 0.1))
  }

  @Test func onlyOneClassifierIsKept() {
    let networks = AdaptationNetworks(
      method: .collaborative,
      configuration: GeneratorConfiguration(
        vocabularySize: 4, opcodeCount: 3, maximumStatements: 2, embeddingSize: 2, hiddenSize: 2,
        jointSize: 3,
        readOut: .max),
      headSizes: [2], seed: 1)
    #expect(networks.peers.count == 2)
    #expect(networks.generatorParameters.count == networks.scoringParameters.count + 8)
    #expect(Set(networks.parameters.map(\.name)).count == networks.parameters.count)
  }
}
