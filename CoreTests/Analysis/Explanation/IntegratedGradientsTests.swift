import Foundation
import RealModule
import Testing

@testable import Core

struct IntegratedGradientsTests {
  /// The paper's completeness axiom: parts add up to the difference.
  @Test(arguments: ReadOut.allCases)
  func partsAddUpToTheDifference(_ readOut: ReadOut) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let scorer = try Self.scorer(readOut: readOut, seed: seed, scale: 1)
      let windows = try Self.windows(8, seed: seed, scorer)
      for precision in [IntegratedGradients.Precision.explanation, .list] {
        for (window, result) in zip(windows, IntegratedGradients(scorer, precision).run(windows)) {
          let bound = precision.tolerance * max(1, abs(result.logit - result.baseline))
          #expect(result.error <= 3 * bound, "\(readOut) \(seed)")
          #expect(result.parts.count == window.function.statementCount)
        }
      }
    }
  }

  /// Steep networks need more intervals than lists begin with.
  @Test func listsRefineWhereCompletenessFails() throws {
    let scorer = try Self.scorer(readOut: .max, seed: 1, scale: 3)
    let windows = try Self.windows(40, seed: 1, scorer)
    let unchecked = IntegratedGradients.Precision(tolerance: .infinity, firstIntervals: 1, intervalLimit: 1)
    let bound = IntegratedGradients.Precision.list.tolerance
    var repaired = 0
    for (rough, result) in zip(
      IntegratedGradients(scorer, unchecked).run(windows), IntegratedGradients(scorer, .list).run(windows))
    {
      let size = max(1, abs(result.logit - result.baseline))
      #expect(result.error <= 3 * bound * size)
      if rough.error > 3 * bound * size { repaired += 1 }
    }
    #expect(repaired > 0)
  }

  @Test(arguments: ReadOut.allCases, [true, false])
  func partsDoNotDependOnOtherWindowsOrThreads(_ readOut: ReadOut, masksPadding: Bool) throws {
    let scorer = try Self.scorer(readOut: readOut, masksPadding: masksPadding, seed: 2, scale: 2)
    let windows = try Self.windows(30, seed: 2, scorer)
    let gradients = IntegratedGradients(scorer, .list)
    let together = gradients.run(windows).map(\.parts)
    #expect(gradients.run(windows.reversed()).map(\.parts) == together.reversed())
    #expect(Parallel.limited(to: 1) { gradients.run(windows).map(\.parts) } == together)
    for (window, parts) in zip(windows, together) { #expect(gradients.run([window])[0].parts == parts) }
  }

  @Test func theLogitIsThatOfTheScore() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 30, scale: 2))
    let function = DetectorTests.randomFunctions(1)[0]
    let score = try detector.scores(of: [function])[0]
    let network = try #require(detector.network)
    let windows = try network.decidingWindows(of: [function])
    let logit = IntegratedGradients(network, .explanation).run(windows)[0].logit
    let expected = 1 / (1 + exp(-logit))
    #expect(expected.isApproximatelyEqual(to: Double(score), absoluteTolerance: 1e-5))
  }

  @Test func aModelThatReadsNoTokensDividesByOpcodesAlone() throws {
    var model = try SampleModel.make(maximumStatements: 30, scale: 2)
    for (name, tensor) in model.tensors where name.hasSuffix("op_table") || name.hasSuffix("tok_table") {
      model.tensors[name] = Tensor(shape: tensor.shape, elements: tensor.elements.map { _ in 0 })
    }
    let scorer = try #require(NetworkScorer(model))
    let windows = try scorer.decidingWindows(of: [DetectorTests.randomFunctions(1)[0]])
    let result = IntegratedGradients(scorer, .explanation).run(windows)[0]
    #expect(result.parts.allSatisfy { $0 == 0 } && abs(result.logit - result.baseline) < 1e-6)
  }

  private static func scorer(
    readOut: ReadOut, masksPadding: Bool = true, seed: UInt64, scale: Float
  ) throws -> NetworkScorer {
    var model = try SampleModel.make(readOut: readOut, maximumStatements: 30, seed: seed, scale: scale)
    model.network?.generator.masksPadding = masksPadding
    for (name, tensor) in model.tensors where name.hasSuffix("op_table") {
      // Padding has a vector of zeros, as in every trained network.
      let width = tensor.shape[1]
      model.tensors[name] = Tensor(
        shape: tensor.shape,
        elements: [Float](repeating: 0, count: width) + tensor.elements.dropFirst(width))
    }
    return try #require(NetworkScorer(model))
  }

  private static func windows(_ count: Int, seed: UInt64, _ scorer: NetworkScorer) throws -> [DecidingWindow]
  {
    let functions = DetectorTests.randomFunctions(count, seed: seed).filter { $0.statementCount > 0 }
    return try scorer.decidingWindows(of: functions)
  }
}
