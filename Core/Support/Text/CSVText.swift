import Foundation

/// Writes fields of comma-separated values (RFC 4180).
enum CSVText {
  /// A field, in quotes where it needs them; control characters are written as escapes.
  static func field(_ value: String) -> String {
    let value = value.printable
    guard value.contains(where: { ",\"".contains($0) }) else { return value }
    return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
