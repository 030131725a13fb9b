import Foundation

/// One function of a file, named as `FILE:FUNCTION` or `FILE:LINE`.
public struct FunctionChoice: Hashable, Sendable {
  /// The file's path.
  public var file: String
  /// The function's name, or a line in it.
  public var name: String

  /// Reads a choice; nil without a colon between two parts.
  ///
  /// A column behind the line and a colon at the end, as reports print places, do not count.
  public init?(_ text: String) {
    var text = text[...]
    if text.hasSuffix(":") { text = text.dropLast() }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 2, parts.suffix(2).allSatisfy({ Int($0) != nil }) {
      text = text[..<parts[parts.count - 1].startIndex].dropLast()
    }
    guard let colon = text.lastIndex(of: ":") else { return nil }
    file = String(text[..<colon])
    name = String(text[text.index(after: colon)...])
    if file.isEmpty || name.isEmpty { return nil }
  }

  /// The functions of a name; where there is none, those that a macro of that name makes.
  public static func functions(named name: String, among functions: [CFunction]) -> [CFunction] {
    let own = functions.filter { $0.name == name }
    return own.isEmpty ? functions.filter { $0.answers(to: name) } : own
  }

  /// Finds the function.
  ///
  /// - Returns: The function of that name, or the only one that a macro of that name makes, or the innermost one
  ///   around that line.
  /// - Throws: ``FunctionChoiceError``, ``SourceTextError``, or the error of a parser that cannot start.
  public func find() throws -> CFunction {
    let source = try SourceText(reading: FilePathBytes(file), file: file, followsLink: true)
    let functions = try FunctionParser().parse(source, file: file).functions
    if let line = Int(name) {
      let around = functions.filter { $0.range.startLine <= line && line <= $0.range.endLine }
      guard let function = around.last else {
        throw FunctionChoiceError.noFunctionAtLine(file: file, line: line)
      }
      return function
    }
    let named = Self.functions(named: name, among: functions)
    guard let function = named.first else {
      throw FunctionChoiceError.noSuchFunction(file: file, name: name, known: functions.map(\.name))
    }
    guard named.count == 1 else {
      throw FunctionChoiceError.ambiguous(
        file: file, name: name, lines: named.map(\.range.startLine),
        others: function.name == name ? [] : named.map(\.name))
    }
    return function
  }
}

/// Why a function cannot be chosen.
public enum FunctionChoiceError: ExplainedError, Equatable {
  /// No function stands at that line.
  case noFunctionAtLine(file: String, line: Int)
  /// The file has no function of that name.
  case noSuchFunction(file: String, name: String, known: [String])
  /// The file has several functions of that name, or several that a macro of that name makes; `others` are
  /// then their own names.
  case ambiguous(file: String, name: String, lines: [Int], others: [String])

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .noFunctionAtLine(let file, let line):
      .init(
        "\(file.printable):\(line) is in no function.",
        next: "Name a function, or a line in one.")
    case .noSuchFunction(let file, let name, let known):
      .init(
        "\(file.printable) has no function \"\(name.printable)\"."
          + (known.isEmpty ? " None was found in it." : ""),
        next: Self.others(known, than: name))
    case .ambiguous(let file, let name, let lines, let others):
      Self.choice(file.printable, name.printable, lines, others.map(\.printable))
    }
  }

  /// What the user may have meant: the function of a like name, or the first ones there are.
  private static func others(_ known: [String], than name: String) -> String? {
    if known.isEmpty { return nil }
    if let nearest = Spelling.nearest(to: name, in: known) { return "Did you mean \(nearest.printable)?" }
    let first = known.prefix(5).joined(separator: ", ").printable
    return "It has \(first)" + (known.count > 5 ? " and \(known.count - 5) more." : ".")
  }

  private static func choice(
    _ file: String, _ name: String, _ lines: [Int], _ others: [String]
  ) -> ErrorExplanation {
    guard let first = others.first else {
      let places = listed(lines.map(String.init))
      return .init(
        "\(file) has \(lines.count) functions \(name), at lines \(places).",
        next: "Name one by its line: \(file):\(lines.first ?? 1).")
    }
    let functions = listed(zip(others, lines).map { "\($0) (line \($1))" })
    return .init(
      "The macro \(name) makes \(lines.count) functions of \(file): \(functions).",
      next: "Name one of them, for example \(file):\(first).")
  }

  private static func listed(_ words: [String]) -> String {
    words.prefix(10).joined(separator: ", ") + (words.count > 10 ? " and \(words.count - 10) more" : "")
  }
}
