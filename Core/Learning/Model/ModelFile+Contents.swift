import Foundation

extension ModelFile {
  /// The keys of `__metadata__`.
  private enum Key {
    static let format = "format"
    static let version = "format_version"
    static let method = "method"
    static let network = "network"
    static let normalisation = "normalisation"
    static let vocabulary = "vocabulary"
    static let thresholds = "thresholds"
    static let provenance = "provenance"
    static let metrics = "metrics"
  }

  static let formatKey = Key.format
  static let networkKey = Key.network
  /// The value of the key `format`.
  static let formatName = "vulnadapt-model"

  private struct Thresholds: Codable {
    var suspect: Float
  }

  /// The model as tensors and texts.
  func contents(file: String) throws(ModelFileError) -> SafetensorsFile {
    var tensors = tensors
    var metadata = [
      Key.format: Self.formatName, Key.version: String(Self.formatVersion), Key.method: method,
    ]
    do {
      if let network { metadata[Key.network] = try Self.text(network) }
      if let linear {
        let parts = try linear.parts(networkWeight: networkWeight)
        metadata[LinearModel.key] = parts.text
        tensors.merge(parts.tensors) { $1 }
      }
      if let evidence {
        let parts = try evidence.parts()
        metadata[EvidenceModel.key] = parts.text
        tensors.merge(parts.tensors) { $1 }
      }
      metadata[Key.normalisation] = try Self.text(normalisation)
      metadata[Key.vocabulary] = try Self.text(vocabulary)
      metadata[Key.thresholds] = try Self.text(Thresholds(suspect: threshold))
      metadata[Key.provenance] = try Self.text(provenance)
      metadata[Key.metrics] = try Self.text(metrics)
      if let exemplars {
        let parts = try exemplars.parts()
        metadata[Exemplars.key] = parts.text
        tensors[Exemplars.key] = parts.tensor
      }
      metadata[NoveltyModel.key] = try novelty?.text()
    } catch {
      throw .inconsistent(file: file, detail: "a setting cannot be written: \(error)")
    }
    return SafetensorsFile(tensors: tensors, metadata: metadata)
  }

  /// SHA-256, in hexadecimal, of every part of the model.
  ///
  /// - Throws: ``ModelFileError`` when a setting cannot be written.
  func digest() throws(ModelFileError) -> String { try contents(file: "").digest() }

  /// Makes a model of tensors and texts, and checks it; `file` names it in errors.
  init(_ contents: SafetensorsFile, file: String) throws(ModelFileError) {
    func text(_ key: String) throws(ModelFileError) -> String {
      guard let text = contents.metadata[key] else {
        throw .notAModel(file: file, detail: "it has no \"\(key)\"")
      }
      return text
    }
    func value<Value: Decodable>(_ key: String) throws(ModelFileError) -> Value {
      try Self.value(of: text(key), key: key, file: file)
    }

    guard try text(Key.format) == Self.formatName else {
      throw .notAModel(file: file, detail: "its format is not \"\(Self.formatName)\"")
    }
    let version = try text(Key.version)
    guard version == String(Self.formatVersion) || version == "1" else {
      throw .unsupportedVersion(file: file, found: version, supported: Self.formatVersion)
    }
    let thresholds: Thresholds = try value(Key.thresholds)
    var weights = contents.tensors
    let sketches = weights.removeValue(forKey: Exemplars.key)
    let network: NetworkSettings? =
      if contents.metadata[Key.network] == nil { nil } else { try value(Key.network) }
    var linear: (model: LinearModel, networkWeight: Double)?
    if version != "1", let text = contents.metadata[LinearModel.key] {
      linear = try LinearModel.read(text: text, tensors: &weights, file: file)
    }
    var evidence: EvidenceModel?
    if version != "1", let text = contents.metadata[EvidenceModel.key] {
      evidence = try EvidenceModel.read(text: text, tensors: &weights, file: file)
    }
    guard network != nil || linear != nil || evidence != nil else {
      throw .notAModel(
        file: file,
        detail: "it has none of \"\(Key.network)\", \"\(LinearModel.key)\" and \"\(EvidenceModel.key)\"")
    }
    try self.init(
      method: text(Key.method), network: network, normalisation: value(Key.normalisation),
      vocabulary: value(Key.vocabulary), threshold: thresholds.suspect, provenance: value(Key.provenance),
      metrics: value(Key.metrics), tensors: weights)
    self.linear = linear?.model
    self.evidence = evidence
    networkWeight = linear?.networkWeight ?? 1
    exemplars = try Exemplars.read(text: contents.metadata[Exemplars.key], tensor: sketches, file: file)
    if let text = contents.metadata[NoveltyModel.key] {
      novelty = try NoveltyModel.read(text: text, file: file)
    }
    try check(file: file)
  }

  private static func text(_ value: some Encodable) throws -> String {
    return try JSONEncoder.canonical.text(of: value)
  }

  static func value<Value: Decodable>(
    of text: String, key: String, file: String
  ) throws(ModelFileError) -> Value {
    let bytes = Array(text.utf8)
    do throws(JSONSyntaxError) {
      _ = try StrictJSON.parse(bytes)
    } catch {
      throw .notAModel(file: file, detail: "in its \"\(key)\" \(error.message) (byte \(error.offset))")
    }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch let error as VocabularyError {
      throw .notAModel(file: file, detail: "its \"\(key)\" is wrong: \(error)")
    } catch {
      throw .notAModel(file: file, detail: "its \"\(key)\" lacks a value or has one of the wrong kind")
    }
  }
}
