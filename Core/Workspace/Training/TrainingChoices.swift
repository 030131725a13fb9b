import Foundation

/// What the user has chosen to train with.
public struct TrainingChoices: Codable, Hashable, Sendable {
  /// Identifiers of the labelled projects to learn from.
  public var labeled: Set<String> = []
  /// Identifier of the unlabelled project to adapt to and rank.
  public var unlabeled: String?
  /// The method's identifier; nil leaves the choice to the program.
  public var method: String?
  /// The preset that settings start from.
  public var preset = TrainingPreset.standard
  /// The settings.
  public var settings = TrainingPreset.standard.settings
  /// Whether marked functions are learned from.
  public var usesMarks = false

  /// Creates the choices of a fresh workspace.
  public init() {}

  /// Takes all settings but the seed from a preset.
  public mutating func choose(_ preset: TrainingPreset) {
    self.preset = preset
    let seed = settings.seed
    settings = preset.settings
    settings.seed = seed
  }

  /// Whether settings were changed since the preset was chosen.
  public var isCustomised: Bool {
    var plain = preset.settings
    plain.seed = settings.seed
    return settings != plain
  }
}
