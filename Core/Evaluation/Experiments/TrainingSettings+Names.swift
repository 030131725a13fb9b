import Foundation

extension TrainingSettings {
  /// The dotted names of all settings that a file may set, such as `objective.alpha`.
  public static var names: [String] {
    let tree = (try? TrainingSettings().tree()) ?? .null
    return (Self.leaves(of: tree, name: "") + Self.optionalNames.keys)
      .filter { !Self.ownedElsewhere.contains($0) && !$0.hasPrefix(thresholdName + ".") }.sorted()
      + [thresholdName]
  }

  private static let thresholdName = "thresholdRule"
  /// The seed has a key of its own in the file; the class balance sets the weight.
  private static let ownedElsewhere: Set<String> = ["seed", "objective.vulnerableWeight"]
  /// Settings that are absent by default.
  private static var optionalNames: [String: JSONValue] { ["normalisation.nameLimit": .number("0")] }
  /// The values of settings that are words.
  private static let words: [String: [String]] = [
    "classBalance": ClassBalance.allCases.map(\.rawValue),
    "targetStart": TargetStart.allCases.map(\.rawValue),
    "readOut": ReadOut.allCases.map(\.rawValue),
    "selfTraining.labels": PseudoLabelSource.allCases.map(\.rawValue),
    "normalisation.variant": Normalisation.Variant.allCases.map(\.rawValue),
    "normalisation.identifierStyle": Normalisation.IdentifierStyle.allCases.map(\.rawValue),
    "normalisation.typeStyle": Normalisation.TypeStyle.allCases.map(\.rawValue),
  ]

  /// Reads settings that ``Provenance`` recorded; nil for those of a version that had others.
  init?(recorded: [String: String]) {
    var result = TrainingSettings()
    for name in Self.names where name != Self.thresholdName {
      let elements = (0...).lazy.map { recorded["\(name).\($0)"] }.prefix { $0 != nil }.compactMap { $0 }
      let value =
        recorded[name].map { SettingValue($0, isQuoted: false) }
        ?? .list(elements.map { SettingValue($0, isQuoted: false) })
      if value == .list([]) { continue }
      guard let changed = try? result.replacing(name, with: value) else { return nil }
      result = changed
    }
    let share = recorded[Self.thresholdName + ".targetShare._0"].flatMap { Double($0) }
    result.thresholdRule = share.map(ThresholdRule.targetShare) ?? .sourceValidation
    result.seed = recorded["seed"].flatMap { UInt64($0) } ?? result.seed
    let weight = recorded["objective.vulnerableWeight"].flatMap { Float($0) }
    result.objective.vulnerableWeight = weight ?? result.objective.vulnerableWeight
    guard (try? Provenance.dottedSettings(of: result)) == recorded else { return nil }
    self = result
  }

  /// The settings with one changed, by dotted name.
  ///
  /// - Throws: ``SettingError``.
  func setting(_ name: String, to value: SettingValue) throws(SettingError) -> TrainingSettings {
    guard Self.names.contains(name) else {
      throw .unknownName(name, suggestion: Spelling.nearest(to: name, in: Self.names))
    }
    var result = self
    if name == Self.thresholdName {
      switch value {
      case .number(let text): result.thresholdRule = .targetShare(Double(text) ?? -1)
      case .word("sourceValidation"): result.thresholdRule = .sourceValidation
      default:
        throw .wrongKind(
          name: name, value: value.text,
          expected: "sourceValidation, or the share of the target that are suspects, such as 0.1")
      }
    } else {
      result = try replacing(name, with: value)
    }
    do {
      try result.check()
    } catch {
      throw .outOfRange("\(error)")
    }
    return result
  }

  private func replacing(_ name: String, with value: SettingValue) throws(SettingError) -> TrainingSettings {
    let parts = name.split(separator: ".").map(String.init)
    if let words = Self.words[name], !words.contains(value.text) {
      throw .wrongKind(name: name, value: value.text, expected: "one of " + words.joined(separator: ", "))
    }
    do {
      let tree = try tree()
      let old = tree.member(parts) ?? Self.optionalNames[name] ?? .null
      if let expected = old.kindThatDiffers(from: value.json) {
        throw SettingError.wrongKind(name: name, value: value.text, expected: expected)
      }
      let text = tree.replacing(parts[...], with: value.json).text
      return try JSONDecoder().decode(TrainingSettings.self, from: Data(text.utf8))
    } catch let error as SettingError {
      throw error
    } catch {
      throw .wrongKind(
        name: name, value: value.text, expected: "a value of its kind; whole numbers have no decimal point")
    }
  }

  private func tree() throws -> JSONValue {
    try StrictJSON.parse([UInt8](JSONEncoder().encode(self)), maximumDepth: 64)
  }

  private static func leaves(of value: JSONValue, name: String) -> [String] {
    guard case .object(let members) = value else { return [name] }
    return members.flatMap { leaves(of: $1, name: name.isEmpty ? $0 : name + "." + $0) }
  }
}

extension JSONValue {
  /// The value at a path of members, or nil.
  fileprivate func member(_ path: [String]) -> JSONValue? {
    path.reduce(self) { value, key in
      guard case .object(let members)? = value else { return nil }
      return members[key]
    }
  }

  fileprivate func replacing(_ path: ArraySlice<String>, with value: JSONValue) -> JSONValue {
    guard let key = path.first else { return value }
    guard case .object(var members) = self else { return self }
    members[key] = (members[key] ?? .null).replacing(path.dropFirst(), with: value)
    return .object(members)
  }

  /// What is expected in place of `other`, or nil when both are of one kind.
  fileprivate func kindThatDiffers(from other: JSONValue) -> String? {
    switch (self, other) {
    case (.number, .number), (.bool, .bool), (.string, .string): return nil
    case (.array, .array(let elements)):
      let isNumbers = elements.allSatisfy { if case .number = $0 { true } else { false } }
      return isNumbers ? nil : "a list of numbers"
    case (.number, _): return "a number"
    case (.bool, _): return "true or false"
    case (.string, _): return "a word"
    case (.array, _): return "a list of numbers"
    default: return "something else"
    }
  }
}
