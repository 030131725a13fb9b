import Foundation
import RealModule
import Testing

@testable import Core

private struct ClassificationFile: Decodable {
  struct Case: Decodable {
    var class_weights: [Double]
    var loss: Double
    var grad_logits: GoldenArray
  }
  var logits: GoldenArray
  var y: [Int]
  var cross_entropy: [Case]
}

@Test func crossEntropyMatchesTheGoldenVectors() throws {
  let files = try GoldenFile.all("classification", as: ClassificationFile.self)
  for file in files {
    for golden in file.cross_entropy {
      let gradient = Matrix(rows: file.y.count, columns: 2)
      let loss = CrossEntropy.evaluate(
        logits: file.logits.matrix, labels: file.y.map { $0 == 1 },
        classWeights: (Float(golden.class_weights[0]), Float(golden.class_weights[1])), weight: 1,
        into: gradient)
      #expect(relativeError(loss, golden.loss) < goldenTolerance)
      #expect(relativeError(gradient, golden.grad_logits) < goldenTolerance)
    }
  }
}

private struct AdversarialFile: Decodable {
  struct Discriminator: Decodable {
    var which: String
    var theta: Double
    var logits_real: GoldenArray
    var logits_fake: GoldenArray
    var loss: Double
    var grads: [String: GoldenArray]
  }
  struct Term: Decodable {
    var value: Double
    var grads: [String: GoldenArray]
  }
  var z_S: GoldenArray
  var z_T: GoldenArray
  var params: [String: GoldenArray]
  var discriminator_losses: [Discriminator]
  var K: Term
  var ddan_generator: Term
  var d2gan_value: Term

  var heads: Heads {
    get throws {
      Heads(
        classifier: makePerceptron("C_", jointSize: z_S.shape[1], hidden: [2], outputs: 2),
        sourceDiscriminator: try makePerceptron("DS_", from: params),
        targetDiscriminator: try makePerceptron("DT_", from: params))
    }
  }
}

@Test func discriminatorLossesMatchTheGoldenVectors() throws {
  let files = try GoldenFile.all("adversarial", as: AdversarialFile.self)
  for file in files {
    for golden in file.discriminator_losses {
      let isSource = golden.which == "D_S"
      let heads = try file.heads
      let discriminator = try #require(isSource ? heads.sourceDiscriminator : heads.targetDiscriminator)
      let (own, other) = isSource ? (file.z_S, file.z_T) : (file.z_T, file.z_S)
      #expect(relativeError(discriminator.forward(own.matrix).output, golden.logits_real) < goldenTolerance)
      #expect(relativeError(discriminator.forward(other.matrix).output, golden.logits_fake) < goldenTolerance)
      discriminator.parameters.zeroGradients()
      let (loss, _) = DiscriminatorGame.dual.loss(theta: Float(golden.theta))
        .addGradients(of: discriminator, own: own.matrix, other: other.matrix)
      #expect(relativeError(loss, golden.loss) < goldenTolerance)
      for parameter in discriminator.parameters {
        let expected = try #require(golden.grads[parameter.name])
        #expect(relativeError(parameter.gradient, expected) < goldenTolerance, "\(parameter.name)")
      }
    }
  }
}

@Test func generatorsSideOfTheGamesMatchesTheGoldenVectors() throws {
  for file in try GoldenFile.all("adversarial", as: AdversarialFile.self) {
    let games: [(any ObjectiveTerm, AdversarialFile.Term)] = [
      (DualGeneratorTerm(), file.K), (AdversarialTerm(), file.ddan_generator),
      (RewardTerm(), file.d2gan_value),
    ]
    for (term, golden) in games {
      let space = makeSpace(sourceZ: file.z_S.matrix, targetZ: file.z_T.matrix)
      let gradients = JointGradients(for: space)
      let value = term.evaluate(space, heads: try file.heads, weight: 1, into: gradients)
      #expect(relativeError(value, golden.value) < goldenTolerance, "\(term.name)")
      let (source, target) = (try #require(golden.grads["z_S"]), try #require(golden.grads["z_T"]))
      #expect(relativeError(gradients.sourceZ, source) < goldenTolerance, "\(term.name)")
      #expect(relativeError(try #require(gradients.targetZ), target) < goldenTolerance, "\(term.name)")
    }
  }
}

@Test func discriminatorsOfD2GANMaximiseTheGoldenValue() throws {
  for file in try GoldenFile.all("adversarial", as: AdversarialFile.self) {
    let heads = try file.heads
    let loss = DiscriminatorGame.rewards.loss(theta: 1)
    var value: Float = 0
    for (discriminator, own, other) in [
      (heads.sourceDiscriminator, file.z_S, file.z_T), (heads.targetDiscriminator, file.z_T, file.z_S),
    ] {
      let discriminator = try #require(discriminator)
      discriminator.parameters.zeroGradients()
      value -= loss.addGradients(of: discriminator, own: own.matrix, other: other.matrix).loss
      for parameter in discriminator.parameters {
        let expected = try #require(file.d2gan_value.grads[parameter.name])
        #expect(
          relativeError(parameter.gradient.elements, expected.data.map { -$0 }) < goldenTolerance,
          "\(parameter.name)")
      }
    }
    #expect(relativeError(value, file.d2gan_value.value) < goldenTolerance)
  }
}

private struct ManifoldFile: Decodable {
  struct Case: Decodable {
    var inv2s2: Double
    var mean: Double
    var grad_z_of_mean: GoldenArray
  }
  var z: GoldenArray
  var h: GoldenArray
  var cases: [Case]
}

