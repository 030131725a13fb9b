import Foundation

/// Saves a run between two steps and takes it up again, to the same result as an unbroken run.
///
/// A checkpoint is a safetensors file: the parameters under their names, Adam's moments under
/// `adam_m.NAME` and `adam_v.NAME`, the weights to keep under `best.NAME`, those of a better training before this one under
/// `chosen.NAME`, those of looks that may yet be chosen under `rival.K.NAME`, a teacher's under `teacher.NAME`, and
/// in its metadata the progress, the identity of the run and its settings as JSON, and a digest over all of it: a
/// changed bit would go on to another model without a word.
struct Checkpoint {
  /// What a run must have in common with a checkpoint to go on from it.
  struct Identity: Codable, Hashable, Sendable {
    /// The method's identifier.
    var method: String
    /// All settings.
    var settings: TrainingSettings
    /// Hashes of the data by role.
    var dataHashes: [String: String]
    /// Threads that the arithmetic is divided among; sums depend on it in the last bits.
    var threadCount: Int

    /// What tells another run from this one, in words; nil when they are the same.
    func difference(from other: Identity) -> String? {
      if method != other.method { return "the method \(other.method) instead of \(method)" }
      if dataHashes != other.dataHashes { return "other data" }
      if settings != other.settings { return "other settings" }
      if threadCount != other.threadCount {
        return "\(other.threadCount) threads instead of \(threadCount)"
      }
      return nil
    }
  }

  private static let formatKey = "vulnadapt.checkpoint"
  private static let formatVersion = "6"
  private static let digestKey = "sha256"

  /// Writes the state of a run.
  ///
  /// - Throws: ``ModelFileError`` when the file cannot be written.
  static func save(_ trainer: Trainer, identity: Identity, to file: URL) throws {
    let encoder = JSONEncoder.withNonFinite
    var contents = SafetensorsFile(metadata: [
      formatKey: formatVersion,
      "identity": try encoder.text(of: identity),
      "progress": try encoder.text(of: trainer.progress),
    ])
    for (name, matrix) in trainer.savedMatrices {
      contents.tensors[name] = Tensor(shape: [matrix.rows, matrix.columns], elements: matrix.array)
    }
    let rivals = trainer.rivalParameters.enumerated().map { ("rival.\($0).", Optional($1)) }
    let others = [("best.", trainer.bestParameters), ("chosen.", trainer.chosenParameters)]
    for (prefix, kept) in others + rivals {
      for (parameter, elements) in zip(trainer.networks.parameters, kept ?? []) {
        contents.tensors[prefix + parameter.name] = Tensor(
          shape: [parameter.value.rows, parameter.value.columns], elements: elements)
      }
    }
    contents.metadata[digestKey] = contents.digest(withoutText: digestKey)
    try contents.write(to: file)
  }

  /// Brings a fresh trainer to the saved state.
  ///
  /// - Throws: ``TrainingError`` when the checkpoint is of another run or does not fit;
  ///   ``ModelFileError`` when the file cannot be read.
  static func restore(_ trainer: Trainer, identity: Identity, from file: URL) throws {
    let contents = try contents(of: file)
    guard contents.metadata[digestKey] == contents.digest(withoutText: digestKey) else {
      throw TrainingError.damagedCheckpoint(file: file.path, detail: "its contents do not fit its digest")
    }
    let (saved, progress) = try texts(of: contents, file: file.path)
    if let difference = identity.difference(from: saved) {
      throw TrainingError.foreignCheckpoint(file: file.path, difference: difference)
    }
    func elements(_ name: String, like matrix: Matrix) throws -> [Float] {
      guard let tensor = contents.tensors[name], tensor.shape == [matrix.rows, matrix.columns] else {
        throw TrainingError.damagedCheckpoint(
          file: file.path, detail: "the tensor \(name) is missing or misshapen")
      }
      return tensor.elements
    }
    let matrices = trainer.savedMatrices
    let values = try matrices.map { try elements($0.name, like: $0.matrix) }
    func kept(_ prefix: String, _ report: EvaluationReport?) throws -> [[Float]]? {
      try report.map { _ in
        try trainer.networks.parameters.map { try elements(prefix + $0.name, like: $0.value) }
      }
    }
    let best = try kept("best.", progress.best)
    let chosen = try kept("chosen.", progress.finished.best)
    let rivals = try progress.rivals.indices.map { try kept("rival.\($0).", progress.rivals[$0]) ?? [] }
    for ((_, matrix), value) in zip(matrices, values) { matrix.copy(from: value) }
    trainer.restore(
      progress: progress, bestParameters: best, chosenParameters: chosen, rivalParameters: rivals)
  }

  /// Reads a checkpoint of this version; nothing else is read beyond its names.
  private static func contents(of file: URL) throws -> SafetensorsFile {
    var isOther = false
    do {
      return try SafetensorsFile(contentsOf: file) { header throws(ModelFileError) in
        isOther = header.metadata[formatKey] != formatVersion
        if isOther { throw .malformed(file: file.path, detail: "it is not a checkpoint of this version") }
      }
    } catch {
      guard isOther else { throw error }
      throw TrainingError.damagedCheckpoint(file: file.path, detail: "it is not a checkpoint of this version")
    }
  }

  /// What the texts of a checkpoint say.
  ///
  /// - Throws: ``TrainingError`` when one cannot be read.
  static func texts(of contents: SafetensorsFile, file: String) throws -> (Identity, TrainingProgress) {
    let decoder = JSONDecoder.withNonFinite
    func part<Value: Decodable>(_ key: String, as type: Value.Type) throws -> Value {
      do {
        return try decoder.decode(type, from: Data((contents.metadata[key] ?? "").utf8))
      } catch {
        throw TrainingError.damagedCheckpoint(file: file, detail: "its \(key) cannot be read")
      }
    }
    return (
      try part("identity", as: Identity.self), try part("progress", as: TrainingProgress.self)
    )
  }
}

extension Trainer {
  /// Every matrix that a step changes, by the name it has in a checkpoint.
  var savedMatrices: [(name: String, matrix: Matrix)] {
    var matrices: [(name: String, matrix: Matrix)] = []
    for parameter in teacher?.parameters ?? [] { matrices.append((parameter.name, parameter.value)) }
    matrices += Self.savedMatrices(of: networks.generatorParameters, step.generatorOptimiser)
    matrices += Self.savedMatrices(of: networks.discriminatorParameters, step.discriminatorOptimiser)
    return matrices
  }

  /// Parameters, each followed by its moments.
  private static func savedMatrices(
    of parameters: [Parameter], _ optimiser: Adam
  ) -> [(name: String, matrix: Matrix)] {
    var matrices: [(name: String, matrix: Matrix)] = []
    for (index, parameter) in parameters.enumerated() {
      matrices.append((parameter.name, parameter.value))
      matrices.append(("adam_m." + parameter.name, optimiser.firstMoments[index]))
      matrices.append(("adam_v." + parameter.name, optimiser.secondMoments[index]))
    }
    return matrices
  }
}
