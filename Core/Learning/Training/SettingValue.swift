/// A setting's value as a file or a command line writes it.
public enum SettingValue: Hashable, Sendable {
  /// A whole or decimal number, as written.
  case number(String)
  /// True or false.
  case flag(Bool)
  /// Any other word.
  case word(String)
  /// Several values.
  case list([SettingValue])

  /// Reads a scalar as YAML 1.2 does.
  init(_ text: String, isQuoted: Bool) {
    if isQuoted {
      self = .word(text)
    } else if text == "true" || text == "false" {
      self = .flag(text == "true")
    } else if let number = Double(text), number.isFinite, !text.lowercased().hasPrefix("0x") {
      self = .number(text)
    } else {
      self = .word(text)
    }
  }

  /// Reads an argument of the command line for a setting of a kind; widths are divided by commas.
  public init(argument: String, for kind: TrainingSetting.Kind) {
    if case .widths = kind {
      let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
      self = .list(parts.map { SettingValue(String($0), isQuoted: false) })
    } else {
      self = SettingValue(argument, isQuoted: false)
    }
  }

  /// The value in messages.
  var text: String {
    switch self {
    case .number(let text), .word(let text): text
    case .flag(let flag): String(flag)
    case .list(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    }
  }

  /// The whole number that is written, `1e3` included; nil for anything else.
  var wholeNumber: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  /// The number that is written; nil for anything else.
  var number: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }
}
