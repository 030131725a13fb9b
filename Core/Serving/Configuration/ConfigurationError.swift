/// What is wrong with a configuration file.
public enum ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
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
  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file.printable) \(reason.printable). Replace it by a regular file, or scan with --no-config."
    case .malformed(let file, let line, let detail):
      "\(file.printable):\(line): \(detail.printable.prefix(200)). Write one 'key: value' a line."
    case .unknownKey(let file, let line, let key, let suggestion):
      "\(file.printable):\(line): the key '\(key.printable.prefix(80))' is unknown. "
        + (suggestion.map { "Did you mean '\($0.rawValue)'?" }
          ?? "Known keys: \(ConfigurationKey.allCases.map(\.rawValue).joined(separator: ", ")).")
    case .wrongValue(let file, let line, let key, let value):
      "\(file.printable):\(line): \(key.rawValue) is '\(value.printable.prefix(80))', but must be \(key.expected)."
    case .outside(let file, let line, let key, let value):
      "\(file.printable):\(line): \(key.rawValue) is '\(value.printable.prefix(80))', which is not below the folder"
        + " of this file. Move the file there, or name it on the command line."
    }
  }
}
