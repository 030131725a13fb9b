import Foundation
import Testing

@testable import Core

private struct StepFile: Decodable {
  struct Hyper: Decodable {
    var theta: Float
    var alpha: Float
    var beta: Float
    var gamma: Float
    var lambda: Float
    var inv2s2: Float
    var lr: Float
    var clip: Float
  }
  var hyper: Hyper
  var dims: [String: Int]
  var n_op: Int
  var source: GoldenBatch
  var y: [Int]
  var target: GoldenBatch
  var `init`: [String: GoldenArray]
  var discriminator_loss: Double
  var discriminator_grad_norm: Double
  var ce: Double
  var M: Double
  var K: Double
  var H: Double
  var S: Double
  var generator_loss: Double
  var generator_grad_norm: Double
  var after: [String: GoldenArray]

  var settings: TrainingSettings {
    var settings = TrainingSettings()
    settings.learningRate = hyper.lr
    settings.maximumGradientNorm = hyper.clip
    settings.targetPull = 0
    settings.objective.theta = hyper.theta
    settings.objective.alpha = hyper.alpha
    settings.objective.beta = hyper.beta
    settings.objective.gamma = hyper.gamma
    settings.objective.lambda = hyper.lambda
    settings.objective.inverseTwoSigmaSquared = hyper.inv2s2
    return settings
  }

  func networks(_ method: AdaptationMethod) throws -> AdaptationNetworks {
    func size(_ name: String) throws -> Int { try #require(dims[name]) }
    let networks = AdaptationNetworks(
      method: method,
      configuration: GeneratorConfiguration(
        vocabularySize: try size("V"), opcodeCount: n_op, maximumStatements: try size("L"),
        embeddingSize: try size("E"), hiddenSize: try size("H"), jointSize: try size("J"),
        readOut: .flatten, masksPadding: false),
      headSizes: [try size("M")], seed: 1)
    try load(`init`, into: networks.generatorParameters + networks.discriminatorParameters)
    return networks
  }
}

@Test(arguments: ["dual-gd-ddan", "dual-gd-sddan"])
func wholeStepMatchesTheGoldenVectors(id: String) throws {
  let topic = id == "dual-gd-ddan" ? "step_dual_ddan" : "step_dual_sddan"
  let method = try #require(AdaptationMethod.named(id))
  let files = try GoldenFile.all(topic, as: StepFile.self)
  for golden in files {
    let networks = try golden.networks(method)
    let step = TrainingStep(networks: networks, settings: golden.settings)
    let result = step.perform(
      TrainingStep.Input(
        source: PieceBatch(golden.source.batch), labels: golden.y.map { $0 == 1 },
        target: PieceBatch(golden.target.batch)),
      terms: method.terms(golden.settings.objective), game: method.game, targetPull: 0)
    #expect(
      relativeError(try #require(result.discriminatorLoss), golden.discriminator_loss) < goldenTolerance)
    #expect(
      relativeError(try #require(result.discriminatorGradientNorm), golden.discriminator_grad_norm)
        < goldenTolerance)
    let terms = [
      ("classification", golden.ce), ("manifold", golden.M), ("dual-generator", golden.K),
      ("conditional-entropy", golden.H), ("smoothness", golden.S),
    ]
    for (name, expected) in terms {
      guard let value = result.terms[name] else { continue }
      #expect(relativeError(value, expected) < goldenTolerance, "\(name)")
    }
    #expect(relativeError(result.generatorLoss, golden.generator_loss) < goldenTolerance)
    #expect(relativeError(result.gradientNorm, golden.generator_grad_norm) < goldenTolerance)
    for parameter in networks.generatorParameters + networks.discriminatorParameters {
      let expected = try #require(golden.after[parameter.name])
      #expect(relativeError(parameter.value, expected) < goldenTolerance, "\(parameter.name)")
    }
  }
}
