extension TrainingSetting {
  /// The setting's value as text, such as `0.1`, `true` or `300,100`: what ``set(_:in:)`` reads again.
  public func text(in settings: TrainingSettings) -> String {
    let text =
      switch kind {
      case .seed(let path): String(settings[keyPath: path])
      case .whole(let path, _): String(settings[keyPath: path])
      case .decimal(let path, _): NumberText.of(settings[keyPath: path])
      case .share(let path, _): NumberText.of(settings[keyPath: path])
      case .widths(let path, _): settings[keyPath: path].map(String.init).joined(separator: ",")
      case .flag(let path): String(settings[keyPath: path])
      case .choice(_, let path): settings[keyPath: path]
      }
    return text == "0" ? wordForZero ?? text : text
  }

  /// What the setting may be, in words such as "from 1 to 4096".
  public var range: String {
    let range =
      switch kind {
      case .seed: "a whole number from 0 to \(UInt64.max)"
      case .whole(_, let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
      case .decimal(_, let range), .share(_, let range): "\(range)"
      case .widths(_, let range):
        "a list of numbers, at most \(Self.mostWidths) from \(range.lowerBound) to \(range.upperBound)"
      case .flag: "true or false"
      case .choice(let names, _): "one of " + names.joined(separator: ", ")
      }
    return wordForZero.map { "\($0) or \(range)" } ?? range
  }

  static let mostWidths = 8

  /// Puts a value in place.
  ///
  /// - Throws: ``SettingError`` for a value of another kind or out of its range; nothing is changed then.
  func set(_ value: SettingValue, in settings: inout TrainingSettings) throws(SettingError) {
    var changed = settings
    let value = value == wordForZero.map(SettingValue.word) ? .number("0") : value
    switch (kind, value) {
    case (.seed(let path), .number(let text)):
      guard let seed = UInt64(text) else { throw wrongKind(value) }
      changed[keyPath: path] = seed
    case (.whole(let path, let range), _):
      guard let number = value.wholeNumber else { throw wrongKind(value) }
      // A path may stand for something else, such as no limit for 0, and not keep what is out of the range.
      guard range.contains(number) else {
        throw .outOfRange(name: name, value: value.text, range: self.range)
      }
      changed[keyPath: path] = number
    case (.decimal(let path, _), _):
      guard let number = value.number else { throw wrongKind(value) }
      changed[keyPath: path] = Float(number)
    case (.share(let path, _), _):
      guard let number = value.number else { throw wrongKind(value) }
      changed[keyPath: path] = number
    case (.widths(let path, _), .list(let values)):
      let widths = values.compactMap(\.wholeNumber)
      guard widths.count == values.count else { throw wrongKind(value) }
      changed[keyPath: path] = widths
    case (.flag(let path), .flag(let flag)):
      changed[keyPath: path] = flag
    case (.choice(let names, let path), .word(let word)):
      guard names.contains(word) else { throw wrongKind(value) }
      changed[keyPath: path] = word
    default: throw wrongKind(value)
    }
    try check(changed)
    settings = changed
  }

  private func wrongKind(_ value: SettingValue) -> SettingError {
    .wrongKind(name: name, value: value.text, expected: range)
  }

  /// Checks that the setting is in its range.
  ///
  /// - Throws: ``SettingError``.
  func check(_ settings: TrainingSettings) throws(SettingError) {
    let isInRange =
      switch kind {
      case .seed, .flag: true
      case .whole(let path, let range): range.contains(settings[keyPath: path])
      case .decimal(let path, let range): range.contains(Double(settings[keyPath: path]))
      case .share(let path, let range): range.contains(settings[keyPath: path])
      case .widths(let path, let range):
        settings[keyPath: path].count <= Self.mostWidths && settings[keyPath: path].allSatisfy(range.contains)
      case .choice(let names, let path): names.contains(settings[keyPath: path])
      }
    if !isInRange { throw .outOfRange(name: name, value: text(in: settings), range: range) }
  }
}

/// A wish for a setting.
public struct SettingChange: Hashable, Sendable {
  /// The setting's dotted name.
  public var name: String
  /// Its value.
  public var value: SettingValue

  /// Creates a wish.
  public init(_ name: String, _ value: SettingValue) {
    self.name = name
    self.value = value
  }
}

extension TrainingSettings {
  /// Checks that every setting is in its range, and what the ranges of some ask of others.
  ///
  /// - Throws: ``SettingError`` for the first that is not.
  public func check() throws(SettingError) {
    for setting in TrainingSetting.all { try setting.check(self) }
    let (top, bottom) = (selfTraining.vulnerableShare, selfTraining.notVulnerableShare)
    if top + bottom > 1 {
      throw .outOfRange(
        name: "selfTraining.notVulnerableShare", value: NumberText.of(bottom),
        range: "at most \(NumberText.of(1 - top)), what the share taken for vulnerable leaves")
    }
    if targetStart == .warm, warmUpSteps >= maximumSteps {
      throw .nothingButWarmUp(warmUpSteps: warmUpSteps, steps: maximumSteps)
    }
  }

  /// The settings with one changed, by dotted name.
  ///
  /// - Throws: ``SettingError``.
  public func setting(_ name: String, to value: SettingValue) throws(SettingError) -> TrainingSettings {
    guard let setting = TrainingSetting.named(name) else {
      let names = TrainingSetting.all.map(\.name)
      throw .unknownName(name, suggestion: Spelling.nearest(to: name, in: names))
    }
    var result = self
    try setting.set(value, in: &result)
    return result
  }

  /// The settings with all wishes granted, each of which one of the methods must read then.
  ///
  /// - Throws: ``SettingError`` for the first wish that cannot be granted or that nobody reads.
  public func changed(
    _ changes: [SettingChange], readBy methods: [TrainingMethod]
  ) throws(SettingError) -> TrainingSettings {
    var result = self
    for change in changes { result = try result.setting(change.name, to: change.value) }
    try result.check()
    for change in changes {
      try TrainingSetting.named(change.name)?.requireReader(
        among: methods.map { TrainingSetting.Reader(method: $0, settings: [result]) })
    }
    return result
  }

  /// What a method reads of the settings, the seed excepted, as texts by dotted name: what records say of a training.
  func recorded(for method: TrainingMethod) -> [String: String] {
    let read = TrainingSetting.all.filter {
      $0.isRead(by: method, self) && $0.name != TrainingSetting.seed.name
    }
    return Dictionary(uniqueKeysWithValues: read.map { ($0.name, $0.text(in: self)) })
  }
}
