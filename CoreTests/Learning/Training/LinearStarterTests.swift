import Foundation
import RealModule
import Testing

@testable import Core

/// The method that adds what labels taught and what the starter model knows.
struct LinearStarterTests {
  private static func model(_ projects: TinyProjects) throws -> ModelFile {
    try #require(try projects.job("linear-starter").run().model)
  }

  @Test func bothPartsCountAlikeOverTheUnlabelledProject() throws {
    let projects = TinyProjects()
    let model = try Self.model(projects)
    let functions = projects.unlabeled.functions
    let (linear, evidence) = (try #require(model.linear), try #require(model.evidence))
    let parts = functions.map { (linear: linear.logit(of: $0) ?? 0, evidence: evidence.logit(of: $0)) }
    #expect(abs(parts.map(\.linear).mean) < 1e-5)
    #expect(
      parts.map(\.linear).deviation.isApproximatelyEqual(
        to: parts.map(\.evidence).deviation, relativeTolerance: 1e-5))
    let scores = try Detector(model: model).scores(of: functions)
    for (score, part) in zip(scores, parts) {
      #expect(
        Double(score).isApproximatelyEqual(to: sigmoid(part.linear + part.evidence), absoluteTolerance: 1e-5))
    }
  }

  @Test func theRankingOfTheLabelsAloneStaysWhatItIs() throws {
    let projects = TinyProjects()
    let alone = try #require(try projects.job("linear-adapted").run().model?.linear)
    let beside = try #require(try Self.model(projects).linear)
    let functions = projects.unlabeled.functions
    func order(_ model: LinearModel) -> [Int] {
      let logits = functions.map { model.logit(of: $0) ?? 0 }
      return functions.indices.sorted { (logits[$0], $0) < (logits[$1], $1) }
    }
    #expect(order(alone) == order(beside))
  }

  @Test func theStartersWeightsOfAPastStayAndItsThresholdMoves() throws {
    let starter = try StarterModel.load()
    let model = try Self.model(TinyProjects())
    let (before, after) = (try #require(starter.evidence), try #require(model.evidence))
    #expect(after.pastWeights == before.pastWeights)
    #expect(after.weights == before.weights)
    #expect(model.novelty == starter.novelty)
    #expect(model.provenance.settings["starter.libraryVersion"] == starter.provenance.libraryVersion)
    // What the past must add for a function at the threshold to stay there is the same for both.
    func needed(_ model: EvidenceModel, _ threshold: Float) -> Double {
      let odds = logit(Double(threshold))
      return odds - model.past.logit(text: odds, past: 0)
    }
    #expect(
      needed(after, model.threshold).isApproximatelyEqual(
        to: needed(before, starter.threshold), absoluteTolerance: 1e-6))
  }

  @Test func theFileHoldsBothParts() throws {
    let projects = TinyProjects()
    let model = try Self.model(projects)
    let url = FileManager.testPlace.appendingPathComponent("\(UUID().uuidString).vulnmodel")
    defer { try? FileManager.default.removeItem(at: url) }
    try model.write(to: url)
    let read = try ModelFile(contentsOf: url)
    #expect(read.evidence == model.evidence)
    let functions = projects.unlabeled.functions
    #expect(
      try Detector(model: read).scores(of: functions) == Detector(model: model).scores(of: functions))
  }

  @Test func explanationsAddUpOverBothParts() throws {
    let projects = TinyProjects()
    let model = try Self.model(projects)
    let function = projects.unlabeled.functions[0]
    let explanation = try Detector(model: model).explanation(of: function)
    let sum = explanation.parts.reduce(explanation.baseline) { $0 + $1.contribution }
    #expect(sum.isApproximatelyEqual(to: logit(Double(explanation.score)), absoluteTolerance: 1e-3))
  }
}
