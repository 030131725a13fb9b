extension DocumentFindings {
  /// What is known of the function at a place; null outside of functions.
  func hover(at position: TextPosition, isCancelled: () -> Bool) throws -> JSONValue {
    let place = encoding.utf16Position(position, in: scan.text.lines)
    guard let scanned = scan.function(at: place) else { return .null }
    let rank = 1 + scan.functions.count { $0.score > scanned.score }
    var lines = [
      "**\(Self.code(scanned.function.name))**: score \(String(score: scanned.score)), \(verdict(scanned)); "
        + "place \(rank) of \(scan.functions.count) in this file."
    ]
    if scanned.isNovel == true { lines.append(Finding.noveltySentence) }
    let shown = reported.first { $0.function.range == scanned.range }
    if let fix = shown?.missedFix { lines += ["", "It is \(Self.escaped(fix.words))."] }
    let known = shown.flatMap { $0.function.isSuspect ? $0.statements : nil }
    let statements =
      try known ?? scan.attributions(of: [scanned], limit: 3, isCancelled: isCancelled)[0]
    let signals = scan.signals(of: scanned)
    if !signals.isEmpty {
      lines += ["", "To check"]
      lines += signals.map { "- line \($0.line): \(Self.escaped($0.row.sentence, keepsCode: true))" }
    }
    if let ancillary { lines += ["", Self.words(ancillary)] }
    if !statements.isEmpty {
      lines += ["", "Raised most by"]
      lines += statements.map { statement in
        "- \(statement.lines), \(Self.percent(statement)): \(Self.code(statement.attribution.text))"
      }
    }
    if let past = past?.note(for: scanned.function.name) {
      lines += ["", "In the project's history it was \(Self.escaped(past.words))."]
    }
    if let shown { lines += family(of: shown) }
    let similar = detector.similarFunctions(to: scanned.function, limit: 3)
    if !similar.isEmpty {
      lines += ["", "Resembles the vulnerable"]
      lines += similar.map { similar in
        let labels = [similar.cve, similar.cwe].compactMap { $0 }.map { " " + Self.code($0) }.joined()
        return "- \(Self.code(similar.name)) of \(Self.code(similar.project))\(labels)"
          + " (similarity \(String(score: Float(similar.similarity))))"
      }
    }
    lines += ["", "This says what the model looked at; a mistake may well be elsewhere."]
    return [
      "contents": ["kind": "markdown", "value": .string(lines.joined(separator: "\n"))],
      "range": json(scanned.name),
    ]
  }

  /// How many of a family are named.
  private static let familyLimit = 10

  private func family(of shown: Reported) -> [String] {
    guard !shown.alike.isEmpty else { return [] }
    let names = shown.alike.prefix(Self.familyLimit).map { place in
      let other = reported[place].function
      return "- \(Self.code(other.function.name)), line \(other.name.start.line + 1),"
        + " score \(String(score: other.score))"
    }
    let rest = shown.alike.count - names.count
    return ["", "Alike in this file"] + names + (rest > 0 ? ["- and \(rest) more"] : [])
  }

  private func verdict(_ scanned: ScannedFunction) -> String {
    if decisions.isConfirmed(scanned) { return "confirmed: something is wrong with it" }
    if scanned.score < scan.threshold { return "no suspect (from \(String(score: scan.threshold)))" }
    if let comment = scanned.suppression { return "accepted by the comment in line \(comment.line)" }
    return decisions.accepts(scanned)
      ? "accepted as fine or by the baseline" : "a suspect (from \(String(score: scan.threshold)))"
  }

  /// Text that stands for itself in Markdown.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - keepsCode: Whether what stands between two backquotes is code; with an odd number of them nothing is.
  /// - Returns: Markdown.
  private static func escaped(_ text: String, keepsCode: Bool = false) -> String {
    let keepsCode = keepsCode && text.count { $0 == "`" }.isMultiple(of: 2)
    var isCode = false
    return text.reduce(into: "") { result, character in
      if keepsCode, character == "`" {
        isCode.toggle()
      } else if !isCode, "\\`*_{}[]()<>#+!|~".contains(character) {
        result += "\\"
      }
      result.append(character)
    }
  }

  /// Text as code in Markdown, whatever it holds.
  private static func code(_ text: String) -> String {
    let text = String(text.printable.prefix(200))
    let runs = text.split { $0 != "`" }.map(\.count)
    let fence = String(repeating: "`", count: (runs.max() ?? 0) + 1)
    let isDelicate = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty
    return fence + (isDelicate ? " \(text) " : text) + fence
  }
}
