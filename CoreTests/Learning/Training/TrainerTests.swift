import Foundation
import Testing

@testable import Core

/// Two small projects whose vulnerable functions hold token 1 more often than others.
private func makeData(functions: Int = 60, seed: UInt64 = 4) throws -> TrainingData {
  var random = SeededGenerator(seed: seed)
  func function(isVulnerable: Bool) -> EncodedFunction {
    EncodedFunction(
      statements: (0..<3 + random.next(below: 6)).map { _ in
        let isMarked = random.uniform() < (isVulnerable ? 0.8 : 0.1)
        return (
          opcode: UInt8(1 + random.next(below: 4)),
          tokens: (isMarked ? [1] : []) + [Int32(2 + random.next(below: 8))]
        )
      })
  }
  let labels = (0..<functions).map { $0 % 4 == 0 }
  let source = labels.map { function(isVulnerable: $0) }
  let target = (0..<functions).map { function(isVulnerable: $0 % 5 == 0) }
  let cut = functions * 3 / 4
  var data = TrainingData(
    training: Array(source[..<cut]), trainingLabels: Array(labels[..<cut]),
    validation: Array(source[cut...]), validationLabels: Array(labels[cut...]), target: target,
    vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken] + (1..<10).map { "t\($0)" }))
  data.wide = try makeWide(data)
  data.softLeads = (0..<functions).map { $0 % 5 == 0 ? 2 : -2 }
  return data
}

/// The n-grams of the functions' tokens and the ranker that they teach.
private func makeWide(_ data: TrainingData) throws -> WideData {
  func tokens(_ functions: [EncodedFunction]) -> [[String]] { functions.map { $0.tokens.map { "t\($0)" } } }
  let features = NGramFeatures(of: tokens(data.training), weighting: .squareRoot, minimumDocumentFrequency: 3)
  let training = features.rows(of: tokens(data.training))
  let start = LogisticRegression.fit(
    training, targets: data.trainingLabels.map { $0 ? 1 : 0 },
    sampleWeights: data.trainingLabels.map { _ in 1 }, inverseRegularization: 1)
  return WideData(
    sequence: .portable, features: features, start: try #require(start), training: training,
    validation: features.rows(of: tokens(data.validation)), target: features.rows(of: tokens(data.target)))
}

/// What a judge who knows the target would say.
private func makeJudge() -> PseudoLabels {
  var judge = PseudoLabels()
  judge.vulnerable = Set((0..<60).filter { $0 % 5 == 0 })
  judge.notVulnerable = Set((0..<60).filter { $0 % 5 == 1 })
  return judge
}

private func makeSettings() -> TrainingSettings {
  var settings = TrainingSettings.tiny
  settings.maximumSteps = 30
  settings.minimumSteps = 0
  settings.evaluationInterval = 10
  settings.learningRate = 0.01
  settings.maximumStatements = 6
  settings.embeddingSize = 6
  settings.hiddenSize = 5
  settings.jointSize = 7
  settings.dropout = 0.2
  settings.refinementSteps = 12
  settings.teacherInterval = 5
  return settings
}

private func weights(_ trainer: Trainer) -> [[Float]] {
  trainer.networks.generatorParameters.map { $0.value.array }
}

private func identity(_ settings: TrainingSettings, method: String) -> Checkpoint.Identity {
  Checkpoint.Identity(
    method: method, settings: settings, dataHashes: ["labeled": "a"], threadCount: Parallel.threadCount)
}

/// The data that a method gets: linear features where it reads them.
private func networkData(_ method: AdaptationMethod) throws -> TrainingData {
  var data = try makeData()
  if !method.isWide { data.wide = nil }
  return data
}

@Test(arguments: AdaptationMethod.all.map(\.id))
func equalSeedsGiveEqualWeights(id: String) throws {
  let method = try #require(AdaptationMethod.named(id))
  let runs = try (0..<2).map { _ in
    let trainer = try Trainer(data: networkData(method), method: method, settings: makeSettings())
    #expect(try trainer.run() == .completed)
    return weights(trainer)
  }
  #expect(runs[0] == runs[1])
  #expect(runs[0].allSatisfy { $0.allSatisfy(\.isFinite) })
}

@Test(arguments: AdaptationMethod.all.map(\.id))
func trainingLearnsAPlainPattern(id: String) throws {
  var settings = makeSettings()
  settings.maximumSteps = 80
  let method = try #require(AdaptationMethod.named(id))
  let trainer = try Trainer(data: networkData(method), method: method, settings: settings)
  _ = try trainer.run()
  let best = try #require(trainer.progress.best)
  #expect(best.validation.averagePrecision > 0.6, "base rate 0.25")
}

