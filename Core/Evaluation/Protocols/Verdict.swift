import Foundation

/// Says in words whether a method beats what is trivial, and whether that could be chance.
enum Verdict {
  /// The rankers that a method has to beat, as far as they were measured, with their names in sentences.
  static let baselines: KeyValuePairs<String, String> = [
    LengthRanker.name: "longest first", TrivialRankers.tfidfName: "TF-IDF + logistic regression",
    PairEvaluation.sourceOnlyName: "learning from the source alone",
  ]

  /// A sentence or two on the average precision of a ranker beside the trivial ones.
  ///
  /// - Parameters:
  ///   - title: The method's name.
  ///   - ranker: The method's name among the rankers measured.
  ///   - result: What was measured.
  ///   - isOracle: Whether target labels took part in a choice.
  /// - Returns: Finished text that names every difference with its interval.
  static func sentence(
    title: String, ranker: String, result: BootstrapResult, isOracle: Bool
  ) -> String {
    let measure: Measure = isOracle ? .f1 : .averagePrecision
    var groups: [(words: String, names: [String])] = []
    for (baseline, words) in baselines where baseline != ranker {
      guard let difference = result.difference(of: ranker, to: baseline, measure) else { continue }
      let kind = kind(of: difference)
      let name = "\(words) (\(text(difference)))"
      if let index = groups.firstIndex(where: { $0.words == kind }) {
        groups[index].names.append(name)
      } else {
        groups.append((kind, [name]))
      }
    }
    // Tables are headed by the name that commands take.
    let title = title.lowercased() == ranker.lowercased() ? title : "\(ranker.printable) (\(title))"
    guard !groups.isEmpty else { return "Nothing was measured beside \(title)." }
    let parts = groups.map { "\($0.words) \(list($0.names))" }
    let figure = isOracle ? "best test F1, an oracle figure" : "average precision"
    return "By \(figure), \(title) \(parts.joined(separator: "; it "))."
  }

  private static func kind(of difference: PairedDifference) -> String {
    switch (difference.isClear, difference.difference > 0) {
    case (true, true): "beats by more than chance"
    case (true, false): "is worse by more than chance than"
    case (false, true): "is ahead, which could be chance, of"
    case (false, false): "does not beat"
    }
  }

  private static func text(_ difference: PairedDifference) -> String {
    let gain = signed(difference.difference)
    guard let low = difference.low, let high = difference.high else { return "\(gain), \(difference.chance)" }
    return "\(gain), 95 % interval \(signed(low)) to \(signed(high)), \(difference.chance)"
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + String(format: "%.3f", abs(value))
  }

  private static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}
