extension Finding {
  /// The others of the finding's family in words, such as `and 3 alike: f (a.c:12), g (b.c:40), …`; nil without any.
  ///
  /// - Parameters:
  ///   - limit: How many are named.
  ///   - path: A file's path as it is to be shown.
  /// - Returns: The words.
  func alikeInWords(limit: Int, path: (String) -> String = { $0 }) -> String? {
    guard !alike.isEmpty else { return nil }
    let names = alike.prefix(limit).map { other in
      "\(other.function.name.printable) (\(path(other.function.file).printable):\(other.function.range.startLine))"
    }
    let rest = alike.count > limit ? ", …" : ""
    return "and \(alike.count) alike" + (names.isEmpty ? "" : ": " + names.joined(separator: ", ") + rest)
  }

  /// Whether it or one that is alike is a suspect.
  var holdsSuspect: Bool { isSuspect || alike.contains(where: \.isSuspect) }

  /// How many functions it stands for.
  var functionCount: Int { 1 + alike.count }
}

extension ScanResult {
  /// What the functions ranked apart are, such as `12 test, 3 vendored`, most first.
  var apartKinds: String {
    apartCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
      .joined(separator: ", ")
  }

  /// What was ranked apart and is suspect, as the end of a sentence: ` and 3 ranked apart`; empty without any.
  public var apartWords: String {
    apartSuspectCount == 0 ? "" : " and \(counting: apartSuspectCount, "suspect") ranked apart"
  }

  /// The functions that suspects are among: `315 functions`, or `4 functions changed since HEAD~1, of 315`.
  public var scopeInWords: String { scopeInWords(\.printable) }

  /// The same, with the commit's name written as a format needs it.
  func scopeInWords(_ escaped: (String) -> String) -> String {
    guard let changes else { return "\(counting: functionCount, "function")" }
    return
      "\(counting: changes.functionCount, "function") changed since \(escaped(changes.since)), of \(functionCount)"
  }

  /// Whether lists hold functions that are no suspects in every format: their order is not that of scores.
  var listsOthers: Bool { showsLines || order == .teaching }

  /// Whether lists name the lines of functions: whoever reads by effort or within a budget asks for them.
  var showsLines: Bool { budget != nil || order == .effort }
}
