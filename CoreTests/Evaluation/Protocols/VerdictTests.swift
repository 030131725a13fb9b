import Testing

@testable import Core

struct VerdictTests {
  private func result(_ signal: Double) -> BootstrapResult {
    let labels = (0..<300).map { $0 % 10 == 0 }
    var random = SeededGenerator(seed: 3)
    func scores(_ signal: Double) -> RankedRuns.Run {
      RankedRuns.Run(scores: labels.map { ($0 ? signal : 0) + random.normal() }, suspectShare: 0.1)
    }
    let functions = MeasuredFunctions(
      labels: labels, lengths: labels.map { _ in 1 }, lines: labels.map { _ in 1 }, groups: Array(0..<300))
    return Bootstrap(resamples: 200).measure(
      [
        RankedRuns(name: "ddan", runs: [scores(signal)]), RankedRuns(name: "length", runs: [scores(1)]),
        RankedRuns(name: "tfidf-lr", runs: [scores(0)]),
      ], on: functions)
  }

  @Test func aClearWinIsCalledSo() {
    let sentence = Verdict.sentence(title: "DDAN", ranker: "ddan", result: result(4), isOracle: false)
    #expect(sentence.hasPrefix("By average precision, DDAN beats by more than chance longest first (+0."))
    #expect(sentence.contains(" and TF-IDF + logistic regression (+0."))
  }

  @Test func aDrawIsNotCalledAWin() {
    let sentence = Verdict.sentence(title: "DDAN", ranker: "ddan", result: result(1), isOracle: false)
    #expect(!sentence.contains("beats by more than chance longest first"))
    #expect(
      sentence.contains("does not beat longest first")
        || sentence.contains("which could be chance, of longest first"))
  }

  @Test func aLossIsCalledOne() {
    let sentence = Verdict.sentence(title: "DDAN", ranker: "ddan", result: result(-3), isOracle: false)
    #expect(sentence.contains("is worse by more than chance than longest first (−0."))
  }

  @Test func oracleFiguresAreMarked() {
    #expect(
      Verdict.sentence(title: "DDAN", ranker: "ddan", result: result(1), isOracle: true).contains(
        "oracle figure"))
  }
}
