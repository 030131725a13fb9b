import Foundation
import Testing

@testable import Core

private struct GeneratorFile: Decodable {
  struct Case: Decodable {
    var enc: String
    var mask: String
    var dims: [String: Int]
    var n_op: Int
    var batch: GoldenBatch
    var params: [String: GoldenArray]
    var x: GoldenArray
    var lstm_out: GoldenArray
    var h_last: GoldenArray
    var z: GoldenArray
    var r: GoldenArray
    var loss: Double
    var grads: [String: GoldenArray]
  }
  var cases: [Case]
}

@Test func generatorsMatchTheGoldenVectors() throws {
  let cases = try GoldenFile.all("generator", as: GeneratorFile.self).flatMap(\.cases)
  for (index, golden) in cases.enumerated() {
    let label = "case \(index): \(golden.enc), \(golden.mask)"
    let network = try makeGenerator(golden)
    let batch = golden.batch.batch
    #expect(relativeError(network.statementVectors(of: batch), golden.x) < goldenTolerance, "\(label): x")
    let pass = network.forward(batch)
    #expect(relativeError(network.outputs(of: pass), golden.lstm_out) < goldenTolerance, "\(label): lstm_out")
    #expect(relativeError(pass.h, golden.h_last) < goldenTolerance, "\(label): h_last")
    #expect(relativeError(pass.z, golden.z) < goldenTolerance, "\(label): z")
    let loss = zip(pass.z.elements, golden.r.data).reduce(0) { $0 + Double($1.0) * $1.1 }
    #expect(abs(loss - golden.loss) <= goldenTolerance * max(1, abs(golden.loss)), "\(label): loss")
    network.backward(pass, gradientOfZ: golden.r.matrix)
    for parameter in network.parameters {
      let expected = try #require(golden.grads[parameter.name])
      #expect(
        relativeError(parameter.gradient, expected) < goldenTolerance,
        "\(label): gradient of \(parameter.name)")
    }
  }
}

/// A network with the golden case's parameters.
private func makeGenerator(_ golden: GeneratorFile.Case) throws -> GeneratorNetwork {
  func size(_ name: String) throws -> Int { try #require(golden.dims[name]) }
  let configuration = GeneratorConfiguration(
    vocabularySize: try size("V"), opcodeCount: golden.n_op, maximumStatements: try size("L"),
    embeddingSize: try size("E"), hiddenSize: try size("H"), jointSize: try size("J"),
    readOut: try #require(ReadOut(rawValue: golden.enc)), masksPadding: golden.mask == "packed")
  var generator = SeededGenerator(seed: 0)
  let network = GeneratorNetwork(configuration, namePrefix: "", using: &generator)
  try load(golden.params, into: network.parameters)
  return network
}

private struct MLPFile: Decodable {
  struct Case: Decodable {
    var x: GoldenArray
    var params: [String: GoldenArray]
    var out: GoldenArray
    var r: GoldenArray
    var grads: [String: GoldenArray]
  }
  var cases: [Case]
}

@Test func perceptronsMatchTheGoldenVectors() throws {
  let cases = try GoldenFile.all("mlp", as: MLPFile.self).flatMap(\.cases)
  for (index, golden) in cases.enumerated() {
    let layers = golden.params.keys.filter { $0.hasPrefix("W") }.count
    let widths = try (1...layers).map { try #require(golden.params["W\($0)"]).shape[0] }
    var generator = SeededGenerator(seed: 0)
    let network = MLP(
      inputSize: golden.x.shape[1], hiddenSizes: Array(widths.dropLast()), outputSize: widths[layers - 1],
      namePrefix: "", using: &generator)
    try load(golden.params, into: network.parameters)
    let pass = network.forward(golden.x.matrix)
    #expect(relativeError(pass.output, golden.out) < goldenTolerance, "case \(index): out")
    let gradient = network.backward(pass, gradientOfOutput: golden.r.matrix)
    #expect(relativeError(gradient, try #require(golden.grads["x"])) < goldenTolerance, "case \(index): x")
    for parameter in network.parameters {
      let expected = try #require(golden.grads[parameter.name])
      #expect(
        relativeError(parameter.gradient, expected) < goldenTolerance, "case \(index): \(parameter.name)")
    }
  }
}

private struct AdamFile: Decodable {
  struct Step: Decodable { var grads, params, m, v: [GoldenArray] }
  struct Case: Decodable {
    var lr, beta1, beta2, eps, weight_decay: Float
    var `init`: [GoldenArray]
    var steps: [Step]
  }
  var cases: [Case]
}

@Test func adamMatchesTheGoldenVectors() throws {
  let cases = try GoldenFile.all("adam", as: AdamFile.self).flatMap(\.cases)
  for (index, golden) in cases.enumerated() {
    let parameters = golden.`init`.enumerated().map { Parameter(name: "\($0)", value: $1.matrix) }
    let adam = Adam(
      parameters, learningRate: golden.lr, beta1: golden.beta1, beta2: golden.beta2, epsilon: golden.eps,
      weightDecay: golden.weight_decay)
    for (number, step) in golden.steps.enumerated() {
      for (parameter, gradient) in zip(parameters, step.grads) {
        parameter.gradient.copy(from: gradient.matrix)
      }
      adam.step()
      for k in parameters.indices {
        let label = "case \(index), step \(number), parameter \(k)"
        #expect(relativeError(parameters[k].value, step.params[k]) < goldenTolerance, "\(label): value")
        #expect(relativeError(adam.firstMoments[k], step.m[k]) < goldenTolerance, "\(label): m")
        #expect(relativeError(adam.secondMoments[k], step.v[k]) < goldenTolerance, "\(label): v")
      }
    }
  }
}

private struct ClipFile: Decodable {
  struct Case: Decodable {
    var max_norm: Float
    var before: [GoldenArray]
    var norm: Double
    var after: [GoldenArray]
  }
  var cases: [Case]
}

@Test func gradientClippingMatchesTheGoldenVectors() throws {
  let cases = try GoldenFile.all("clip", as: ClipFile.self).flatMap(\.cases)
  for golden in cases {
    let parameters = golden.before.enumerated().map { index, array in
      let parameter = Parameter(name: "\(index)", value: array.matrix)
      parameter.gradient.copy(from: array.matrix)
      return parameter
    }
    let norm = gradientNorm(of: parameters)
    #expect(relativeError(norm, golden.norm) < goldenTolerance)
    let scale = clippingScale(norm: norm, limit: golden.max_norm)
    for (parameter, expected) in zip(parameters, golden.after) {
      VectorMath.scale(parameter.gradient.elements.count, scale, parameter.gradient.base)
      #expect(relativeError(parameter.gradient, expected) < goldenTolerance)
    }
  }
}
