/// A copy of the networks that score the target, some steps old: the student's predictions stay near its own.
final class Teacher {
  private let generator: GeneratorNetwork
  private let classifier: MLP

  /// Makes a teacher of the shape of the networks; ``copy(from:)`` gives it weights.
  init(like networks: AdaptationNetworks) {
    var random = SeededGenerator(seed: 0)
    generator = GeneratorNetwork(
      networks.targetGenerator.configuration, namePrefix: "teacher.G_", using: &random)
    let sizes = networks.classifier.sizes
    classifier = MLP(
      inputSize: sizes[0], hiddenSizes: Array(sizes[1..<sizes.count - 1]), outputSize: sizes[sizes.count - 1],
      namePrefix: "teacher.C_", using: &random)
  }

  /// What a checkpoint keeps of it.
  var parameters: [Parameter] { generator.parameters + classifier.parameters }

  /// Becomes a copy of the networks as they are now.
  func copy(from networks: AdaptationNetworks) {
    for (own, other) in zip(parameters, networks.targetGenerator.parameters + networks.classifier.parameters)
    {
      own.value.copy(from: other.value)
    }
  }

  /// Its logits [B, 2] for a mini-batch, without dropout.
  func logits(of batch: Batch) -> Matrix { classifier.forward(generator.forward(batch).z).output }
}
