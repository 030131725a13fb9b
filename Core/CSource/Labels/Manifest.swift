/// A list that says of functions, by path and name, whether they are vulnerable.
struct Manifest {
  /// One row, checked.
  struct Row: Equatable {
    /// Where the row stands in the manifest, from one.
    var lineInManifest: Int
    /// The source file, relative to the project's folder.
    var path: String
    /// The function's name.
    var function: String
    /// A line of the function, from one, if given.
    var line: Int?
    var label: Label
    var cwe: String?
    var cve: String?
    /// What a function and its mended self have in common.
    var pair: String?
  }

  /// The manifest's path for messages.
  var file: String
  var rows: [Row] = []
  /// Rows that cannot be read.
  var issues: [LabelIssue] = []

  /// Adds a row given as texts; a row that makes no sense becomes an issue.
  mutating func add(
    line: Int, path: String?, function: String?, functionLine: String?, label: String?, cwe: String?,
    cve: String?, pair: String? = nil
  ) {
    do {
      let row = try Row(
        lineInManifest: line, path: Self.checkedPath(path), function: Self.required(function, "function"),
        line: Self.lineNumber(functionLine), label: Self.checkedLabel(label), cwe: Self.present(cwe),
        cve: Self.present(cve), pair: Self.present(pair))
      rows.append(row)
    } catch {
      reject(line: line, error.reason)
    }
  }

  /// Notes a row that cannot be read; the reason is a sentence.
  mutating func reject(line: Int, _ reason: String) {
    issues.append(LabelIssue(file: file, line: line, kind: .malformed(reason)))
  }

  private struct Rejection: Error {
    var reason: String
  }

  private static func present(_ text: String?) -> String? {
    guard let text else { return nil }
    if isPlain(text), text.utf8.first != UInt8(ascii: " "), text.utf8.last != UInt8(ascii: " ") {
      return text.isEmpty ? nil : text
    }
    let trimmed = text.drop { $0.isWhitespace }
    let end = trimmed.lastIndex { !$0.isWhitespace }
    return end.map { String(trimmed[...$0]) }
  }

  private static func required(_ text: String?, _ column: String) throws(Rejection) -> String {
    guard let text = present(text) else { throw Rejection(reason: "The value of \(column) is missing.") }
    guard shown(text) == text else {
      throw Rejection(reason: "The value of \(column) is too long or holds control characters.")
    }
    return text
  }

  private static func lineNumber(_ text: String?) throws(Rejection) -> Int? {
    guard let text = present(text) else { return nil }
    guard let number = Int(text), number > 0 else {
      throw Rejection(reason: "\"\(shown(text))\" is no line number.")
    }
    return number
  }

  private static func checkedLabel(_ text: String?) throws(Rejection) -> Label {
    let text = try required(text, "label")
    guard let label = Label(text) else {
      throw Rejection(
        reason: "\"\(shown(text))\" is no label; write 1 for vulnerable and 0 for not vulnerable.")
    }
    return label
  }

  /// The path without `.` components; one that leaves the project's folder is refused.
  private static func checkedPath(_ text: String?) throws(Rejection) -> String {
    let text = try required(text, "path")
    let drive = text.dropFirst().first == ":" && text.first?.isLetter == true
    guard !text.hasPrefix("/"), !text.hasPrefix("\\"), !drive else {
      throw Rejection(
        reason: "The path \(shown(text)) is absolute; write it relative to the project's folder.")
    }
    let parts = text.split(separator: "/").filter { $0 != "." }
    guard !parts.contains(".."), !parts.isEmpty else {
      throw Rejection(reason: "The path \(shown(text)) leaves the project's folder.")
    }
    return parts.joined(separator: "/")
  }

  /// Whether a text is of ASCII that can be seen, as nearly all are, so that nothing need be looked up for its characters.
  private static func isPlain(_ text: String) -> Bool {
    for byte in text.utf8 where !(0x20..<0x7f).contains(byte) { return false }
    return true
  }

  /// The longest value, in characters.
  private static let shownLength = 1_000

  /// A value cut to a length that fits a message, without control characters.
  private static func shown(_ text: String) -> String {
    if isPlain(text), text.utf8.count <= shownLength { return text }
    let cleaned = String(
      text.map { $0.isNewline || $0.asciiValue.map { $0 < 0x20 || $0 == 0x7F } == true ? " " : $0 })
    return cleaned.count <= shownLength ? cleaned : cleaned.prefix(shownLength - 1) + "…"
  }
}
