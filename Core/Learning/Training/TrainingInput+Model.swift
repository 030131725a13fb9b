extension TrainingInput {
  /// The labelled projects in records.
  var labeledRecords: [Provenance.Project] {
    labeled.map { name, project in
      Provenance.Project(
        name: name, sha256: project.dataHash, functionCount: project.functions.count,
        vulnerableCount: project.vulnerableCount)
    }
  }

  /// The unlabelled project in records.
  var unlabeledRecord: Provenance.Project? {
    unlabeled.map {
      Provenance.Project(name: $0.name, sha256: $0.dataHash, functionCount: $0.functions.count)
    }
  }

  /// The model of what a method learnt, with source validation figures beside those of "longest first" and a threshold
  /// by the settings' rule.
  ///
  /// - Throws: ``DetectionError`` when the weights lead to NaN.
  func model(of weights: TrainedWeights) throws -> ModelFile {
    var recorded = weights.settings.recorded(for: method)
    if weights.network != nil { recorded["threads"] = String(Parallel.threadCount) }
    let provenance = Provenance(
      labeled: labeledRecords, unlabeled: unlabeledRecord.map { [$0] } ?? [], seed: settings.seed,
      step: weights.step, settings: recorded, libraryVersion: libraryVersion)
    var model: ModelFile
    if let network = weights.network {
      model = ModelFile(
        method: method.id, network: network, normalisation: weights.normalisation,
        vocabulary: weights.vocabulary, threshold: 0.5, provenance: provenance, metrics: [:],
        parameters: weights.parameters)
    } else {
      model = ModelFile(
        method: method.id, network: nil, normalisation: weights.normalisation, vocabulary: weights.vocabulary,
        threshold: 0.5, provenance: provenance, metrics: [:], tensors: [:])
    }
    model.linear = weights.linear
    model.evidence = weights.starter?.evidence
    model.novelty = weights.starter?.novelty
    let functions = validation
    let labels = functions.map { $0.label == .vulnerable }
    let scores = try Detector(model: model.readingSource).scores(of: functions.map(\.function))
    model.metrics = Self.metrics(
      scores: scores.map { Double($0) }, labels: labels,
      lengths: functions.map { Double(LengthRanker.length(of: $0.function)) })
    model.threshold = try threshold(of: model, validation: (scores.map { Double($0) }, labels))
    if let starter = weights.starter {
      model.evidence = model.evidence?.moved(from: starter.threshold, to: model.threshold)
      model.provenance.settings["starter.libraryVersion"] = starter.provenance.libraryVersion
    }
    return model
  }

  private static func metrics(scores: [Double], labels: [Bool], lengths: [Double]) -> [String: Double] {
    let own = RankingMetrics(scores: scores, labels: labels)
    guard own.averagePrecision.isFinite else { return [:] }
    let longest = RankingMetrics(scores: lengths, labels: labels)
    let (auc, precision) = ("source-validation/auc", "source-validation/average-precision")
    return [
      auc: own.areaUnderCurve, auc + ModelFile.longestFirstSuffix: longest.areaUnderCurve,
      precision: own.averagePrecision, precision + ModelFile.longestFirstSuffix: longest.averagePrecision,
    ]
  }

  /// The score, 0...1, from which on a function is a suspect; 0.5 where there is nothing to choose it by.
  private func threshold(of model: ModelFile, validation: (scores: [Double], labels: [Bool])) throws -> Float
  {
    if case .targetShare(let share) = settings.thresholdRule, !target.isEmpty {
      let ranked = try Detector(model: model).scores(of: target).sorted(by: >)
      let suspects = max(1, Int((Double(ranked.count) * share).rounded()))
      return ranked[min(suspects, ranked.count) - 1]
    }
    guard !validation.scores.isEmpty else { return 0.5 }
    return Float(min(max(bestF1Threshold(scores: validation.scores, labels: validation.labels), 0), 1))
  }
}

extension ModelFile {
  /// The model that reads functions of the labelled projects.
  var readingSource: ModelFile {
    var model = self
    if model.network?.generators.contains(.source) == true { model.network?.scoringGenerator = .source }
    return model
  }
}
