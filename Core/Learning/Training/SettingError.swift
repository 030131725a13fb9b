import Foundation

/// Why a setting cannot be what was asked for.
///
/// Settings are held by dotted name; ``explanation(naming:)`` says them in the words of a shell.
public enum SettingError: ExplainedError, Hashable {
  /// There is no setting of this name.
  case unknownName(String, suggestion: String?)
  /// The value is of another kind.
  case wrongKind(name: String, value: String, expected: String)
  /// The value is not among those that the setting may have.
  case outOfRange(name: String, value: String, range: String)
  /// No method that was chosen reads the setting.
  case unread(name: String, methods: [String])
  /// The setting is read where one, another or itself, has a value that it does not have.
  case unreadUnless(name: String, other: String, is: String)
  /// The warm-up takes all steps, so that none is left to adapt.
  case nothingButWarmUp(warmUpSteps: Int, steps: Int)

  /// How a shell calls settings.
  public enum Naming: Sendable {
    /// By the dotted name, as in files.
    case name
    /// By the option of the command line.
    case option
    /// By the title that people see.
    case title

    func callAsFunction(_ name: String) -> String {
      guard let setting = TrainingSetting.named(name) else { return name }
      switch self {
      case .name: return setting.name
      case .option: return "--" + setting.option
      case .title: return "“\(setting.title)”"
      }
    }
  }

  /// The setting's dotted name.
  public var name: String {
    switch self {
    case .unknownName(let name, _), .wrongKind(let name, _, _), .outOfRange(let name, _, _),
      .unread(let name, _), .unreadUnless(let name, _, _):
      name
    case .nothingButWarmUp: "warmUpSteps"
    }
  }

  /// What is wrong and what to do about it, in one text.
  public func sentence(naming: Naming) -> String { explanation(naming: naming).text }

  /// What is wrong and what to do about it.
  public func explanation(naming: Naming) -> ErrorExplanation {
    switch self {
    case .unknownName(let name, let suggestion):
      return .init(
        "There is no setting '\(name.printable.prefix(100))'.",
        next: suggestion.map { "Did you mean '\($0)'?" } ?? "Choose one of the settings of this version.")
    case .wrongKind(let name, let value, let range), .outOfRange(let name, let value, let range):
      return .init("\(naming(name)) is \(value.printable.prefix(100)), but it must be \(range).", next: nil)
    case .unread(let name, let methods):
      let readers =
        methods.count == 1 ? "The method \(methods[0]) does not read" : "None of the methods reads"
      return .init("\(readers) \(naming(name)).", next: "Leave it out, or choose another method.")
    case .unreadUnless(let name, let other, let value) where name == other:
      return .init(
        "Here \(naming(name)) changes nothing unless it is \(value).",
        next: "Leave it out, or choose another method.")
    case .unreadUnless(let name, let other, let value):
      return .init(
        "\(naming(name)) is read only where \(naming(other)) is \(value).",
        next: "Set that too, or leave it out.")
    case .nothingButWarmUp(let warmUpSteps, let steps):
      return .init(
        "\(naming("warmUpSteps")) is \(warmUpSteps), of \(steps) steps in all: none is left to adapt.",
        next: "Set \(naming("warmUpSteps")) lower, or \(naming("maximumSteps")) higher.")
    }
  }

  /// The explanation with titles for names.
  public var explanation: ErrorExplanation { explanation(naming: .title) }
}
