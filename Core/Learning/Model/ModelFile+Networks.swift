extension ModelFile {
  /// Creates a model with the weights of trained networks: of all generators in `network` and of the classifier.
  public init(
    method: String, network: NetworkSettings, normalisation: Normalisation, vocabulary: Vocabulary,
    threshold: Float, provenance: Provenance, metrics: [String: Double], parameters: [Parameter]
  ) {
    let shapes = network.problem == nil ? network.tensorShapes : [:]
    var tensors: [String: Tensor] = [:]
    for parameter in parameters {
      // Networks keep a bias as one row; in the file it has one dimension.
      let value = parameter.value
      var shape = [value.rows, value.columns]
      if let expected = shapes[parameter.name], expected.count == 1, value.rows == 1 {
        shape = [value.columns]
      }
      tensors[parameter.name] = Tensor(shape: shape, elements: value.array)
    }
    self.init(
      method: method, network: network, normalisation: normalisation, vocabulary: vocabulary,
      threshold: threshold, provenance: provenance, metrics: metrics, tensors: tensors)
  }

  /// A generator with the model's weights.
  ///
  /// - Precondition: the model was read from a file or checked when it was written, and holds the generator.
  func makeGenerator(_ role: NetworkSettings.Generator) -> GeneratorNetwork {
    guard let network, network.generators.contains(role) else {
      preconditionFailure("the model holds the generator")
    }
    var random = SeededGenerator(seed: 0)
    let result = GeneratorNetwork(network.generator, namePrefix: role.rawValue, using: &random)
    copyWeights(to: result.parameters)
    return result
  }

  /// The classifier with the model's weights.
  ///
  /// - Precondition: the model was read from a file or checked when it was written, and has networks.
  func makeClassifier() -> MLP {
    guard let network else { preconditionFailure("the model has networks") }
    var random = SeededGenerator(seed: 0)
    let result = MLP(
      inputSize: network.generator.jointSize, hiddenSizes: network.classifierHiddenSizes, outputSize: 2,
      namePrefix: NetworkSettings.classifierPrefix, using: &random)
    copyWeights(to: result.parameters)
    return result
  }

  private func copyWeights(to parameters: [Parameter]) {
    for parameter in parameters {
      guard let tensor = tensors[parameter.name], tensor.elements.count == parameter.value.elements.count
      else {
        preconditionFailure("the model holds every tensor of its networks")
      }
      _ = parameter.value.elements.update(fromContentsOf: tensor.elements)
    }
  }
}
