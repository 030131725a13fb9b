/// A backtest as JSON: every figure as it is.
struct BacktestJSON: JSONObject {
  let result: BacktestResult

  func addMembers(to json: inout JSONWriter) {
    json.add("cuts", result.cuts.map(Cut.init))
    json.add("empty", result.emptyCuts.map(\.commit))
    json.add("fixes_elsewhere", result.fixesElsewhere)
    json.add("full", result.fullCuts.map(\.commit))
    json.add("head", result.head)
    json.add("path", result.path)
    json.add("sentences", result.sentences)
    json.add("truth", result.truth)
  }

  private struct Cut: JSONObject {
    let cut: BacktestResult.Cut

    func addMembers(to json: inout JSONWriter) {
      json.add("commit", cut.cut.commit)
      json.add("date", BacktestTable.date(cut.cut.date))
      json.add("days_to_first_fix", cut.daysToFirstFix)
      json.add("fixed", cut.fixedCount)
      json.add("fixes", cut.fixCount)
      json.add("functions", cut.functionCount)
      json.add("introduced_later", cut.introducedLater)
      json.add("lines", cut.lineCount)
      json.add("marking", cut.marking)
      json.add("rankers", cut.figures.map(Ranker.init))
      json.add("unmatched", cut.unmatchedCount)
      json.add("younger_ancestors", cut.youngerAncestors)
    }
  }

  private struct Ranker: JSONObject {
    let figures: BacktestFigures

    func addMembers(to json: inout JSONWriter) {
      json.add("auc", Range(estimate: figures.areaUnderCurve))
      json.add("average_precision", Range(estimate: figures.averagePrecision))
      json.add("curve", figures.curve.map { [$0.x, $0.y] })
      json.add("gain_over_length", figures.gain.map(Gain.init))
      json.add("hits", Self.named(BacktestFigures.hitCounts.map(String.init), figures.hits))
      json.add("lift", figures.lift)
      json.add("name", figures.ranker)
      json.add("ratio_to_length", figures.ratioToLength)
      json.add(
        "recall_in_lines", Self.named(BacktestFigures.lineBudgets.map(String.init), figures.recallInLines))
      json.add(
        "recall_in_share_of_lines",
        Self.named(BacktestFigures.lineShares.map { String($0) }, figures.recallInShares))
      json.add("recall_in_top_20_percent", figures.recallInTopFifth)
      json.add("title", figures.title)
    }

    private static func named(_ names: [String], _ values: [Double]) -> [String: Double] {
      Dictionary(zip(names, values), uniquingKeysWith: { first, _ in first })
    }
  }

  private struct Range: JSONObject {
    let estimate: Estimate

    func addMembers(to json: inout JSONWriter) {
      json.add("high", estimate.high)
      json.add("low", estimate.low)
      json.add("value", estimate.value)
    }
  }

  private struct Gain: JSONObject {
    let gain: PairedDifference

    func addMembers(to json: inout JSONWriter) {
      json.add("difference", gain.difference)
      json.add("high", gain.high)
      json.add("low", gain.low)
      json.add("p", gain.probability)
    }
  }
}
