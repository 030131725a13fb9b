import Foundation

/// What is wrong with a configuration file.
public enum ConfigurationError: ExplainedError, Equatable {
  /// The file cannot be opened or read, or is a link.
  case unreadable(file: String, reason: String)
  /// The file is not YAML, or not a list of keys and values.
  case malformed(file: String, line: Int, detail: String)
  /// A key that means nothing.
  case unknownKey(file: String, line: Int, key: String, suggestion: ConfigurationKey?)
  /// A value that its key cannot have.
  case wrongValue(file: String, line: Int, key: ConfigurationKey, value: String)
  /// A path that leads out of the file's folder.
  case outside(file: String, line: Int, key: ConfigurationKey, value: String)

  /// A finished sentence that names the file, the line and what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .unreadable(let file, let reason):
      .init(
        "\(file.printable) cannot be read: \(reason.printable).",
        next: "Replace it by a regular file.")
    case .malformed(let file, let line, let detail):
      .init(
        "\(file.printable):\(line): \(detail.printable.prefix(200)).",
        next: "Write one 'key: value' a line.")
    case .unknownKey(let file, let line, let key, let suggestion):
      .init(
        "\(file.printable):\(line): the key '\(key.printable.prefix(80))' is unknown.",
        next: suggestion.map { "Did you mean '\($0.rawValue)'?" }
          ?? "Known keys: \(ConfigurationKey.allCases.map(\.rawValue).joined(separator: ", ")).")
    case .wrongValue(let file, let line, let key, let value):
      .init(
        "\(file.printable):\(line): \(key.rawValue) is '\(value.printable.prefix(80))', but must be \(key.expected).",
        next: nil)
    case .outside(let file, let line, let key, let value):
      .init(
        "\(file.printable):\(line): \(key.rawValue) is '\(value.printable.prefix(80))', which is not below the folder"
          + " of this file.",
        next: "Move the file there, or name it yourself when you scan.")
    }
  }
}
