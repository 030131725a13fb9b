import Foundation
import Testing

@testable import Core

/// A perceptron with random weights.
func makePerceptron(_ prefix: String, jointSize: Int, hidden: [Int], outputs: Int, seed: UInt64 = 1) -> MLP {
  var generator = SeededGenerator(seed: seed)
  return MLP(
    inputSize: jointSize, hiddenSizes: hidden, outputSize: outputs, namePrefix: prefix, using: &generator)
}

/// A perceptron of one hidden layer with the weights of a golden file.
func makePerceptron(_ prefix: String, from parameters: [String: GoldenArray]) throws -> MLP {
  let first = try #require(parameters[prefix + "W1"])
  let second = try #require(parameters[prefix + "W2"])
  let network = makePerceptron(
    prefix, jointSize: first.shape[1], hidden: [first.shape[0]], outputs: second.shape[0])
  try load(parameters, into: network.parameters)
  return network
}

/// A joint space whose hidden states and logits are zero.
func makeSpace(sourceZ: Matrix, targetZ: Matrix, labels: [Bool]? = nil) -> JointSpace {
  func points(_ z: Matrix) -> JointPoints {
    JointPoints(
      z: z, hiddenStates: Matrix(rows: z.rows, columns: 1), logits: Matrix(rows: z.rows, columns: 2))
  }
  return JointSpace(
    source: points(sourceZ), labels: labels ?? [Bool](repeating: false, count: sourceZ.rows),
    target: points(targetZ))
}
