/// Tells statements that only report: logging, tracing, assertions, error texts.
///
/// They stand where things go wrong, so models lean on them, but a reader finds nothing to mend in them.
enum ReportingStatement {
  private static let words: Set<String> = [
    "log", "logf", "logger", "error", "err", "msg", "message", "notice", "info", "verbose", "print", "puts",
    "fputs",
    "perror", "report", "diag", "die", "fatal", "panic", "usage", "complain", "dbg", "alert", "echo",
    "tprintf",
  ]
  private static let parts = ["warn", "debug", "assert", "trace", "syslog", "errmsg", "printf"]
  /// Calls that take text and do something with it.
  private static let acting: Set<String> = [
    "sprintf", "snprintf", "vsprintf", "vsnprintf", "asprintf", "vasprintf", "swprintf", "sscanf", "fscanf",
    "scanf",
    "strcmp", "strncmp", "strcasecmp", "strcpy", "strncpy", "strcat", "strncat", "strlcpy", "strlcat",
    "stpcpy", "memcpy",
    "memmove", "fopen", "popen", "system", "execl", "execlp", "open", "getenv", "setenv", "putenv", "dlopen",
    "strstr",
    "strtok", "strftime", "fread", "fwrite", "unlink", "rename", "write",
  ]

  /// Whether a statement is nothing but a call that reports.
  ///
  /// Told by the words of the name, and by the shape: a call by itself that is given a sentence or a format.
  ///
  /// - Parameter text: The statement's source on one line.
  /// - Returns: Whether it only reports.
  /// - Complexity: O(*n*).
  static func reports(_ text: String) -> Bool {
    var rest = Substring(text)
    if rest.hasPrefix("(void)") { rest = rest.dropFirst(6).drop { $0 == " " } }
    var name = Substring()
    while true {
      let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard let first = word.first, !first.isNumber else { return false }
      name = word
      rest = rest.dropFirst(word.count).drop { $0 == " " }
      if rest.hasPrefix("->") {
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix(".") {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard rest.first == "(", closesAtEnd(rest), !acting.contains(String(name)) else { return false }
    let lower = name.lowercased()
    if parts.contains(where: lower.contains), !lower.hasSuffix("sprintf"), !lower.hasSuffix("snprintf") {
      return true
    }
    if NameWords.words(of: String(name)).contains(where: {
      words.contains($0) || $0.hasSuffix("error")
    }) {
      return true
    }
    return rest.contains("\"") && hasSentence(rest)
  }

  /// Whether the parenthesis at the start is closed by the last one, a semicolon aside.
  private static func closesAtEnd(_ text: Substring) -> Bool {
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    var bytes = text.utf8
    while let byte = bytes.popFirst() {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if depth == 0 { break }
      }
    }
    return depth == 0 && bytes.allSatisfy { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: " ") }
      || text.hasSuffix("…")
  }

  /// Whether a literal holds words with blanks between them, or a directive.
  private static func hasSentence(_ text: Substring) -> Bool {
    let literals = text.split(separator: "\"", omittingEmptySubsequences: false)
    return literals.enumerated().contains { index, literal in
      index % 2 == 1 && (literal.contains("%") || literal.dropFirst().dropLast().contains(" "))
    }
  }
}
