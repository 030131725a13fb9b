extension RankingOrder {
  /// What decides the rank of a function with a score.
  func key(
    _ score: Float, of function: CFunction, _ options: ProjectRanking.Options, isTrivial: Bool
  ) -> Float {
    switch self {
    case .score, .file: return score
    case .teaching:
      func lead(_ score: Float) -> Float { logit(min(max(score, 1e-6), 1 - 1e-6)) }
      // Without marks, the threshold is where a suspect becomes none.
      let level = options.learned.map { -Float($0.shift) } ?? lead(options.threshold)
      return -(lead(score) - level).magnitude
    case .effort:
      // Odds grow faster with size than the chance of a fix does; a function of few lines costs its context as well.
      let lines = Float(function.range.endLine - function.range.startLine + 1) + Self.contextLines
      let gain = score / (1 - min(score, 0.999_999)) / (lines * lines)
      // Below all others, in the same order among themselves.
      return isTrivial ? -1 / max(gain, .leastNormalMagnitude) : gain
    }
  }

  /// The lines around a function that are read with it.
  private static let contextLines: Float = 10
}
