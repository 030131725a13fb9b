extension Trainer {
  /// Share of domains told from which on a discriminator counts as having won.
  static let collapsedAccuracy: Float = 0.995

  /// Looks at the source validation set and keeps the weights where the phase says so.
  func evaluate(in phase: TrainingPhase) -> EvaluationReport {
    let (metrics, loss, centre) = validator.evaluate(networks)
    let isEligible = progress.step >= min(settings.minimumSteps, settings.maximumSteps)
    let isRival = phase.result == .bestStep && settings.stepChoice == .distance
    var report = EvaluationReport(
      step: stepsBefore + progress.step, validation: metrics, validationLoss: loss, isBest: false,
      evaluationsWithoutImprovement: 0, terms: progress.recent.meanTerms,
      discriminatorAccuracies: progress.recent.meanAccuracies)
    if isRival { report.meanDistance = validator.distance(from: centre, to: data.target, networks) }
    switch phase.result {
    case .none: break
    case .bestStep where isRival: report.isBest = isEligible && loss.isFinite && choose(beside: report)
    case .bestStep: report.isBest = isEligible && Validator.isBetter((metrics, loss), than: progress.best)
    case .lastStep: report.isBest = progress.stepInPhase == phase.steps
    }
    if !report.isBest, progress.best != nil {
      report.evaluationsWithoutImprovement = (progress.history.last?.evaluationsWithoutImprovement ?? 0) + 1
    }
    progress.recent = RecentSums()
    progress.history.append(report)
    if report.isBest {
      progress.best = report
      bestParameters = currentParameters
    }
    return report
  }

  private var currentParameters: [[Float]] { networks.parameters.map { Array($0.value.elements) } }

  /// Chooses among a new look and those before it by error and distance; returns whether it is the new one.
  private func choose(beside report: EvaluationReport) -> Bool {
    let staying = StepRivals.staying(progress.rivals, beside: report)
    progress.rivals = staying.old.map { progress.rivals[$0] }
    rivalParameters = staying.old.map { rivalParameters[$0] }
    if staying.new {
      progress.rivals.append(report)
      rivalParameters.append(currentParameters)
    }
    guard let best = StepRivals.best(progress.rivals) else { return false }
    guard progress.rivals[best].step != report.step else { return true }
    progress.best = progress.rivals[best]
    progress.best?.isBest = true
    bestParameters = rivalParameters[best]
    return false
  }

  /// Leaves the choice that was made as it is.
  func forgetRivals() {
    progress.rivals = []
    rivalParameters = []
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
