import Foundation

@testable import Core

/// Models of random weights in a folder of their own.
final class SampleModels {
  private let folder: URL
  let shared: SharedModelFolder

  init() throws {
    folder = FileManager.testPlace.appending(path: "vulnadapt-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    shared = SharedModelFolder(url: folder.appending(path: "Models"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Chooses a model with a threshold, as the app does.
  func choose(threshold: Float) throws {
    let file = folder.appending(path: "sample.vulnmodel")
    try model(threshold: threshold).write(to: file)
    try shared.choose(file)
  }

  /// A model with a threshold.
  func model(threshold: Float) throws -> ModelFile {
    let vocabulary = try Vocabulary(tokens: [Vocabulary.unknownToken, "memcpy", "(", ")", "var1", "<num>"])
    var random = SeededGenerator(seed: 5)
    let configuration = GeneratorConfiguration(
      vocabularySize: vocabulary.count, opcodeCount: Opcode.allCases.count, maximumStatements: 40,
      embeddingSize: 2, hiddenSize: 3, jointSize: 4, readOut: .max, masksPadding: true, dropout: 0)
    let network = NetworkSettings(
      generator: configuration, generators: [.source, .target], scoringGenerator: .target,
      classifierHiddenSizes: [3])
    let tensors = network.tensorShapes.sorted { $0.key < $1.key }.map { name, shape in
      let count = shape.reduce(1, *)
      return (
        name,
        Tensor(shape: shape, elements: (0..<count).map { _ in Float.random(in: -2...2, using: &random) })
      )
    }
    return ModelFile(
      method: "dual-gd-ddan", network: network, normalisation: Normalisation(), vocabulary: vocabulary,
      threshold: threshold,
      provenance: Provenance(
        labeled: [.init(name: "a", sha256: "ab", functionCount: 2, vulnerableCount: 1)],
        unlabeled: [.init(name: "b", sha256: "cd", functionCount: 2)], seed: 1, step: 1, settings: [:],
        libraryVersion: "0.1.0"),
      metrics: [:], tensors: Dictionary(uniqueKeysWithValues: tensors))
  }
}
