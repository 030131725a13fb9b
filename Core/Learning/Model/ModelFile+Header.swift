extension ModelFile {
  /// The largest model that a project may name, in bytes; the user's own may be larger.
  static let projectSizeLimit = 256 << 20

  /// Checks the names and shapes of a file's tensors before any element is read: what a header claims, or a sparse
  /// file of a few bytes on disk, must cost nothing.
  ///
  /// - Throws: ``ModelFileError``.
  static func check(_ header: SafetensorsHeader, file: String) throws(ModelFileError) {
    func fail(_ detail: String) -> ModelFileError { .inconsistent(file: file, detail: detail) }
    guard header.metadata[formatKey] == formatName else {
      throw .notAModel(file: file, detail: "its format is not \"\(formatName)\"")
    }
    var shapes: [String: [Int]] = [:]
    if let text = header.metadata[networkKey] {
      let network: NetworkSettings = try value(of: text, key: networkKey, file: file)
      if let problem = network.problem { throw fail(problem) }
      shapes = network.tensorShapes
    }
    let found = Dictionary(uniqueKeysWithValues: header.entries.map { ($0.name, $0.shape) })
    for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) {
      guard let other = found[name] else { throw fail("the tensor \"\(name)\" is missing") }
      guard other == shape else {
        throw fail("the tensor \"\(name)\" has the shape \(other), but its settings ask for \(shape)")
      }
    }
    for (name, shape) in found.sorted(by: { $0.key < $1.key }) where shapes[name] == nil {
      let isOfLinearPart = header.metadata[LinearModel.key] != nil && LinearModel.canHold(name, shape: shape)
      let isOfExemplars =
        name == Exemplars.key && shape.count == 2 && shape[0] <= Exemplars.countLimit
        && shape[1] == FunctionSketch.dimensions
      let isOfEvidence =
        header.metadata[EvidenceModel.key] != nil && EvidenceModel.canHold(name, shape: shape)
      guard isOfLinearPart || isOfExemplars || isOfEvidence else {
        throw fail("the tensor \"\(name)\" of the shape \(shape) belongs to no part of it")
      }
    }
  }
}
