/// Chooses among the settings that a method tried, by a rule fixed in advance.
///
/// Honest: the largest product of mean average precision on source validation functions and agreement. Agreement is
/// the mean overlap, 0...1, of the highest tenths of the target between seeds: a setting under which the order of
/// the target is a matter of luck is of no use, and no label is needed to see it. Parity: each seed takes its best
/// test F1, as the paper does.
enum ModelChoice {
  /// Share of the target whose overlap is compared.
  static let topShare = 0.1

  /// One setting with its runs, one a seed.
  struct Candidate {
    var records: [RunRecord]
    /// Scores of the target's functions, one list a record; empty when they were not kept.
    var scores: [[Double]]

    /// The criterion of the honest protocol; 0 without validation figures.
    var merit: Double {
      let precisions = records.compactMap(\.validationAveragePrecision)
      guard !precisions.isEmpty else { return 0 }
      return precisions.mean * (ModelChoice.agreement(of: scores) ?? 1)
    }
  }

  /// The runs that count for one method on one pair.
  static func choose(_ candidates: [Candidate], _ evaluationProtocol: EvaluationProtocol) -> Candidate? {
    switch evaluationProtocol {
    case .honest:
      // The first of equally good ones, so that the choice does not depend on anything else.
      return candidates.max { $0.merit < $1.merit }
    case .parity:
      var best: [UInt64: (record: RunRecord, scores: [Double]?)] = [:]
      for candidate in candidates {
        for (index, record) in candidate.records.enumerated() {
          let scores = index < candidate.scores.count ? candidate.scores[index] : nil
          if best[record.seed].map({ f1(record) > f1($0.record) }) ?? true {
            best[record.seed] = (record, scores)
          }
        }
      }
      let chosen = best.sorted { $0.key < $1.key }.map(\.value)
      return chosen.isEmpty
        ? nil : Candidate(records: chosen.map(\.record), scores: chosen.compactMap(\.scores))
    }
  }

  private static func f1(_ record: RunRecord) -> Double {
    record.figures(of: record.method)?.perFunction[.f1]?.value ?? 0
  }

  /// The mean overlap, 0...1, of the highest tenths of all pairs of lists; nil for fewer than two.
  static func agreement(of scores: [[Double]]) -> Double? {
    guard scores.count > 1, Set(scores.map(\.count)).count == 1, let count = scores.first?.count, count > 0
    else { return nil }
    let size = max(1, Int((Double(count) * topShare).rounded()))
    let tops = scores.map { list in Set(list.indices.sorted { (list[$1], $0) < (list[$0], $1) }.prefix(size))
    }
    var sum = 0.0
    var pairs = 0.0
    for i in tops.indices {
      for j in 0..<i {
        sum += Double(tops[i].intersection(tops[j]).count) / Double(size)
        pairs += 1
      }
    }
    return sum / pairs
  }
}