@Test(arguments: AdaptationMethod.all.map(\.id), [17, 33])
func aResumedRunEndsAsAnUnbrokenOne(id: String, stop: Int) throws {
  let method = try #require(AdaptationMethod.named(id))
  // Stops lie in warm-up or adaptation, and in self-training or refinement.
  var settings = makeSettings()
  settings.targetStart = .warm
  settings.warmUpSteps = 10
  if method.refinement == nil { settings.selfTraining.steps = 12 }
  // A method that reads no target trains for the 30 steps alone.
  let stop = method.usesTarget ? stop : min(stop, 27)
  settings.objective.confounder = 0.1
  if method.usesTarget {
    settings.objective.conditional = 0.1
    settings.objective.diversity = 0.1
  }
  let unbroken = try Trainer(data: networkData(method), method: method, settings: settings)
  _ = try unbroken.run()

  let file = FileManager.testPlace.appendingPathComponent(
    "vulnadapt-\(UUID().uuidString).vulncheckpoint")
  defer { try? FileManager.default.removeItem(at: file) }
  let broken = try Trainer(data: networkData(method), method: method, settings: settings)
  let outcome = try broken.run(
    shouldStop: { broken.progress.step == stop },
    saveCheckpoint: { try Checkpoint.save($0, identity: identity(settings, method: id), to: file) })
  #expect(outcome == .interrupted)

  let resumed = try Trainer(data: networkData(method), method: method, settings: settings)
  try Checkpoint.restore(resumed, identity: identity(settings, method: id), from: file)
  #expect(resumed.progress.step == stop)
  #expect(try resumed.run() == .completed)
  #expect(weights(resumed) == weights(unbroken))
  let discriminators = [resumed, unbroken].map { $0.networks.discriminatorParameters.map { $0.value.array } }
  #expect(discriminators[0] == discriminators[1])
  #expect(resumed.progress.history == unbroken.progress.history)
}

@Test func aCheckpointOfAnotherRunIsRefused() throws {
  let settings = makeSettings()
  let trainer = try Trainer(data: networkData(.vuld), method: .vuld, settings: settings)
  let file = FileManager.testPlace.appendingPathComponent(
    "vulnadapt-\(UUID().uuidString).vulncheckpoint")
  defer { try? FileManager.default.removeItem(at: file) }
  try Checkpoint.save(trainer, identity: identity(settings, method: "vuld"), to: file)
  var other = settings
  other.seed = 99
  #expect(throws: TrainingError.foreignCheckpoint(file: file.path, difference: "other settings")) {
    try Checkpoint.restore(trainer, identity: identity(other, method: "vuld"), from: file)
  }
}

/// A changed bit would go on to another model: whatever is changed, the checkpoint is refused.
@Test func aDamagedCheckpointIsRefused() throws {
  let settings = makeSettings()
  let trainer = try Trainer(data: networkData(.vuld), method: .vuld, settings: settings)
  let file = FileManager.testPlace.appendingPathComponent(
    "vulnadapt-\(UUID().uuidString).vulncheckpoint")
  defer { try? FileManager.default.removeItem(at: file) }
  try Checkpoint.save(trainer, identity: identity(settings, method: "vuld"), to: file)
  let whole = try SafetensorsFile(contentsOf: file)
  let name = try #require(whole.tensors.keys.sorted().first { whole.tensors[$0]?.elements.isEmpty == false })
  var changes: [SafetensorsFile] = []
  for change in 0..<4 {
    var contents = whole
    switch change {
    case 0:
      let tensor = try #require(whole.tensors[name])
      contents.tensors[name] = Tensor(
        shape: tensor.shape, elements: [tensor.elements[0] + 1] + tensor.elements.dropFirst())
    case 1: contents.metadata["progress"]?.append(" ")
    case 2: contents.metadata["sha256"] = nil
    default: contents.tensors["other"] = Tensor(shape: [1], elements: [1])
    }
    if contents != whole { changes.append(contents) }
  }
  #expect(changes.count >= 3)
  for contents in changes {
    try contents.write(to: file)
    #expect(throws: TrainingError.self) {
      try Checkpoint.restore(trainer, identity: identity(settings, method: "vuld"), from: file)
    }
  }
  try whole.write(to: file)
  try Checkpoint.restore(trainer, identity: identity(settings, method: "vuld"), from: file)
}

@Test func divergenceStopsTheRunAndIsSaid() throws {
  var settings = makeSettings()
  settings.learningRate = 0.9
  settings.objective.beta = .greatestFiniteMagnitude
  let trainer = try Trainer(data: networkData(.vuld), method: .dualGDDDAN, settings: settings)
  var warnings: [String] = []
  let outcome = try trainer.run(onEvent: { if case .warning(let text) = $0 { warnings.append(text) } })
  #expect(outcome == .diverged)
  #expect(warnings.contains { $0.contains("not a number") })
}

