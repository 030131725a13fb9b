import Yams

/// Reads an experiment file; unknown keys and impossible values are errors that name their line.
struct ExperimentFileReader {
  let file: String

  private enum Key: String, CaseIterable {
    case pairs, methods, protocols, seeds, preset, settings, grid, budget, boundaryDistortion
  }

  func read(_ text: String) throws(ExperimentFileError) -> ExperimentFile {
    let root = try compose(text)
    guard case .mapping(let mapping) = root else {
      throw error(root, "The file must hold keys such as pairs: and methods:.")
    }
    let members = try members(mapping, known: Key.allCases.map(\.rawValue))
    func node(_ key: Key) -> Node? { members[key.rawValue]?.value }
    guard let pairs = node(.pairs) else {
      throw error(root, "pairs: is missing; name what to learn from and what to adapt to.")
    }
    var base = TrainingPreset.standard.settings
    if let preset = node(.preset) { base = try self.preset(preset).settings }
    let common = try node(.settings).map { node throws(ExperimentFileError) in try wishes(node) } ?? []
    for wish in common { base = try grant(wish, in: base) }
    var result = ExperimentFile(
      file: file, pairs: try self.pairs(pairs), methods: try methods(node(.methods), base: base, root: root),
      protocols: try protocols(node(.protocols)), seeds: try seeds(node(.seeds)), grid: [],
      budget: try budget(node(.budget)), measuresBoundaryDistortion: try flag(node(.boundaryDistortion)))
    result.grid = try grid(node(.grid), base: base)
    try requireReaders(of: common, result)
    return result
  }

  private func compose(_ text: String) throws(ExperimentFileError) -> Node {
    let node: Node?
    do throws(PlainYAML.Problem) {
      node = try PlainYAML.compose(text)
    } catch {
      throw ExperimentFileError(
        file: file, line: error.line, message: "This is not plain YAML: \(error.detail).")
    }
    guard let node else {
      throw ExperimentFileError(
        file: file, line: 1, message: "The file is empty. See Experiments/quick.yml for an example.")
    }
    return node
  }

  // MARK: Parts

  private func pairs(_ node: Node) throws(ExperimentFileError) -> [ExperimentFile.Pair] {
    var result: [ExperimentFile.Pair] = []
    for item in try list(node, of: "pairs") {
      guard case .mapping(let mapping) = item else {
        throw error(item, "A pair has the keys labeled: and target:.")
      }
      let members = try members(mapping, known: ["labeled", "target", "targetLabels"])
      guard let labeled = members["labeled"]?.value, let target = members["target"]?.value else {
        throw error(item, "A pair needs labeled: and target:, folders of two projects.")
      }
      let sources: [Node] = if case .sequence(let sequence) = labeled { Array(sequence) } else { [labeled] }
      guard !sources.isEmpty else { throw error(labeled, "labeled: names no folder.") }
      var folders: [String] = []
      for source in sources { folders.append(try word(source, "a folder")) }
      var labels: String?
      if let node = members["targetLabels"]?.value { labels = try word(node, "a label file") }
      let pair = ExperimentFile.Pair(
        labeled: folders, target: try word(target, "a folder"), targetLabels: labels,
        line: item.mark?.line ?? 1)
      guard !pair.labeled.contains(pair.target) else {
        throw error(item, "The target \(pair.target) is among the labelled projects. Name another.")
      }
      guard !result.contains(where: { $0.labeled == pair.labeled && $0.target == pair.target }) else {
        throw error(item, "This pair is there twice. Remove one.")
      }
      result.append(pair)
    }
    return result
  }

  private func methods(
    _ node: Node?, base: TrainingSettings, root: Node
  ) throws(ExperimentFileError) -> [ExperimentFile.Method] {
    guard let node else { throw error(root, "methods: is missing. `vulnadapt methods` lists them.") }
    var result: [ExperimentFile.Method] = []
    for item in try list(node, of: "methods") {
      var method: ExperimentFile.Method
      if case .mapping(let mapping) = item {
        let members = try members(mapping, known: ["id", "label", "preset", "settings"])
        guard let id = members["id"]?.value else {
          throw error(item, "A method needs id:, its name on the command line.")
        }
        method = try self.method(id, base: base)
        if let label = members["label"]?.value { method.label = try word(label, "a name") }
        if let preset = members["preset"]?.value { method.base = try self.preset(preset).settings }
        if let settings = members["settings"]?.value {
          let wishes = try wishes(settings)
          for wish in wishes { method.base = try grant(wish, in: method.base) }
          for wish in wishes {
            try requireReader(of: wish.name, at: wish.key, among: [method.reader(trying: [])])
          }
        }
      } else {
        method = try self.method(item, base: base)
      }
      guard !result.contains(where: { $0.label == method.label }) else {
        throw error(item, "Two methods are called \(method.label) in the tables. Give one a label:.")
      }
      result.append(method)
    }
    return result
  }

