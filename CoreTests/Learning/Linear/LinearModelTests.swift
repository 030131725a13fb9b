import Foundation
import RealModule
import Testing

@testable import Core

struct LinearModelTests {
  private let functions = TinyProjects().unlabeled.functions

  @Test func contributionsAndBiasAddUpToTheLogit() throws {
    let linear = try SampleModel.linear()
    for function in functions {
      let reading = linear.reading(of: function)
      let sum = linear.contributions(to: reading).values.reduce(linear.bias, +)
      #expect(abs(sum - (try #require(linear.logit(of: function)))) < 1e-6)
    }
  }

  @Test func aFunctionWithoutKnownTokensHasNoLogit() throws {
    let linear = try SampleModel.linear()
    #expect(linear.logit(of: DetectorTests.function("")) == nil)
    let detector = Detector(model: try SampleModel.makeLinear())
    #expect(try detector.scores(of: [DetectorTests.function("")]) == [0])
  }

  @Test func theFileGivesTheModelBack() throws {
    let folder = try TemporaryFolder()
    for model in [try SampleModel.makeLinear(), try SampleModel.makeHybrid()] {
      let url = folder.file("a.vulnmodel")
      try model.write(to: url)
      let again = try ModelFile(contentsOf: url)
      #expect(again == model)
      #expect(
        try Detector(model: again).scores(of: functions) == Detector(model: model).scores(of: functions))
    }
  }

  @Test func bothPartsAddTheirLogits() throws {
    let hybrid = try SampleModel.makeHybrid()
    let scores = try Detector(model: hybrid).scores(of: functions)
    let detector = Detector(model: hybrid)
    let network = try #require(detector.network)
    let leads = try network.leads(of: functions.map { detector.preparation.encode($0) })
    for (index, score) in scores.enumerated() {
      let linear = try #require(hybrid.linear?.logit(of: functions[index]))
      let expected = 1 / (1 + exp(-linear - hybrid.networkWeight * leads[index]))
      #expect(Double(score).isApproximatelyEqual(to: expected, absoluteTolerance: 1e-6))
    }
  }

  @Test func sharesOfALinearModelAreItsWeights() throws {
    let detector = Detector(model: try SampleModel.makeLinear())
    let attributed = try functions.map { try detector.attribution(of: $0, limit: .max) }
    #expect(attributed.contains { $0.count > 1 })
    for shares in attributed where !shares.isEmpty {
      let sum = shares.map(\.share).reduce(0, +)
      #expect(sum.isApproximatelyEqual(to: 1, absoluteTolerance: 1e-9))
    }
    let explanation = try detector.explanation(of: functions[0])
    let sum = explanation.parts.map(\.contribution).reduce(explanation.baseline, +)
    #expect(sum.isApproximatelyEqual(to: explanation.logit, absoluteTolerance: 1e-6))
  }

  @Test(arguments: [
    ("\"bias\":", "\"bias\":1e999,\"was\":"), ("\"networkWeight\":1", "\"networkWeight\":-1"),
    ("\"source\":\"statements\"", "\"source\":\"text\""), ("\"views\":[", "\"views\":[],\"others\":["),
    ("<unknown>", "known"),
  ])
  func wrongDescriptionsAreRefused(_ old: String, _ new: String) throws {
    var contents = try SampleModel.makeLinear().contents(file: "x")
    let text = try #require(contents.metadata[LinearModel.key])
    contents.metadata[LinearModel.key] = text.replacingOccurrences(of: old, with: new)
    #expect(contents.metadata[LinearModel.key] != text)
    #expect(throws: ModelFileError.self) { try ModelFile(contents, file: "x") }
  }

  @Test(arguments: [Float(-1), 0, 0.5, 100_000, .nan]) func impossibleNGramsAreRefused(_ number: Float) throws
  {
    var contents = try SampleModel.makeLinear().contents(file: "x")
    let tensor = try #require(contents.tensors["L1_ngrams"])
    contents.tensors["L1_ngrams"] = Tensor(
      shape: tensor.shape, elements: [number] + tensor.elements.dropFirst())
    #expect(throws: ModelFileError.self) { try ModelFile(contents, file: "x") }
  }

  @Test func tensorsMustBeThoseOfTheViews() throws {
    for name in ["L1_ngrams", "L1_scales", "L1_weights"] {
      var contents = try SampleModel.makeLinear().contents(file: "x")
      contents.tensors[name] = nil
      #expect(throws: ModelFileError.self) { try ModelFile(contents, file: "x") }
      contents.tensors[name] = Tensor(shape: [1, 1, 1], elements: [1])
      #expect(throws: ModelFileError.self) { try ModelFile(contents, file: "x") }
    }
    var contents = try SampleModel.makeLinear().contents(file: "x")
    contents.metadata[LinearModel.key] = nil
    #expect(throws: ModelFileError.self) { try ModelFile(contents, file: "x") }
  }

  @Test func aLinearModelHasNoJointSpace() throws {
    let detector = Detector(model: try SampleModel.makeLinear())
    #expect(throws: DetectionError.noJointSpace) { try detector.representations(of: functions) }
  }
}

extension SampleModel {
  /// A linear part with two views of random weights.
  static func linear() throws -> LinearModel {
    let functions = TinyProjects().unlabeled.functions
    var random = SeededGenerator(seed: 9)
    let views = [TokenSequence.structural, TokenSequence()].enumerated().map { index, sequence in
      let features = NGramFeatures(
        of: sequence.tokens(of: functions), weighting: index == 0 ? .squareRoot : .logarithm,
        minimumDocumentFrequency: 2, maximumLength: 2 - index)
      return LinearModel.View(
        sequence: sequence, features: features,
        weights: (0..<features.count).map { _ in Float(abs(random.normal())) })
    }
    return LinearModel(views: views, bias: -0.25)
  }

  /// A model without networks.
  static func makeLinear() throws -> ModelFile {
    var model = try make(tokens: [])
    model.network = nil
    model.tensors = [:]
    model.linear = try linear()
    return model
  }

  /// A model of both parts.
  static func makeHybrid() throws -> ModelFile {
    var model = try make(scale: 2)
    model.linear = try linear()
    model.networkWeight = 0.5
    return model
  }
}
