import Foundation
import Testing

@testable import Core

struct IntegratedGradientsTests {
  /// The paper's completeness axiom: parts add up to the difference.
  @Test(arguments: ReadOut.allCases)
  func partsAddUpToTheDifference(_ readOut: ReadOut) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let model = try SampleModel.make(readOut: readOut, maximumStatements: 30, seed: seed, scale: 1)
      let gradients = IntegratedGradients(try #require(NetworkScorer(model)))
      for function in DetectorTests.randomFunctions(8, seed: seed) where function.statementCount > 0 {
        let result = gradients.run(function)
        let bound = IntegratedGradients.tolerance * max(1, abs(result.logit - result.baseline))
        #expect(result.error <= 3 * bound, "\(readOut) \(seed)")
        #expect(result.parts.count == function.statementCount)
      }
    }
  }

  @Test func theLogitIsThatOfTheScore() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 30, scale: 2))
    let function = DetectorTests.randomFunctions(1)[0]
    let score = try detector.scores(of: [function])[0]
    let network = try #require(detector.network)
    let logit = IntegratedGradients(network).run(function).logit
    let expected = 1 / (1 + exp(-logit))
    #expect(abs(expected - Double(score)) < 1e-5)
  }

  @Test func aModelThatReadsNoTokensDividesByOpcodesAlone() throws {
    var model = try SampleModel.make(maximumStatements: 30, scale: 2)
    for (name, tensor) in model.tensors where name.hasSuffix("op_table") || name.hasSuffix("tok_table") {
      model.tensors[name] = Tensor(shape: tensor.shape, elements: tensor.elements.map { _ in 0 })
    }
    let gradients = IntegratedGradients(try #require(NetworkScorer(model)))
    let result = gradients.run(DetectorTests.randomFunctions(1)[0])
    #expect(result.parts.allSatisfy { $0 == 0 } && result.logit == result.baseline)
  }
}
