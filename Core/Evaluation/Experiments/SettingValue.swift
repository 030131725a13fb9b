import Foundation

/// A setting's value as a file writes it.
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
      // The shortest text of the number is valid JSON whatever the file wrote (`.5`, `+1`, `1_0` is no number).
      self = .number(number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)")
    } else {
      self = .word(text)
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

  var json: JSONValue {
    switch self {
    case .number(let text): .number(text)
    case .word(let text): .string(text)
    case .flag(let flag): .bool(flag)
    case .list(let values): .array(values.map(\.json))
    }
  }
}

/// Why a setting cannot be set.
enum SettingError: Error, Equatable, CustomStringConvertible {
  case unknownName(String, suggestion: String?)
  case wrongKind(name: String, value: String, expected: String)
  case outOfRange(String)

  var description: String {
    switch self {
    case .unknownName(let name, let suggestion):
      "There is no setting '\(name.prefix(100))'. "
        + (suggestion.map { "Did you mean '\($0)'?" } ?? "`vulnadapt experiment --list-settings` lists them.")
    case .wrongKind(let name, let value, let expected):
      "The setting \(name) is \(value.prefix(100)), but it must be \(expected)."
    case .outOfRange(let sentence): sentence
    }
  }
}
