extension ModelFile {
  /// Checks that the parts agree with each other; `file` names the model in errors.
  func check(file: String) throws(ModelFileError) {
    func fail(_ detail: String) -> ModelFileError { .inconsistent(file: file, detail: detail) }

    guard network != nil || linear != nil || evidence != nil else {
      throw fail("it has neither networks nor a linear or evidence part")
    }
    if let problem = evidence?.problem { throw fail(problem) }
    if let problem = novelty?.problem { throw fail(problem) }
    if let network { try check(network, file: file) }
    if let linear {
      let numbers = linear.views.flatMap { $0.weights + $0.features.scales }
      guard linear.bias.isFinite, networkWeight.isFinite, networkWeight >= 0, numbers.allSatisfy(\.isFinite)
      else { throw fail("a number of its linear part is not finite") }
    }
    guard (0...1).contains(threshold) else { throw fail("its threshold is not in 0...1") }
    guard normalisation.nameLimit ?? 1 >= 1 else { throw fail("its highest number of a name is below 1") }
    if let metric = metrics.first(where: { !$0.value.isFinite }) {
      throw fail("its figure \"\(metric.key)\" is not a finite number")
    }
    for project in provenance.labeled + provenance.unlabeled {
      guard project.functionCount >= 0, (0...project.functionCount).contains(project.vulnerableCount ?? 0)
      else {
        throw fail("the counts of the project \"\(project.name)\" are impossible")
      }
    }
    try checkTensors(file: file)
  }

  private func check(_ network: NetworkSettings, file: String) throws(ModelFileError) {
    func fail(_ detail: String) -> ModelFileError { .inconsistent(file: file, detail: detail) }

    if let problem = network.problem { throw fail(problem) }
    guard vocabulary.count == network.generator.vocabularySize else {
      throw fail(
        "its vocabulary has \(vocabulary.count) tokens and its networks have \(network.generator.vocabularySize)"
      )
    }
    guard network.generator.opcodeCount == Opcode.allCases.count else {
      throw fail(
        "its networks have \(network.generator.opcodeCount) opcodes, but there are \(Opcode.allCases.count)")
    }
  }

  private func checkTensors(file: String) throws(ModelFileError) {
    let shapes = network?.tensorShapes ?? [:]
    for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) {
      guard let tensor = tensors[name] else {
        throw .inconsistent(file: file, detail: "the tensor \"\(name)\" is missing")
      }
      guard tensor.shape == shape else {
        throw .inconsistent(
          file: file,
          detail: "the tensor \"\(name)\" has the shape \(tensor.shape), but its settings ask for \(shape)")
      }
    }
    if let name = tensors.keys.sorted().first(where: { shapes[$0] == nil }) {
      throw .inconsistent(file: file, detail: "the tensor \"\(name)\" belongs to no network")
    }
  }
}
