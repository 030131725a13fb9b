import Foundation

/// Functions of a project with a past, as an ``EvidenceModel`` sees them.
struct EvidenceRows: Sendable {
  /// For each function its standardised counts of the text, then its features of the past.
  let features: [[Float]]
  /// The log-odds that the model gives each function.
  let logits: [Double]

  /// Creates rows from features and log-odds, as many of each.
  init(features: [[Float]], logits: [Double]) {
    self.features = features
    self.logits = logits
  }

  /// Reads functions.
  ///
  /// - Parameters:
  ///   - functions: The functions, with paths from the repository's root.
  ///   - evidence: What the past says of them.
  ///   - model: The model.
  init(_ functions: [CFunction], _ evidence: HistoryEvidence, for model: EvidenceModel) {
    let past = PastFeatures(evidence)
    let unknown = [Double](repeating: 0, count: PastFeatures.names.count)
    let read: [(features: [Float], logit: Double)] = parallelMap(functions) { function in
      let counts = TextFeatures(of: function).counts
      let row = past.row(path: function.file, name: function.name) ?? unknown
      let text = counts.indices.map { Float(model.standardised(counts, $0)) }
      let logit = model.past.logit(text: model.logit(of: counts), past: model.sum(row))
      return (text + row.map(Float.init), logit)
    }
    features = read.map(\.features)
    logits = read.map(\.logit)
  }
}

/// A small correction of an ``EvidenceModel``'s weights to one project.
///
/// The weights have a normal prior around the model's, with deviation σ = ``deviation`` in log-odds for each standard
/// deviation of a feature: δ minimises ½‖δ‖² / σ² + Σᵢ [softplus(dᵢ) − tᵢ dᵢ] for d = o + b + δ · x, with o the model's
/// log-odds, x the features and t the labels. Then δ is made so small that the standard deviation of δ · x over the functions is
/// at most ``largestShare`` of that of o: the corrected log-odds correlate with the model's by √(1 − ``largestShare``²) or more,
/// whatever the labels are.
struct EvidenceCorrection: Hashable, Sendable {
  /// σ.
  static let deviation = 0.05
  /// The largest standard deviation of a correction, in standard deviations of the model's log-odds.
  static let largestShare = 0.25

  /// How many features there are.
  static let weightCount = TextFeature.allCases.count + PastFeatures.names.count

  /// δ, for the features of ``EvidenceRows``.
  let weights: [Double]
  /// The mean of δ · x over the functions that it was learnt from: for the text's features, and for those of the past.
  let means: Means

  /// The mean of a correction over functions, in log-odds.
  struct Means: Hashable, Sendable {
    /// Of the text's features.
    var text: Double
    /// Of the features of the past.
    var past: Double
  }

  /// Puts a correction together from its parts.
  init(weights: [Double], means: Means) {
    self.weights = weights
    self.means = means
  }

  /// Learns a correction; nil when told to stop.
  ///
  /// - Parameters:
  ///   - rows: The functions.
  ///   - targets: For each the probability that it was vulnerable, 0...1.
  ///   - shouldStop: Asked after each iteration.
  init?(_ rows: EvidenceRows, targets: [Double], shouldStop: () -> Bool = { false }) {
    precondition(targets.count == rows.features.count, "one target a function")
    let count = Self.weightCount
    let columns = (0..<count).map(Int32.init)
    let matrix = SparseRows(
      rows.features.map { SparseRow(columns: columns, values: $0) }, columnCount: count)
    guard
      let fit = LogisticRegression.fit(
        matrix, targets: targets, offsets: rows.logits, sampleWeights: targets.map { _ in 1 },
        inverseRegularization: Self.deviation * Self.deviation,
        shouldStop: shouldStop)
    else { return nil }
    let shifts = matrix.product(with: fit.weights)
    let spread = shifts.deviation
    let most = Self.largestShare * rows.logits.deviation
    let scale = spread > most ? most / spread : 1
    let weights = fit.weights.map { $0 * scale }
    self.weights = weights
    let textCount = TextFeature.allCases.count
    var sums = Means(text: 0, past: 0)
    for row in rows.features {
      for (column, value) in row.enumerated() {
        let part = weights[column] * Double(value)
        if column < textCount { sums.text += part } else { sums.past += part }
      }
    }
    let rowCount = Double(max(1, rows.features.count))
    means = Means(text: sums.text / rowCount, past: sums.past / rowCount)
  }

  /// The corrected log-odds of functions.
  func logits(of rows: EvidenceRows) -> [Double] {
    zip(rows.features, rows.logits).map { features, logit in
      zip(features, weights).reduce(logit - means.text - means.past) { $0 + Double($1.0) * $1.1 }
    }
  }

  /// The model with corrected weights; its log-odds keep their mean over the functions, so that thresholds keep their meaning.
  func applied(to model: EvidenceModel) -> EvidenceModel {
    var corrected = model
    let textCount = TextFeature.allCases.count
    // The text reaches the log-odds through its own weight.
    let textWeight = model.past.textWeight
    if textWeight > 0 {
      for column in 0..<textCount { corrected.weights[column] += Float(weights[column] / textWeight) }
      corrected.bias -= means.text / textWeight
    }
    for column in corrected.pastWeights.indices {
      corrected.pastWeights[column] += Float(weights[textCount + column])
    }
    corrected.past.bias -= means.past
    return corrected
  }
}
