@testable import Core

/// A tiny random model for tests.
enum SampleModel {
  static func make(
    readOut: ReadOut = .max, maximumStatements: Int = 4, seed: UInt64 = 1,
    tokens: [String] = ["memcpy", "(", ")", "var1", "<num>"], scale: Float = 0.5
  ) throws -> ModelFile {
    let vocabulary = try Vocabulary(tokens: [Vocabulary.unknownToken] + tokens)
    let network = NetworkSettings(
      generator: GeneratorConfiguration(
        vocabularySize: vocabulary.count, opcodeCount: Opcode.allCases.count,
        maximumStatements: maximumStatements, embeddingSize: 2, hiddenSize: 3, jointSize: 4, readOut: readOut,
        masksPadding: true, dropout: 0),
      generators: [.source, .target], scoringGenerator: .target, classifierHiddenSizes: [3])
    var random = TestRandom(state: seed)
    var tensors: [String: Tensor] = [:]
    for (name, shape) in network.tensorShapes.sorted(by: { $0.key < $1.key }) {
      let count = shape.reduce(1, *)
      tensors[name] = Tensor(
        shape: shape, elements: (0..<count).map { _ in Float.random(in: -scale...scale, using: &random) })
    }
    return ModelFile(
      method: "dual-gd-ddan", network: network, normalisation: Normalisation(), vocabulary: vocabulary,
      threshold: 0.5,
      provenance: Provenance(
        labeled: [.init(name: "libtiff", sha256: "ab", functionCount: 12, vulnerableCount: 3)],
        unlabeled: [.init(name: "libpng", sha256: "cd", functionCount: 9)], seed: 7, step: 120,
        settings: ["objective.alpha": "0.01", "hiddenSize": "3"], libraryVersion: "0.1.0"),
      metrics: ["source-validation/auc": 0.75, "source-validation/auc/longest-first": 0.625],
      tensors: tensors)
  }
}

/// A small seeded generator (SplitMix64).
struct TestRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }
}
