import Foundation

/// What a backtest found.
public struct BacktestResult: Sendable {
  /// What was found at one cut.
  struct Cut: Sendable {
    /// The cut.
    let cut: BacktestCut
    /// How many functions were ranked, and how many lines they have.
    let functionCount: Int
    /// How many lines the functions have.
    let lineCount: Int
    /// How many of them were fixed later.
    let fixedCount: Int
    /// How many later fixes there are.
    let fixCount: Int
    /// Days between the cut and the first later fix.
    let daysToFirstFix: Double?
    /// Ancestors of the cut that claim to be younger than it.
    let youngerAncestors: Int
    /// How many fixed functions are none of the cut's: they came later, or are left out of the ranking.
    let unmatchedCount: Int
    /// How many fixed functions are left out because what was wrong came in after the cut.
    let introducedLater: Int
    /// The rankers' figures, in the order of tables.
    let figures: [BacktestFigures]
    /// What a reviewer who marks functions would have found; nil when nobody asked.
    var marking: MarkingSimulation?
  }

  /// The repository as the user named it.
  public let path: String
  /// The full identifier of the newest commit that was looked at.
  public let head: String
  /// What made a commit a fix, in words.
  public let truth: String
  /// The cuts, oldest first.
  let cuts: [Cut]
  /// Cuts without a later fix, or without a function that one changed.
  let emptyCuts: [BacktestCut]
  /// Cuts of which later fixes changed every function, so that no ranking is better than another.
  let fullCuts: [BacktestCut]
  /// How many fixes do not count because they do not lead to ``head``: they are on other branches.
  let fixesElsewhere: Int
  /// The rankers that have learnt from a project of this one's name, and may know the answer.
  var knowing: [(ranker: String, project: String)] = []

  /// The geometric mean over cuts of a ranker's average precision over that of longest first.
  func meanRatio(of ranker: String) -> Double? {
    let ratios = cuts.compactMap { cut in cut.figures.first { $0.ranker == ranker }?.ratioToLength }
    guard !ratios.isEmpty, ratios.allSatisfy({ $0 > 0 }) else { return nil }
    return ratios.geometricMean
  }

  /// What the figures say, a sentence each.
  var sentences: [String] {
    guard let cut = cuts.last else {
      guard fullCuts.isEmpty else {
        return ["Every function that stood at a cut was fixed later, so no ranking is better than another."]
      }
      return ["No function that stood at a cut was fixed later, so nothing can be said."]
    }
    var result = cuts.count == 1 ? [Self.sentence(cut)] : [summary]
    result += knowing.map { ranker, project in
      "\"\(ranker)\" has learnt from a project called \(project): if it is this one, what it learnt may be the answer,"
        + " and its figures say nothing."
    }
    if cut.fixedCount < 20 {
      result.append(
        "With \(counting: cut.fixedCount, "fixed function"), chance moves all figures a lot."
      )
    }
    return result
  }

  private static func sentence(_ cut: Cut) -> String {
    let named = cut.figures.filter {
      $0.ranker != LengthRanker.name && $0.ranker != TrivialRankers.randomName
    }
    guard let best = named.max(by: { $0.averagePrecision.value ?? 0 < $1.averagePrecision.value ?? 0 }),
      let gain = best.gain, let ratio = best.ratioToLength
    else { return "Nothing was measured beside longest first." }
    let verdict =
      switch (gain.isClear, gain.difference > 0) {
      case (true, true): "is better than longest first by more than chance"
      case (false, true): "is ahead of longest first, which could be chance"
      case (false, false): "is not better than longest first"
      case (true, false): "is worse than longest first by more than chance"
      }
    let hits = String(format: "%.1f", best.hits[1])
    return "Of the rankers measured, \"\(best.title)\" does best: it \(verdict)"
      + String(format: " (average precision %.2f times as high, ", ratio) + gain.chance + ")"
      + ", and \(hits) of its first 20 functions were fixed later."
  }

  private var summary: String {
    let rankers = (cuts.first?.figures ?? []).filter {
      $0.ranker != LengthRanker.name && $0.ranker != TrivialRankers.randomName
    }
    let parts = rankers.compactMap { figures -> String? in
      guard let ratio = meanRatio(of: figures.ranker) else { return nil }
      let ahead = cuts.count { cut in
        (cut.figures.first { $0.ranker == figures.ranker }?.ratioToLength ?? 0) > 1
      }
      return "\"\(figures.title)\" \(String(format: "%.2f", ratio)) (ahead at \(ahead))"
    }
    return "Average precision over that of longest first, geometric mean of \(cuts.count) cuts: "
      + parts.joined(separator: ", ") + "."
  }
}
