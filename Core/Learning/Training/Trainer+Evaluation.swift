extension Trainer {
  /// Share of domains told from which on a discriminator counts as having won.
  static let collapsedAccuracy: Float = 0.995

  /// Looks at the source validation set and keeps the weights where the phase says so.
  func evaluate(in phase: TrainingPhase) -> EvaluationReport {
    let (metrics, loss) = validator.evaluate(networks)
    let isBest: Bool
    switch phase.result {
    case .none: isBest = false
    case .bestStep:
      let isEligible = progress.step >= min(settings.minimumSteps, settings.maximumSteps)
      isBest = isEligible && Validator.isBetter((metrics, loss), than: progress.best)
    case .lastStep: isBest = progress.stepInPhase == phase.steps
    }
    let report = EvaluationReport(
      step: stepsBefore + progress.step, validation: metrics, validationLoss: loss, isBest: isBest,
      evaluationsWithoutImprovement: isBest || progress.best == nil
        ? 0 : (progress.history.last?.evaluationsWithoutImprovement ?? 0) + 1,
      terms: progress.recent.meanTerms, discriminatorAccuracies: progress.recent.meanAccuracies)
    progress.recent = RecentSums()
    progress.history.append(report)
    if isBest {
      progress.best = report
      bestParameters = networks.parameters.map { Array($0.value.elements) }
    }
    return report
  }

  /// Whether source validation says that a phase has nothing more to give.
  func stopsEarly(_ phase: TrainingPhase, after evaluation: EvaluationReport) -> Bool {
    phase.result == .bestStep && settings.patience > 0 && progress.step >= settings.minimumSteps
      && evaluation.evaluationsWithoutImprovement >= settings.patience
  }

  /// Says once that a discriminator has won: then it gives the generators no direction any more.
  func collapseWarnings(after report: EvaluationReport) -> [String] {
    report.discriminatorAccuracies.sorted { $0.key < $1.key }.compactMap { name, accuracy in
      let looks = accuracy >= Self.collapsedAccuracy ? progress.collapsedLooks[name, default: 0] + 1 : 0
      progress.collapsedLooks[name] = looks
      guard looks == 3 else { return nil }
      return "The \(name) discriminator has told both projects apart without error for "
        + "\(3 * settings.evaluationInterval) steps: the generators no longer learn from it. "
        + "Lower the learning rate, or raise β."
    }
  }
}
