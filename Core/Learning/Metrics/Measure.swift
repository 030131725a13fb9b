/// A figure that says how well a ranker finds vulnerable functions; the raw values are names in files.
///
/// Functions are read from the highest score down; ties count as a random order would on average.
public enum Measure: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// Area under the ROC curve, 0...1; ties count one half.
  case areaUnderCurve = "auc"
  /// Average precision, 0...1: Σ (Rₖ − Rₖ₋₁)·Pₖ over distinct scores.
  case averagePrecision = "average-precision"
  /// Share of vulnerable functions among the suspects, 0...1, at the ranker's threshold.
  case precision = "precision"
  /// Share of the vulnerable functions that are suspects, 0...1, at the ranker's threshold.
  case recall = "recall"
  /// Harmonic mean of precision and recall, 0...1, at the ranker's threshold.
  case f1 = "f1"
  /// Share of the clean functions that are suspects, 0...1, at the ranker's threshold.
  case falsePositiveRate = "false-positive-rate"
  /// Share of the vulnerable functions that are no suspects, 0...1, at the ranker's threshold.
  case falseNegativeRate = "false-negative-rate"
  /// Highest F1 over all thresholds, 0...1: chosen with the labels, so an oracle figure.
  case bestF1 = "best-f1"
  /// Share of vulnerable functions among the first 10, 0...1.
  case precisionAt10 = "precision@10"
  /// Share of vulnerable functions among the first 20, 0...1.
  case precisionAt20 = "precision@20"
  /// Share of the vulnerable functions found before 0.5 % of the clean ones have been read, 0...1.
  case recallAtLowFalsePositiveRate = "recall@0.5%fpr"
  /// Initial false alarms: clean functions read before the first vulnerable one.
  case initialFalseAlarms = "initial-false-alarms"
  /// Share of all lines read until 20 % of the vulnerable functions are found, 0...1.
  case effortAt20Recall = "effort@20%recall"
  /// Share of the vulnerable functions found in the first 1 % of all lines, 0...1.
  case recallAt1Lines = "recall@1%lines"
  /// AUC among functions up to the first third of the vulnerable functions' lengths.
  case areaUnderCurveShort = "auc@short"
  /// AUC among functions in the second third of the vulnerable functions' lengths.
  case areaUnderCurveMiddle = "auc@middle"
  /// AUC among functions longer than two thirds of the vulnerable ones.
  case areaUnderCurveLong = "auc@long"
  /// AUC over the pairs of functions that lie in one length band: what is left when length tells little.
  case areaUnderCurveWithinBands = "auc@bands"

  /// The figure in a table's heading.
  public var title: String {
    switch self {
    case .areaUnderCurve: "AUC"
    case .averagePrecision: "AP"
    case .precision: "precision"
    case .recall: "recall"
    case .f1: "F1"
    case .falsePositiveRate: "FPR"
    case .falseNegativeRate: "FNR"
    case .bestF1: "best F1 (oracle)"
    case .precisionAt10: "P@10"
    case .precisionAt20: "P@20"
    case .recallAtLowFalsePositiveRate: "recall at 0.5 % FPR"
    case .initialFalseAlarms: "IFA"
    case .effortAt20Recall: "effort@20 % recall"
    case .recallAt1Lines: "recall@1 % lines"
    case .areaUnderCurveShort: "AUC short"
    case .areaUnderCurveMiddle: "AUC middle"
    case .areaUnderCurveLong: "AUC long"
    case .areaUnderCurveWithinBands: "AUC within length bands"
    }
  }

  /// Whether a larger figure is better.
  var higherIsBetter: Bool {
    switch self {
    case .falsePositiveRate, .falseNegativeRate, .initialFalseAlarms, .effortAt20Recall: false
    default: true
    }
  }

  /// Whether the figure is a share, 0...1.
  var isShare: Bool { self != .initialFalseAlarms }
}
