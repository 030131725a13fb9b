/// A backtest as JSON: every figure as it is.
struct BacktestJSON: JSONWritable {
  let result: BacktestResult

  func write(to json: inout JSONWriter) {
    json.object { members in
      members.add("cuts", result.cuts.map(Cut.init))
      members.add("empty", result.emptyCuts.map(\.commit))
      members.add("fixes_elsewhere", result.fixesElsewhere)
      members.add("full", result.fullCuts.map(\.commit))
      members.add("head", result.head)
      members.add("path", result.path)
      members.add("sentences", result.sentences)
      members.add("truth", result.truth)
    }
  }

  private struct Cut: JSONWritable {
    let cut: BacktestResult.Cut

    func write(to json: inout JSONWriter) {
      json.object { members in
        members.add("commit", cut.cut.commit)
        members.add("date", BacktestTable.date(cut.cut.date))
        members.add("days_to_first_fix", cut.daysToFirstFix)
        members.add("fixed", cut.fixedCount)
        members.add("fixes", cut.fixCount)
        members.add("functions", cut.functionCount)
        members.add("introduced_later", cut.introducedLater)
        members.add("lines", cut.lineCount)
        members.add("marking", cut.marking)
        members.add("rankers", cut.figures.map(Ranker.init))
        members.add("unmatched", cut.unmatchedCount)
        members.add("younger_ancestors", cut.youngerAncestors)
      }
    }
  }

  private struct Ranker: JSONWritable {
    let figures: BacktestFigures

    func write(to json: inout JSONWriter) {
      json.object { members in
        members.add("auc", Range(estimate: figures.areaUnderCurve))
        members.add("average_precision", Range(estimate: figures.averagePrecision))
        members.add("curve", figures.curve.map { [$0.x, $0.y] })
        members.add("gain_over_length", figures.gain.map(Gain.init))
        members.add("hits", Self.named(BacktestFigures.hitCounts.map(String.init), figures.hits))
        members.add("lift", figures.lift)
        members.add("name", figures.ranker)
        members.add("ratio_to_length", figures.ratioToLength)
        members.add(
          "recall_in_lines", Self.named(BacktestFigures.lineBudgets.map(String.init), figures.recallInLines))
        members.add(
          "recall_in_share_of_lines",
          Self.named(BacktestFigures.lineShares.map { String($0) }, figures.recallInShares))
        members.add("recall_in_top_20_percent", figures.recallInTopFifth)
        members.add("title", figures.title)
      }
    }

    private static func named(_ names: [String], _ values: [Double]) -> [String: Double] {
      Dictionary(zip(names, values), uniquingKeysWith: { first, _ in first })
    }
  }

  private struct Range: JSONWritable {
    let estimate: Estimate

    func write(to json: inout JSONWriter) {
      json.object { members in
        members.add("high", estimate.high)
        members.add("low", estimate.low)
        members.add("value", estimate.value)
      }
    }
  }

  private struct Gain: JSONWritable {
    let gain: PairedDifference

    func write(to json: inout JSONWriter) {
      json.object { members in
        members.add("difference", gain.difference)
        members.add("high", gain.high)
        members.add("low", gain.low)
        members.add("p", gain.probability)
      }
    }
  }
}