@Test func oneClassCannotBeLearnedFrom() throws {
  var data = try networkData(.vuld)
  data.trainingLabels = data.trainingLabels.map { _ in false }
  #expect(throws: TrainingError.missingClass(vulnerable: 0, notVulnerable: 45)) {
    try Trainer(data: data, method: .vuld, settings: makeSettings())
  }
}

@Test func anEmptyTargetStopsOnlyMethodsThatReadIt() throws {
  var data = try networkData(.vuld)
  data.target = []
  #expect(throws: TrainingError.emptyTarget) {
    try Trainer(data: data, method: .ddan, settings: makeSettings())
  }
  #expect(throws: Never.self) { try Trainer(data: data, method: .vuld, settings: makeSettings()) }
}

@Test func earlyStoppingWaitsForPatienceToRunOut() throws {
  var settings = makeSettings()
  settings.maximumSteps = 2000
  settings.evaluationInterval = 5
  settings.patience = 3
  let trainer = try Trainer(data: networkData(.vuld), method: .vuld, settings: settings)
  #expect(try trainer.run() == .stoppedEarly)
  let best = try #require(trainer.progress.best)
  #expect(trainer.progress.step == best.step + 15)
}

@Test func discriminatorsGoBackToTheBestStepWithEverythingElse() throws {
  let trainer = try Trainer(data: networkData(.vuld), method: .ddan, settings: makeSettings())
  var kept: [[Float]] = []
  _ = try trainer.run(onEvent: { event in
    guard case .evaluated(let report) = event, report.isBest else { return }
    kept = trainer.networks.parameters.map { $0.value.array }
  })
  #expect(trainer.networks.parameters.map { $0.value.array } == kept)
  #expect(kept.count > trainer.networks.generatorParameters.count)
}

@Test func aMethodThatDoesNotAdaptDoesNotTrainItself() throws {
  var settings = makeSettings()
  settings.selfTraining.steps = 7
  let trainer = try Trainer(data: networkData(.vuld), method: .vuld, settings: settings)
  _ = try trainer.run()
  #expect(trainer.progress.step == 30)
}

@Test func theTrainingThatAgreesBestIsKept() throws {
  var settings = makeSettings()
  settings.targetStart = .independent
  settings.targetPull = 0
  settings.restarts = 3
  var data = try networkData(.dualGDDDAN)
  data.judge = makeJudge()
  let trainer = try Trainer(data: data, method: .dualGDDDAN, settings: settings)
  var looks: [EvaluationReport] = []
  _ = try trainer.run(onEvent: { if case .evaluated(let report) = $0 { looks.append(report) } })
  let agreements = trainer.progress.finished.agreements.compactMap { $0 }
  #expect(agreements.count == 3 && Set(agreements).count > 1)
  let leads = trainer.targetLeads(of: data.target, wide: nil).map { Double($0) }
  let judged = (0..<60).filter { $0 % 5 < 2 }
  let kept = RankingMetrics(scores: judged.map { leads[$0] }, labels: judged.map { $0 % 5 == 0 })
  #expect(kept.areaUnderCurve == agreements.max())
  #expect(looks.map(\.step) == (1...9).map { 10 * $0 }, "steps go on counting")
  #expect(looks.contains { $0.step == trainer.progress.best?.step })
}

@Test(arguments: [7, 18, 25]) func severalTrainingsResumeExactly(stop: Int) throws {
  var settings = makeSettings()
  settings.restarts = 3
  var data = try networkData(.ddan)
  data.judge = makeJudge()
  let unbroken = try Trainer(data: data, method: .ddan, settings: settings)
  _ = try unbroken.run()
  let file = FileManager.testPlace.appendingPathComponent(
    "vulnadapt-\(UUID().uuidString).vulncheckpoint")
  defer { try? FileManager.default.removeItem(at: file) }
  let broken = try Trainer(data: data, method: .ddan, settings: settings)
  let outcome = try broken.run(
    shouldStop: { broken.progress.restart == 1 && broken.progress.step == stop },
    saveCheckpoint: { try Checkpoint.save($0, identity: identity(settings, method: "ddan"), to: file) })
  #expect(outcome == .interrupted)
  #expect(broken.progress.best == broken.progress.finished.best, "a stopped run has the best that is done")
  let resumed = try Trainer(data: data, method: .ddan, settings: settings)
  try Checkpoint.restore(resumed, identity: identity(settings, method: "ddan"), from: file)
  #expect(resumed.progress.restart == 1)
  #expect(try resumed.run() == .completed)
  #expect(weights(resumed) == weights(unbroken))
  #expect(resumed.progress.finished == unbroken.progress.finished)
}
