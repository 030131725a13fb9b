import Testing

@testable import Core

@Suite struct FixPairSamplingTests {
  @Test func aVulnerableFunctionIsReadTogetherWithItsMendedSelf() throws {
    func function(_ label: Label, _ pair: String?) -> LabeledFunction {
      LabeledFunction(function: makeFunction("int f(void) { return 1; }"), label: label, pair: pair)
    }
    let mended = TrainingData.mended(in: [
      function(.vulnerable, "a"), function(.vulnerable, nil), function(.notVulnerable, "b"),
      function(.notVulnerable, "a"), function(.vulnerable, "c"),
    ])
    #expect(mended == [0: 3])
    let encoded: [EncodedFunction] = (1...5).map { (opcode: UInt8) in
      EncodedFunction(statements: [(opcode: opcode, tokens: [])])
    }
    var data = TrainingData(
      training: encoded, trainingLabels: [true, true, false, false, true], validation: [],
      validationLabels: [],
      target: [], vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken]))
    data.mended = mended
    var settings = TrainingSettings()
    settings.batchSize = 1
    settings.objective.pairs = 1
    var sampler = StepSampler(data: data, settings: settings)
    let phase = try #require(TrainingSchedule(method: .vuld, settings: settings).phases.first)
    let inputs = (0..<5).map {
      sampler.input(ofStep: $0, phase: phase, pseudoLabels: PseudoLabels(), softLeads: [])
    }
    let pairLabels: [Bool] = [true, false]
    #expect(inputs.count { $0.labels == pairLabels } == 1)
    #expect(inputs.flatMap(\.pairs) == [FixPair(before: 0, after: 1)])
    #expect(inputs.allSatisfy { $0.source.functions.count == $0.labels.count })
  }
}