  private func method(_ node: Node, base: TrainingSettings) throws(ExperimentFileError)
    -> ExperimentFile.Method
  {
    let id = try word(node, "a method")
    guard let method = TrainingMethod.named(id) else {
      throw error(node, unknown("method", id, among: TrainingMethod.all.map(\.id)))
    }
    return ExperimentFile.Method(method: method, label: method.title, base: base, line: node.mark?.line ?? 1)
  }

  private func protocols(_ node: Node?) throws(ExperimentFileError) -> [EvaluationProtocol] {
    guard let node else { return [.honest] }
    var result: [EvaluationProtocol] = []
    for item in try list(node, of: "protocols") {
      let name = try word(item, "a protocol")
      guard let found = EvaluationProtocol(rawValue: name) else {
        throw error(item, unknown("protocol", name, among: EvaluationProtocol.allCases.map(\.rawValue)))
      }
      guard !result.contains(found) else {
        throw error(item, "The protocol \(name) is there twice. Remove one.")
      }
      result.append(found)
    }
    return result
  }

  private func seeds(_ node: Node?) throws(ExperimentFileError) -> [UInt64] {
    guard let node else { return [1, 2, 3, 4, 5] }
    guard case .sequence = node else {
      let count = try number(node, "a number of seeds, or a list of them", in: 1...1000)
      return (1...count).map { UInt64($0) }
    }
    var result: [UInt64] = []
    for item in try list(node, of: "seeds") {
      let seed = UInt64(try number(item, "a seed", in: 0...Int.max))
      guard !result.contains(seed) else { throw error(item, "The seed \(seed) is there twice. Remove one.") }
      result.append(seed)
    }
    return result
  }

  private func budget(_ node: Node?) throws(ExperimentFileError) -> Int? {
    guard let node else { return nil }
    return try number(node, "a number of settings to try", in: 1...100_000)
  }

  private func preset(_ node: Node) throws(ExperimentFileError) -> TrainingPreset {
    let name = try word(node, "a preset")
    guard let preset = TrainingPreset(rawValue: name) else {
      throw error(node, unknown("preset", name, among: TrainingPreset.allCases.map(\.rawValue)))
    }
    return preset
  }

  /// A setting with its value, and where the file has them.
  private struct Wish {
    var name: String
    var key: Node
    var value: Node
  }

  private func wishes(_ node: Node) throws(ExperimentFileError) -> [Wish] {
    guard case .mapping(let mapping) = node else {
      throw error(node, "settings: holds names and values, such as maximumSteps: 300.")
    }
    var result: [Wish] = []
    for (key, value) in mapping {
      result.append(Wish(name: try word(key, "a setting's name"), key: key, value: value))
    }
    return result
  }

  private func grid(
    _ node: Node?, base: TrainingSettings
  ) throws(ExperimentFileError) -> [ExperimentFile.Dimension] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      throw error(node, "grid: holds names with lists of values, such as learningRate: [0.001, 0.0001].")
    }
    var result: [ExperimentFile.Dimension] = []
    for (key, values) in mapping {
      let name = try word(key, "a setting's name")
      var choices: [SettingValue] = []
      for item in try list(values, of: name) {
        let value = try self.value(item)
        guard !choices.contains(value) else { throw error(item, "The value is there twice. Remove one.") }
        // Only to find out now whether the value is possible.
        _ = try grant(Wish(name: name, key: key, value: item), in: base)
        choices.append(value)
      }
      result.append(ExperimentFile.Dimension(name: name, values: choices, line: key.mark?.line ?? 1))
    }
    return result
  }

  private func grant(_ wish: Wish, in settings: TrainingSettings) throws(ExperimentFileError)
    -> TrainingSettings
  {
    let value = try value(wish.value)
    do throws(SettingError) {
      // The seeds have a key of their own.
      guard wish.name != TrainingSetting.seed.name else { throw .unknownName(wish.name, suggestion: "seeds") }
      return try settings.setting(wish.name, to: value)
    } catch {
      let place: Node = if case .unknownName = error { wish.key } else { wish.value }
      throw self.error(place, error.sentence(naming: .name))
    }
  }

  /// Refuses what the file sets for all methods and none reads, and what it tries and none reads.
  private func requireReaders(of common: [Wish], _ file: ExperimentFile) throws(ExperimentFileError) {
    let readers = file.methods.map { $0.reader(trying: file.grid) }
    for wish in common {
      try requireReader(of: wish.name, at: wish.key, among: readers)
    }
    for dimension in file.grid {
      do throws(SettingError) {
        try TrainingSetting.named(dimension.name)?.requireReader(among: readers)
      } catch {
        throw ExperimentFileError(
          file: self.file, line: dimension.line, message: error.sentence(naming: .name))
      }
    }
  }

  private func requireReader(
    of name: String, at key: Node, among readers: [TrainingSetting.Reader]
  ) throws(ExperimentFileError) {
    do throws(SettingError) {
      try TrainingSetting.named(name)?.requireReader(among: readers)
    } catch {
      throw self.error(key, error.sentence(naming: .name))
    }
  }
}
