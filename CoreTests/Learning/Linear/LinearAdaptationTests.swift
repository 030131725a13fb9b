import Foundation
import Testing

@testable import Core

/// In the labelled project `memcpy` marks the vulnerable functions. In the target they call `strcat` besides, which
/// the labelled project never does; some functions of the target call `strcat` alone.
struct LinearAdaptationTests {
  private let sources = (0..<60).map { index in
    makeFunction(
      index % 4 == 0
        ? "int a(char *p)\n{\nmemcpy(p, p, \(index));\nmemcpy(p, p, p[0]);\nreturn p[\(index)];\n}"
        : "int a(char *p)\n{\nif (p[0] > \(index % 3))\nreturn -1;\nreturn strlen(p);\n}")
  }
  private let labels = (0..<60).map { $0 % 4 == 0 ? 1.0 : 0 }
  private let target = (0..<310).map { index in
    switch index {
    case 0..<24:
      makeFunction("int b(char *p)\n{\nmemcpy(p, p, p[1]);\nstrcat(p, p);\nstrcat(p, p);\nreturn p[2];\n}")
    case 24..<36:
      makeFunction(
        "int b(char *p)\n{\nif (p[0] > \(index % 3))\nreturn -1;\nstrcat(p, p);\nstrcat(p, p);\nreturn strlen(p);\n}"
      )
    default:
      makeFunction(
        "int b(char *p)\n{\nif (p[0] > \(index % 3))\nreturn -1;\nwhile (p[\(index % 5)])\np++;\nreturn strlen(p);\n}"
      )
    }
  }
  private let view = NGramView(
    sequence: .portable, weighting: .squareRoot, inverseRegularization: { max(1, 2000 / Double($0)) })

  private var adaptation: LinearAdaptation {
    LinearAdaptation(view: view, voters: [view], sources: sources, labels: labels, target: target)
  }

  @Test func whatGoesWithKnownMistakesInTheTargetRisesThere() throws {
    let known = [Double](repeating: 1, count: sources.count)
    let alone = try #require(
      view.fitted(
        view.sequence.tokens(of: sources), targets: labels, confidences: known, shouldStop: { false }))
    let adapted = try #require(adaptation.adapted(shouldStop: { false }, onPhase: { _ in }))
    let tokens = view.sequence.tokens(of: target)
    func lead(_ ranker: NGramRanker) -> Double {
      let decisions = ranker.decisions(for: tokens)
      let deviation = RankingSpread(decisions).deviation
      return (decisions[24..<36].reduce(0, +) / 12 - decisions[36...].reduce(0, +) / 274) / deviation
    }
    #expect(lead(adapted) > lead(alone) + 0.5)
    #expect(adapted.features.vocabulary.id(of: "strcat") != nil)
    #expect(alone.features.vocabulary.id(of: "strcat") == nil)
  }

  @Test func theSameInputGivesTheSameModel() throws {
    let first = try #require(adaptation.adapted(shouldStop: { false }, onPhase: { _ in }))
    let second = try #require(adaptation.adapted(shouldStop: { false }, onPhase: { _ in }))
    #expect(first.classifier == second.classifier)
    #expect(first.features == second.features)
  }

  @Test func aStopEndsItAtEveryPhase() {
    var phases = 0
    #expect(adaptation.adapted(shouldStop: { false }, onPhase: { _ in phases += 1 }) != nil)
    for last in 1...phases {
      var phase = 0
      #expect(adaptation.adapted(shouldStop: { phase >= last }, onPhase: { _ in phase += 1 }) == nil)
    }
  }
}

/// The standard deviation of scores.
private struct RankingSpread {
  var deviation: Double

  init(_ scores: [Double]) {
    let mean = scores.reduce(0, +) / Double(scores.count)
    deviation = (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count)).squareRoot()
  }
}
