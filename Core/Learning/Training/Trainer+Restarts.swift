/// Trainings from different random weights, of which one is kept.
///
/// Two generators may align the classes of both projects crosswise, which no loss sees. Labels that the linear views of the
/// target agree on see it, and no person gave them: the training is kept whose target scores tell them apart best.
extension Trainer {
  /// The random networks that a training starts from.
  static func freshNetworks(
    _ data: TrainingData, _ method: AdaptationMethod, _ settings: TrainingSettings, seed: UInt64
  ) -> AdaptationNetworks {
    let networks = AdaptationNetworks(
      method: method,
      configuration: settings.generatorConfiguration(vocabularySize: data.vocabulary.count),
      headSizes: settings.headSizes, objective: settings.objective, seed: seed, wide: data.wide?.start)
    if settings.targetStart == .copy { networks.copySourceGeneratorToTarget() }
    return networks
  }

  /// Steps that the trainings before this one had at most.
  var stepsBefore: Int { progress.restart * schedule.steps }

  /// Draws the mini-batches of the training that goes on, each of which has a seed of its own.
  func makeSampler() -> StepSampler {
    var settings = settings
    settings.seed = seed(ofRestart: progress.restart)
    return StepSampler(data: data, settings: settings)
  }

  /// Begins the next training from other random weights.
  func restart() {
    progress = TrainingProgress(after: progress)
    let fresh = Self.freshNetworks(data, method, settings, seed: seed(ofRestart: progress.restart))
    for (parameter, start) in zip(networks.parameters, fresh.parameters) {
      parameter.value.copy(from: start.value)
    }
    step.generatorOptimiser.reset()
    step.discriminatorOptimiser.reset()
    bestParameters = nil
    forgetRivals()
    sampler = makeSampler()
  }

  /// The seed of a training, the first of which has that of the settings.
  func seed(ofRestart number: Int) -> UInt64 {
    guard number > 0 else { return settings.seed }
    var random = SeededGenerator(seed: settings.seed, stream: 6 << 40 + UInt64(number))
    return random.next()
  }

  /// A phase's name, with the number of the training where there are several.
  func title(of phase: TrainingPhase) -> String {
    guard settings.restarts > 1 else { return phase.name }
    let title = "\(phase.name) of training \(progress.restart + 1) of \(settings.restarts)"
    guard progress.phase == 0, case let agreement?? = progress.finished.agreements.last else { return title }
    return title + " (agreement of the one before: \((agreement * 1000).rounded() / 1000))"
  }

  /// Judges the training that has ended, and keeps its weights if it is the best so far.
  func finishTraining() {
    guard let best = progress.best, bestParameters != nil else {
      progress.finished.agreements.append(nil)
      return
    }
    restoreBestParameters()
    let agreement = agreement()
    progress.finished.agreements.append(agreement)
    guard agreement > progress.finished.bestAgreement ?? -.infinity else { return }
    progress.finished.bestAgreement = agreement
    progress.finished.best = best
    chosenParameters = bestParameters
  }

  /// How well the target's scores tell apart what the judge labels: the area under the curve, 0...1.
  private func agreement() -> Double {
    guard let judge = data.judge else { return 0 }
    let leads = targetLeads(of: data.target, wide: data.wide?.target)
    let labelled = leads.indices.compactMap { index in judge[index].map { (Double(leads[index]), $0) } }
    let area = RankingMetrics(scores: labelled.map(\.0), labels: labelled.map(\.1)).areaUnderCurve
    return area.isNaN ? 0 : area
  }
}
