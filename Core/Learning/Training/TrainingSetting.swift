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

  /// What a setting, another or the same, must be for a setting to be read.
  struct Condition: Sendable {
    /// That setting's dotted name.
    var other: String
    /// Its value in words.
    var value: String
    /// Whose networks alone it concerns, and in words; nil for all.
    var scope: (words: String, concerns: @Sendable (AdaptationMethod) -> Bool)?
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
    func words(_ conditions: [Condition]) -> String {
      "where " + conditions.map { "\($0.other) is \($0.value)" }.joined(separator: " and ")
    }
    let general = requirements.filter { $0.scope == nil }
    let special = requirements.compactMap { condition in
      condition.scope.map { "(\($0.words) only \(words([condition])))" }
    }
    let parts = (general.isEmpty ? [] : [words(general)]) + special
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Whether a method reads the setting, whatever the others are.
  func isRead(by method: TrainingMethod) -> Bool { !readings(by: method).isEmpty }

  /// What must hold, each time all of it, for one of the trainings of a method to read the setting; none for a method that
  /// never does.
  private func readings(by method: TrainingMethod) -> [[Condition]] {
    guard case .networks(let reads) = readers else { return [requirements] }
    guard let method = AdaptationMethod.named(method.id) else { return [] }
    func concerning(_ method: AdaptationMethod) -> [Condition] {
      requirements.filter { $0.scope?.concerns(method) ?? true }
    }
    guard method.isTaught else { return reads(method) ? [concerning(method)] : [] }
    var readings: [[Condition]] = []
    if reads(method), reachesStudent {
      readings.append(
        concerning(method).map { condition in
          Condition(other: condition.other, value: condition.value) { condition.holds($0.ofStudent) }
        })
    }
    let teacher = DistillationTraining.teacherMethod
    if reads(teacher) { readings.append([Self.hasTeachers] + concerning(teacher)) }
    return readings
  }

  private static let hasTeachers = Condition(other: "distillation.teachers", value: "above 0") {
    $0.distillation.teachers > 0
  }

  /// Whether a change of the setting reaches the small network that others teach, which has settings of its own in place of many.
  private var reachesStudent: Bool {
    let standard = TrainingSettings()
    func changes<Value>(_ path: Path<Value>, _ values: Value...) -> Bool {
      let students = values.map { value in
        var settings = standard
        settings[keyPath: path] = value
        return settings.ofStudent
      }
      return students.contains { $0 != students[0] }
    }
    return switch kind {
    case .seed(let path): changes(path, 1, 2)
    case .whole(let path, _): changes(path, 1, 2)
    case .decimal(let path, _): changes(path, 0.25, 0.5)
    case .share(let path, _): changes(path, 0.25, 0.5)
    case .widths(let path, _): changes(path, [1], [2])
    case .flag(let path): changes(path, false, true)
    case .choice(let names, let path): changes(path, names[0], names[names.count - 1])
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
    readings(by: reader.method).contains { firstUnmet($0, reader) == nil }
  }

  private func firstUnmet(_ conditions: [Condition], _ reader: Reader) -> Condition? {
    conditions.first { condition in !reader.settings.contains { condition.holds($0) } }
  }

  /// Checks that one of some methods reads the setting.
  ///
  /// - Throws: ``SettingError`` that says why none does.
  func requireReader(among methods: [Reader]) throws(SettingError) {
    guard !methods.contains(where: { isRead(by: $0) }) else { return }
    let unmet = methods.flatMap { reader in readings(by: reader.method).compactMap { firstUnmet($0, reader) }
    }
    guard let first = unmet.first else { throw .unread(name: name, methods: methods.map(\.method.id)) }
    throw .unreadUnless(name: name, other: first.other, is: first.value)
  }
}
