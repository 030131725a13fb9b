import Yams

/// What the parts of an experiment file are made of: values, lists, words, numbers and keys.
extension ExperimentFileReader {
  func value(_ node: Node) throws(ExperimentFileError) -> SettingValue {
    switch node {
    case .scalar(let scalar):
      return SettingValue(
        scalar.string, isQuoted: scalar.style == .singleQuoted || scalar.style == .doubleQuoted)
    case .sequence(let sequence):
      var values: [SettingValue] = []
      for item in sequence { values.append(try value(item)) }
      return .list(values)
    default: throw error(node, "A value or a list of values is expected.")
    }
  }

  func list(_ node: Node, of name: String) throws(ExperimentFileError) -> [Node] {
    guard case .sequence(let sequence) = node, !sequence.isEmpty else {
      throw error(node, "\(name): must be a list with at least one entry.")
    }
    guard sequence.count <= 10_000 else { throw error(node, "\(name): has more than 10,000 entries.") }
    return Array(sequence)
  }

  func word(_ node: Node, _ what: String) throws(ExperimentFileError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty, scalar.string.utf8.count <= 4096 else {
      throw error(node, "\(what) is expected here.".capitalizedFirst)
    }
    return scalar.string
  }

  func number(_ node: Node, _ what: String, in range: ClosedRange<Int>) throws(ExperimentFileError)
    -> Int
  {
    guard case .scalar(let scalar) = node, let number = Int(scalar.string), range.contains(number) else {
      throw error(
        node, "\(what) is expected here, from \(range.lowerBound) to \(range.upperBound).".capitalizedFirst)
    }
    return number
  }

  func members(
    _ mapping: Node.Mapping, known: [String]
  ) throws(ExperimentFileError) -> [String: (key: Node, value: Node)] {
    var members: [String: (key: Node, value: Node)] = [:]
    for (key, value) in mapping {
      let name = try word(key, "a key")
      guard known.contains(name) else { throw error(key, unknown("key", name, among: known)) }
      members[name] = (key, value)
    }
    return members
  }

  func unknown(_ kind: String, _ name: String, among known: [String]) -> String {
    let hint = Spelling.nearest(to: name, in: known).map { "Did you mean '\($0)'?" }
    return "There is no \(kind) '\(name.prefix(100))'. "
      + (hint ?? "Choose from: \(known.joined(separator: ", ")).")
  }

  func error(_ node: Node, _ message: String) -> ExperimentFileError {
    ExperimentFileError(file: file, line: node.mark?.line, message: message)
  }

  func flag(_ node: Node?) throws(ExperimentFileError) -> Bool {
    guard let node else { return false }
    guard case .scalar(let scalar) = node, let flag = Bool(scalar.string) else {
      throw error(node, "true or false is expected here.")
    }
    return flag
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
