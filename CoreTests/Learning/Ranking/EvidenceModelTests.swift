import Foundation
import RealModule
import Testing

@testable import Core

struct EvidenceModelTests {
  /// A model whose weights differ from feature to feature.
  static let model = EvidenceModel(
    means: TextFeature.allCases.indices.map { Float($0 % 5) / 4 },
    scales: TextFeature.allCases.indices.map { 0.5 + Float($0 % 3) },
    weights: TextFeature.allCases.indices.map { Float($0 % 7 - 3) / 10 }, bias: -0.25,
    past: .init(textWeight: 0.8, bias: 0.1),
    pastWeights: PastFeatures.names.indices.map { Float($0 % 4) / 20 })

  static let file = {
    var file = ModelFile(
      method: "evidence", network: nil, normalisation: Normalisation(),
      vocabulary: .build(from: [[Statement]]()),
      threshold: 0.5,
      provenance: Provenance(
        labeled: [], unlabeled: [], seed: 0, step: 0, settings: [:], libraryVersion: libraryVersion),
      metrics: [:], tensors: [:])
    file.evidence = model
    return file
  }()

  private let function = makeFunction(
    "int f(char *p, int n)\n{\n  int i;\n  for (i = 0; i < n; i++)\n    p[i] = 0;\n  free(p);\n  return n;\n}"
  )

  @Test func statementsSharesAddUpToTheScore() throws {
    let detector = Detector(model: Self.file)
    let explanation = try detector.explanation(of: function)
    let sum = explanation.parts.reduce(0) { $0 + $1.contribution }
    #expect(
      (explanation.baseline + sum).isApproximatelyEqual(
        to: Self.model.logit(of: function), absoluteTolerance: 1e-6))
    #expect(explanation.parts.allSatisfy { $0.scoreWithout != nil })
  }

  @Test func aModelFileComesBackAsItWas() throws {
    let url = FileManager.testPlace.appending(path: "evidence-\(UUID()).vulnmodel")
    defer { try? FileManager.default.removeItem(at: url) }
    try Self.file.write(to: url)
    #expect(try ModelFile(contentsOf: url) == Self.file)
  }

  @Test func numbersThatCannotBeAreRefused() {
    for change: @Sendable (inout EvidenceModel) -> Void in [
      { $0.weights[0] = .nan }, { $0.scales[1] = 0 }, { $0.bias = .infinity },
      { $0.past.textWeight = .nan },
    ] {
      var file = Self.file
      if var evidence = file.evidence {
        change(&evidence)
        file.evidence = evidence
      }
      #expect(throws: ModelFileError.self) { try file.check(file: "x") }
    }
  }

  @Test func aPastMovesTheFunctionsItKnowsAndNoOther() {
    let past = PastScores(
      commit: "c", isCut: false, functions: ["src/a.c\nf": 2], files: ["src/a.c": -1],
      weights: .init(textWeight: 1, bias: 0), pathInRepository: "src/")
    func score(_ file: String, _ name: String) -> Float {
      var function = function
      function.file = file
      function.name = name
      return past.score(0.5, of: function)
    }
    #expect(abs(score("a.c", "f") - Float(1 / (1 + exp(-2.0)))) < 1e-6)
    #expect(abs(score("a.c", "new") - Float(1 / (1 + exp(1.0)))) < 1e-6)
    #expect(score("b.c", "f") == 0.5)
  }

  @Test func aPastThatTellsNoFunctionFromAnotherHasNoSay() throws {
    let repository = try TemporaryRepository()
    let text = ["f", "g", "h"].map { cFunction($0, "a;") }.joined()
    let first = try repository.commit("Start", ["a.c": text])
    var known = function
    known.file = "a.c"
    let one = PastScores(try repository.evidence(at: first), for: Self.model)
    #expect(one.score(0.25, of: known) == 0.25, "as many suspects as by the text")
    let fixed = cFunction("f", "mended();") + ["g", "h"].map { cFunction($0, "a;") }.joined()
    let second = try repository.commit("Fix overflow in f", ["a.c": fixed])
    let two = PastScores(try repository.evidence(at: second), for: Self.model)
    #expect(two.score(0.25, of: known) != 0.25)
  }
}
