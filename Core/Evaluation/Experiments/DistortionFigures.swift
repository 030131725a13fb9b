/// Boundary distortion of a method on a pair of projects, over its seeds.
///
/// Oracle figures: they read the target's labels, and nothing is chosen by them.
struct DistortionFigures: Hashable, Sendable {
  /// One figure of both classifiers.
  struct Both: Hashable, Sendable {
    /// C₁: trained on the source, tested on the target.
    var sourceToTarget: Spread
    /// C₂: trained on the target, tested on the source.
    var targetToSource: Spread
    /// The difference of the two, without its sign, run by run.
    var gap: Spread

    init?(_ values: [(sourceToTarget: Double, targetToSource: Double)]) {
      guard let sourceToTarget = Spread(values.map(\.sourceToTarget)),
        let targetToSource = Spread(values.map(\.targetToSource)),
        let gap = Spread(values.map { abs($0.sourceToTarget - $0.targetToSource) })
      else { return nil }
      self.sourceToTarget = sourceToTarget
      self.targetToSource = targetToSource
      self.gap = gap
    }
  }

  /// Shares of functions told right.
  var accuracy: Both
  /// Means of the shares told right of each class; guessing gives 0.5.
  var balancedAccuracy: Both
  /// Accuracies of giving all functions of the target, and of the source, the better one of both answers.
  var oneAnswer: Both

  /// Summarises what was measured in each run; nil without any.
  init?(_ runs: [BoundaryDistortion]) {
    func both(_ figure: (BoundaryDistortion.Transfer) -> Double) -> Both? {
      Both(runs.map { (figure($0.sourceToTarget), figure($0.targetToSource)) })
    }
    guard let accuracy = both(\.accuracy), let balancedAccuracy = both(\.balancedAccuracy),
      let oneAnswer = both(\.majorityShare)
    else { return nil }
    self.accuracy = accuracy
    self.balancedAccuracy = balancedAccuracy
    self.oneAnswer = oneAnswer
  }
}
