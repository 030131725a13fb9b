/// A setting of a training, declared once: what it is called everywhere, where it is kept, what it may be, and which
/// methods read it.
///
/// The command line's options, experiment files, the app's form, checks, and what a model records of its training all
/// follow from ``all``; a new setting is one entry there.
public struct TrainingSetting: Identifiable, Sendable {
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
    /// Terms and constants that any method, or a few, may have beside their own.
    case further = "Further Terms"
    /// Training on labels that the model gives itself.
    case selfTraining = "Self-Training"
    /// The last phase on the unlabelled project alone.
    case refinement = "Refinement"
    /// How a small network is taught by larger ones.
    case distillation = "Distillation"
    /// Which tokens are told apart.
    case tokens = "Tokens"
    /// How functions are rewritten.
    case rewriting = "Rewriting"
    /// The shape of the networks.
    case networks = "Networks"
  }

  /// A place in the settings.
  public typealias Path<Value> = WritableKeyPath<TrainingSettings, Value> & Sendable

  /// Where a setting is kept and what it may be, by the kind of its value.
  public enum Kind: Sendable {
    /// A random seed.
    case seed(Path<UInt64>)
    /// A whole number.
    case whole(Path<Int>, ClosedRange<Int>)
    /// A decimal number.
    case decimal(Path<Float>, NumberRange)
    /// A share, 0...1.
    case share(Path<Double>, NumberRange)
    /// Widths of at most eight layers, one after the other.
    case widths(Path<[Int]>, ClosedRange<Int>)
    /// Yes or no.
    case flag(Path<Bool>)
    /// One of some names.
    case choice(of: [String], Path<String>)
  }

  /// Who reads a setting.
  enum Readers: Sendable {
    /// All methods.
    case all
    /// The methods that train networks, or some of them.
    case networks(@Sendable (AdaptationMethod) -> Bool)

    /// All methods that train networks.
    static let allNetworks = Readers.networks { _ in true }
    /// Those that adapt to the target.
    static let adapting = Readers.networks(\.usesTarget)
  }

  /// What another setting must be for a setting to be read.
  struct Condition: Sendable {
    /// The other setting's dotted name.
    var other: String
    /// Its value in words.
    var value: String
    var holds: @Sendable (TrainingSettings) -> Bool
  }

  /// The dotted name, such as `objective.alpha`, in files and records.
  public let name: String
  /// The name that people see.
  public let title: String
  /// The option of the command line, without its dashes.
  public let option: String
  /// What it is for, in a sentence.
  public let help: String
  /// The title it is shown under.
  public let group: Group
  /// Where it is kept and what it may be.
  public let kind: Kind
  /// The word that files may write for 0; nil where 0 is a number like others.
  let wordForZero: String?
  private let readers: Readers
  private let requirements: [Condition]

  /// The dotted name.
  public var id: String { name }

  init(
    _ name: String, _ title: String, option: String, _ group: Group, _ kind: Kind, help: String,
    wordForZero: String? = nil, readBy readers: Readers = .allNetworks, where conditions: [Condition] = []
  ) {
    self.name = name
    self.title = title
    self.option = option
    self.help = help
    self.group = group
    self.kind = kind
    self.wordForZero = wordForZero
    self.readers = readers
    requirements = conditions
  }

  /// The setting of a dotted name, or nil.
  public static func named(_ name: String) -> TrainingSetting? { byName[name] }

  /// When the methods that read the setting do so, such as "where targetStart is warm"; nil for always.
  var conditions: String? {
    let words = requirements.map { "\($0.other) is \($0.value)" }
    return words.isEmpty ? nil : "where " + words.joined(separator: " and ")
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Whether a method reads the setting, whatever the others are.
  func isRead(by method: TrainingMethod) -> Bool {
    switch readers {
    case .all: true
    case .networks(let reads): AdaptationMethod.named(method.id).map(reads) ?? false
    }
  }

  /// Whether a method reads the setting, given the others.
  func isRead(by method: TrainingMethod, _ settings: TrainingSettings) -> Bool {
    isRead(by: Reader(method: method, settings: [settings]))
  }

  /// A method that may read a setting, with the values that the other settings may have.
  struct Reader: Sendable {
    var method: TrainingMethod
    /// At least one; of several, each has one value that differs from the first's.
    var settings: [TrainingSettings]
  }

  /// Whether a method reads the setting under some of the values that the others may have.
  func isRead(by reader: Reader) -> Bool {
    isRead(by: reader.method) && firstUnmet(of: reader) == nil
  }

  private func firstUnmet(of reader: Reader) -> Condition? {
    requirements.first { condition in !reader.settings.contains { condition.holds($0) } }
  }

  /// Checks that one of some methods reads the setting.
  ///
  /// - Throws: ``SettingError`` that says why none does.
  func requireReader(among methods: [Reader]) throws(SettingError) {
    let readers = methods.filter { isRead(by: $0.method) }
    guard let first = readers.first else { throw .unread(name: name, methods: methods.map(\.method.id)) }
    guard !readers.contains(where: { isRead(by: $0) }), let unmet = firstUnmet(of: first) else { return }
    throw .unreadUnless(name: name, other: unmet.other, is: unmet.value)
  }
}
