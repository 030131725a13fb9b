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
  return TrainingData(
    training: Array(source[..<cut]), trainingLabels: Array(labels[..<cut]),
    validation: Array(source[cut...]), validationLabels: Array(labels[cut...]), target: target,
    vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken] + (1..<10).map { "t\($0)" }))
}

private func makeSettings() -> TrainingSettings {
  var settings = TrainingSettings()
  settings.maximumSteps = 30
  settings.minimumSteps = 0
  settings.evaluationInterval = 10
  settings.batchSize = 8
  settings.learningRate = 0.01
  settings.maximumStatements = 6
  settings.embeddingSize = 6
  settings.hiddenSize = 5
  settings.jointSize = 7
  settings.headSizes = [6]
  settings.dropout = 0.2
  settings.patience = 0
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

@Test(arguments: AdaptationMethod.all.map(\.id))
func equalSeedsGiveEqualWeights(id: String) throws {
  let method = try #require(AdaptationMethod.named(id))
  let runs = try (0..<2).map { _ in
    let trainer = try Trainer(data: makeData(), method: method, settings: makeSettings())
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
  let trainer = try Trainer(data: makeData(), method: method, settings: settings)
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
  let unbroken = try Trainer(data: makeData(), method: method, settings: settings)
  _ = try unbroken.run()

  let file = FileManager.default.temporaryDirectory.appendingPathComponent(
    "vulnadapt-\(UUID().uuidString).vulncheckpoint")
  defer { try? FileManager.default.removeItem(at: file) }
  let broken = try Trainer(data: makeData(), method: method, settings: settings)
  let outcome = try broken.run(
    shouldStop: { broken.progress.step == stop },
    saveCheckpoint: { try Checkpoint.save($0, identity: identity(settings, method: id), to: file) })
  #expect(outcome == .interrupted)

  let resumed = try Trainer(data: makeData(), method: method, settings: settings)
  try Checkpoint.restore(resumed, identity: identity(settings, method: id), from: file)
  #expect(resumed.progress.step == stop)
  #expect(try resumed.run() == .completed)
  #expect(weights(resumed) == weights(unbroken))
  #expect(resumed.progress.history == unbroken.progress.history)
}

@Test func aCheckpointOfAnotherRunIsRefused() throws {
  let settings = makeSettings()
  let trainer = try Trainer(data: makeData(), method: .vuld, settings: settings)
  let file = FileManager.default.temporaryDirectory.appendingPathComponent(
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
  let trainer = try Trainer(data: makeData(), method: .vuld, settings: settings)
  let file = FileManager.default.temporaryDirectory.appendingPathComponent(
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
  let trainer = try Trainer(data: makeData(), method: .dualGDDDAN, settings: settings)
  var warnings: [String] = []
  let outcome = try trainer.run(onEvent: { if case .warning(let text) = $0 { warnings.append(text) } })
  #expect(outcome == .diverged)
  #expect(warnings.contains { $0.contains("not a number") })
}

@Test func oneClassCannotBeLearnedFrom() throws {
  var data = try makeData()
  data.trainingLabels = data.trainingLabels.map { _ in false }
  #expect(throws: TrainingError.missingClass(vulnerable: 0, notVulnerable: 45)) {
    try Trainer(data: data, method: .vuld, settings: makeSettings())
  }
}

@Test func anEmptyTargetStopsOnlyMethodsThatReadIt() throws {
  var data = try makeData()
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
  let trainer = try Trainer(data: makeData(), method: .vuld, settings: settings)
  #expect(try trainer.run() == .stoppedEarly)
  let best = try #require(trainer.progress.best)
  #expect(trainer.progress.step == best.step + 15)
}
