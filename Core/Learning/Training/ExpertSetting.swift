/// A setting of a training that an expert can change: what it is called, where it is kept, which methods read it.
public struct ExpertSetting: Identifiable, Sendable {
  /// Settings that are shown under one title.
  public enum Group: String, Sendable, CaseIterable {
    /// How long and on what to train.
    case run = "Run"
    /// How weights are updated.
    case learning = "Learning"
    /// How the two generators are kept together.
    case generators = "Generators"
    /// Weights and constants of the terms.
    case objective = "Objective"
    /// Training on labels that the model gives itself.
    case selfTraining = "Self-Training"
    /// The last phase on the unlabelled project alone.
    case refinement = "Refinement"
    /// Which tokens are told apart.
    case tokens = "Tokens"
    /// The shape of the networks.
    case networks = "Networks"
  }

  /// Where a setting is kept, by the kind of its value.
  public enum Value: Sendable {
    /// A random seed.
    case seed(WritableKeyPath<TrainingSettings, UInt64> & Sendable)
    /// A whole number.
    case whole(WritableKeyPath<TrainingSettings, Int> & Sendable)
    /// A decimal number.
    case decimal(WritableKeyPath<TrainingSettings, Float> & Sendable)
    /// A share, 0...1.
    case share(WritableKeyPath<TrainingSettings, Double> & Sendable)
    /// Widths of layers, one after the other.
    case widths(WritableKeyPath<TrainingSettings, [Int]> & Sendable)
    /// Yes or no.
    case flag(WritableKeyPath<TrainingSettings, Bool> & Sendable)
    /// One of some names.
    case choice(of: [String], WritableKeyPath<TrainingSettings, String> & Sendable)
  }

  /// The name shown.
  public let title: String
  /// The title it is shown under.
  public let group: Group
  /// Where it is kept.
  public let value: Value
  private let isRead: @Sendable (AdaptationMethod?, TrainingSettings) -> Bool

  /// The name.
  public var id: String { title }

  /// A setting that some of the methods that train networks read.
  init(
    _ title: String, _ group: Group, _ value: Value,
    when isRead: @escaping @Sendable (AdaptationMethod, TrainingSettings) -> Bool = { _, _ in true }
  ) {
    self.title = title
    self.group = group
    self.value = value
    self.isRead = { method, settings in method.map { isRead($0, settings) } ?? false }
  }

  /// A setting that all methods read.
  init(always title: String, _ group: Group, _ value: Value) {
    self.title = title
    self.group = group
    self.value = value
    isRead = { _, _ in true }
  }

  /// Whether a method reads the setting, given the others.
  public func isUsed(by method: TrainingMethod, _ settings: TrainingSettings) -> Bool {
    isRead(AdaptationMethod.named(method.id), settings)
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : "\(number)"
  }

  /// The setting's value for people, such as "0.1", "yes" or "300, 100".
  public func text(in settings: TrainingSettings) -> String {
    switch value {
    case .seed(let path): String(settings[keyPath: path])
    case .whole(let path): String(settings[keyPath: path])
    case .decimal(let path): Self.text(Double("\(settings[keyPath: path])") ?? 0)
    case .share(let path): Self.text(settings[keyPath: path])
    case .widths(let path): settings[keyPath: path].map(String.init).joined(separator: ", ")
    case .flag(let path): settings[keyPath: path] ? "yes" : "no"
    case .choice(_, let path): settings[keyPath: path].printable
    }
  }
}
