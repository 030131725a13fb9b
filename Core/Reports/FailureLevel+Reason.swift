extension FailureLevel {
  /// What made a scan reach the level, as the end of a sentence.
  public func reason(of result: ScanResult) -> String {
    switch self {
    case .score(let score):
      let highest = result.highestScore.map { String(score: $0) } ?? "none"
      let best = result.findings.max { ($0.score, $1.rank) < ($1.score, $0.rank) }.map { finding in
        ", of \(finding.function.name.printable) at \(result.place(of: finding.function).printable)"
      }
      return
        "the highest score is \(highest)\(best ?? ""), which is \(String(score: score)) or more"
    case .count(let count):
      let suspects = result.suspectCount
      return "there \(suspects == 1 ? "is 1 suspect" : "are \(suspects) suspects"), \(count) or more"
    }
  }
}
