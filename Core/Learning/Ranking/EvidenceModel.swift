import Foundation
import RealModule

/// A ranker that weighs counts of a function's text, and, where there is a history, what the project's past says of it.
///
/// The text's log-odds are b + Σ wⱼ (ln(1 + cⱼ) − mⱼ) / sⱼ for counts c of ``TextFeature``s, with means m and spreads s that are
/// the model's own, so that they depend on the function alone. With a past they become b′ + a · text + Σ vⱼ zⱼ for the
/// standardised features z of the past, see ``PastFeatures``.
public struct EvidenceModel: Hashable, Sendable {
  /// m, a mean a text feature.
  var means: [Float]
  /// s, a spread a text feature.
  var scales: [Float]
  /// w, a weight a text feature.
  var weights: [Float]
  /// b.
  var bias: Double
  /// a and b′.
  public var past: Past
  /// v, a weight a feature of the past.
  var pastWeights: [Float]

  /// How a text's log-odds are taken up where there is a past.
  public struct Past: Codable, Hashable, Sendable {
    /// a.
    var textWeight: Double
    /// b′.
    var bias: Double

    /// The log-odds with a past: those of the text taken up, and Σ vⱼ zⱼ added.
    func logit(text: Double, past: Double) -> Double { bias + textWeight * text + past }
  }

  /// The model for another threshold of scores: with a past, as many functions lie above it as lay above the first, where the past
  /// says as much of those at the one as of those at the other.
  ///
  /// That is b′ + (1 − a)(t₂ − t₁) in place of b′, for the thresholds' log-odds t.
  func moved(from threshold: Float, to other: Float) -> EvidenceModel {
    func odds(_ score: Float) -> Double { Core.logit(min(max(Double(score), 1e-6), 1 - 1e-6)) }
    var moved = self
    moved.past.bias += (1 - past.textWeight) * (odds(other) - odds(threshold))
    return moved
  }

  /// How many numbers it has learnt: those of its features, b, a and b′.
  var parameterCount: Int { means.count + scales.count + weights.count + pastWeights.count + 3 }

  /// The log-odds of a function by its text alone.
  func logit(of function: CFunction) -> Double { logit(of: TextFeatures(of: function).counts) }

  func logit(of counts: [Float]) -> Double {
    var sum = bias
    for column in counts.indices { sum += Double(weights[column]) * standardised(counts, column) }
    return sum
  }

  /// A count of a text as a distance from its mean, in spreads.
  func standardised(_ counts: [Float], _ column: Int) -> Double {
    (Double.log(onePlus: Double(counts[column])) - Double(means[column])) / Double(scales[column])
  }

  /// Σ vⱼ zⱼ for a row of ``PastFeatures``.
  func sum(_ row: [Double]) -> Double { zip(row, pastWeights).reduce(0) { $0 + $1.0 * Double($1.1) } }

  /// The log-odds of a function without any content.
  var baseline: Double { logit(of: [Float](repeating: 0, count: means.count)) }

  /// Divides the log-odds among the places of the text; with ``baseline``, the parts add up to them.
  ///
  /// A count's part is divided evenly among its occurrences; what belongs to no token is divided evenly among all.
  ///
  /// - Parameters:
  ///   - features: The features of the function's text, with their occurrences.
  ///   - function: The function.
  ///   - ranges: The places of its statements.
  /// - Returns: What the text at each place adds.
  func contributions(
    of features: TextFeatures, to function: CFunction, at ranges: [SourceRange]
  ) -> [SourceRange: Double] {
    var occurrences = [Int](repeating: 0, count: means.count)
    for occurrence in features.occurrences { occurrences[occurrence.feature] += 1 }
    var parts = [Double](repeating: 0, count: means.count)
    var rest = 0.0
    for column in parts.indices {
      let part =
        Double(weights[column]) / Double(scales[column])
        * Double.log(onePlus: Double(features.counts[column]))
      if occurrences[column] > 0 { parts[column] = part / Double(occurrences[column]) } else { rest += part }
    }
    let tokens = occurrences[TextFeature.tokens.column]
    if tokens > 0 { parts[TextFeature.tokens.column] += rest / Double(tokens) }
    let places = Places(ranges, of: function)
    var contributions: [SourceRange: Double] = [:]
    for occurrence in features.occurrences {
      guard let range = places.range(at: occurrence.offset) else { continue }
      contributions[range, default: 0] += parts[occurrence.feature]
    }
    return contributions
  }

  /// The log-odds of a function by its text without what stands at a place.
  func logit(of features: TextFeatures, in function: CFunction, without range: SourceRange) -> Double {
    let origin = function.range.startOffset
    var counts = features.counts
    for occurrence in features.occurrences
    where (range.startOffset..<range.endOffset).contains(occurrence.offset + origin) {
      counts[occurrence.feature] -= 1
    }
    return logit(of: counts)
  }

  /// Which statement stands at a byte.
  private struct Places {
    let sorted: [SourceRange]
    let origin: Int

    init(_ ranges: [SourceRange], of function: CFunction) {
      sorted = Array(Set(ranges)).sorted { ($0.startOffset, $0.endOffset) < ($1.startOffset, $1.endOffset) }
      origin = function.range.startOffset
    }

    /// The last statement that begins at or before the byte: what stands between statements belongs to the one before.
    func range(at offset: Int) -> SourceRange? {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle].startOffset <= offset + origin { low = middle + 1 } else { high = middle }
      }
      return low > 0 ? sorted[low - 1] : sorted.first
    }
  }
}