@Test func manifoldTermMatchesTheGoldenVectors() throws {
  let files = try GoldenFile.all("manifold", as: ManifoldFile.self)
  for file in files {
    for golden in file.cases {
      let z = file.z.matrix
      let gradient = Matrix(rows: z.rows, columns: z.columns)
      let value = ManifoldTerm(inverseTwoSigmaSquared: Float(golden.inv2s2))
        .evaluate(z: z, h: file.h.matrix, weight: 1, into: gradient)
      #expect(relativeError(value, golden.mean) < goldenTolerance)
      #expect(relativeError(gradient, golden.grad_z_of_mean) < goldenTolerance)
    }
  }
}

private struct DiscrepancyFile: Decodable {
  struct Case: Decodable {
    var inv2s2: Double
    var value: Double
    var grads: [String: GoldenArray]
  }
  var z_S: GoldenArray
  var z_T: GoldenArray
  var cases: [Case]
}

@Test func maximumMeanDiscrepancyMatchesTheGoldenVectors() throws {
  let files = try GoldenFile.all("mmd", as: DiscrepancyFile.self)
  for file in files {
    for golden in file.cases {
      let space = makeSpace(sourceZ: file.z_S.matrix, targetZ: file.z_T.matrix)
      let gradients = JointGradients(for: space)
      let heads = Heads(classifier: makePerceptron("C_", jointSize: 2, hidden: [2], outputs: 2))
      let value = MaximumMeanDiscrepancyTerm(kernels: .fixed([Float(golden.inv2s2)]))
        .evaluate(space, heads: heads, weight: 1, into: gradients)
      // The value is a small difference of means near one, so its error is one of those means.
      #expect(Double(value).isApproximatelyEqual(to: golden.value, absoluteTolerance: 1e-6))
      #expect(relativeError(gradients.sourceZ, try #require(golden.grads["z_S"])) < goldenTolerance)
      #expect(
        relativeError(try #require(gradients.targetZ), try #require(golden.grads["z_T"])) < goldenTolerance)
    }
  }
}

private struct EntropyFile: Decodable {
  var logits: GoldenArray
  var conditional_entropy: Double
  var grad_logits: GoldenArray
  var teacher_logits: GoldenArray
  var teacher_kl: Double
  var teacher_kl_grad_logits: GoldenArray
}

@Test func divergenceFromTheTeacherMatchesTheGoldenVectors() throws {
  let files = try GoldenFile.all("entropy", as: EntropyFile.self)
  for file in files {
    let logits = file.logits.matrix
    let points = Matrix(rows: logits.rows, columns: 1)
    var space = makeSpace(sourceZ: points, targetZ: points)
    space.target?.logits = logits
    space.target?.teacherLogits = file.teacher_logits.matrix
    let gradients = JointGradients(for: space)
    let heads = Heads(classifier: makePerceptron("C_", jointSize: 1, hidden: [2], outputs: 2))
    let value = TeacherTerm().evaluate(space, heads: heads, weight: 1, into: gradients)
    #expect(relativeError(value, file.teacher_kl) < goldenTolerance)
    #expect(
      relativeError(try #require(gradients.targetLogits), file.teacher_kl_grad_logits) < goldenTolerance)
  }
}

@Test func conditionalEntropyMatchesTheGoldenVectors() throws {
  let files = try GoldenFile.all("entropy", as: EntropyFile.self)
  for file in files {
    let logits = file.logits.matrix
    let points = Matrix(rows: logits.rows, columns: 1)
    var space = makeSpace(sourceZ: points, targetZ: points)
    space.target?.logits = logits
    let gradients = JointGradients(for: space)
    let heads = Heads(classifier: makePerceptron("C_", jointSize: 1, hidden: [2], outputs: 2))
    let value = ConditionalEntropyTerm().evaluate(space, heads: heads, weight: 1, into: gradients)
    #expect(relativeError(value, file.conditional_entropy) < goldenTolerance)
    #expect(relativeError(try #require(gradients.targetLogits), file.grad_logits) < goldenTolerance)
  }
}

private struct SmoothnessFile: Decodable {
  struct Case: Decodable {
    var inv2s2: Double
    var mu: GoldenArray
    var mean: Double
    var grads_of_mean: [String: GoldenArray]
  }
  var logits_u: GoldenArray
  var logits_v: GoldenArray
  var u: GoldenArray
  var v: GoldenArray
  var cases: [Case]
}

@Test func smoothnessMatchesTheGoldenVectors() throws {
  let files = try GoldenFile.all("smoothness", as: SmoothnessFile.self)
  for file in files {
    for golden in file.cases {
      var space = makeSpace(sourceZ: file.u.matrix, targetZ: file.v.matrix)
      space.source.logits = file.logits_u.matrix
      space.target?.logits = file.logits_v.matrix
      let gradients = JointGradients(for: space)
      let heads = Heads(classifier: makePerceptron("C_", jointSize: 2, hidden: [2], outputs: 2))
      let value = SmoothnessTerm(inverseTwoSigmaSquared: Float(golden.inv2s2))
        .evaluate(space, heads: heads, weight: 1, into: gradients)
      #expect(relativeError(value, golden.mean) < goldenTolerance)
      #expect(
        relativeError(gradients.sourceLogits, try #require(golden.grads_of_mean["logits_u"]))
          < goldenTolerance)
      #expect(
        relativeError(
          try #require(gradients.targetLogits), try #require(golden.grads_of_mean["logits_v"]))
          < goldenTolerance)
    }
  }
}
