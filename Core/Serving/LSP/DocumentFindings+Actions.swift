extension DocumentFindings {
  /// The commands that code actions run.
  enum Command: String, CaseIterable {
    /// The user alone takes a function for fine.
    case markFine = "vulnadapt.markFine"
    /// The project's baseline notes that a function is in order, that something is wrong with it, or nothing any more.
    case accept = "vulnadapt.accept"
    case confirm = "vulnadapt.confirm"
    case clearMark = "vulnadapt.clearMark"
  }

  /// What can be done about the reported and the marked functions that a range touches.
  ///
  /// - Parameters:
  ///   - range: The range.
  ///   - diagnostics: The client's diagnostics there.
  ///   - settings: Says where decisions are kept.
  ///   - canMark: Whether the project's baseline may be written for this document.
  /// - Returns: The actions.
  func actions(
    for range: TextRange, diagnostics: [JSONValue], settings: ServerSettings, canMark: Bool
  ) -> JSONValue {
    let start = encoding.utf16Position(range.start, in: scan.text.lines)
    let end = encoding.utf16Position(range.end, in: scan.text.lines)
    func touches(_ function: ScannedFunction) -> Bool {
      function.range.start <= end && start <= function.range.end
    }
    let shown = reported.filter { touches($0.function) }
    let marked = canMark ? scan.functions.filter { touches($0) && decisions.verdict(of: $0) != nil } : []
    return .array(
      shown.flatMap { actions(for: $0, diagnostics, settings, canMark: canMark) }
        + marked.map { function in
          let title = "take the mark of \(function.function.name.printable) away"
          return action(title, .clearMark, function, own(diagnostics, of: function))
        })
  }

  private func actions(
    for reported: Reported, _ diagnostics: [JSONValue], _ settings: ServerSettings, canMark: Bool
  ) -> [JSONValue] {
    let function = reported.function
    let name = function.function.name.printable
    let own = own(diagnostics, of: function)
    var actions: [JSONValue] = []
    // A comment that accepts what is no suspect suppresses nothing.
    if function.isSuspect {
      actions.append([
        "title": .string("VulnAdapt: suppress \(name) with a comment"), "kind": "quickfix",
        "diagnostics": .array(own),
        "edit": [
          "changes": .object([
            uri: [
              ["range": json(TextRange(at: commentPlace(function))), "newText": .string(comment(function))]
            ]
          ])
        ],
      ])
    }
    if settings.fine != nil {
      actions.append(action("mark \(name) as fine, for me", .markFine, function, own))
    }
    if canMark {
      actions.append(action("accept \(name), it is in order, for everyone", .accept, function, own))
      if !reported.isConfirmed {
        actions.append(action("confirm \(name), something is wrong with it", .confirm, function, own))
      }
    }
    return actions
  }

  private func action(
    _ title: String, _ command: Command, _ function: ScannedFunction, _ diagnostics: [JSONValue]
  ) -> JSONValue {
    let title = JSONValue.string("VulnAdapt: " + title)
    return [
      "title": title, "kind": "quickfix", "diagnostics": .array(diagnostics),
      "command": [
        "title": title, "command": .string(command.rawValue),
        "arguments": [["uri": .string(uri), "fingerprint": .string(function.fingerprint.hexadecimal)]],
      ],
    ]
  }

  private func own(_ diagnostics: [JSONValue], of function: ScannedFunction) -> [JSONValue] {
    let fingerprint = function.fingerprint.hexadecimal
    return diagnostics.filter { $0["data"]?["fingerprint"]?.string == fingerprint }
  }

  /// The start of the function's first line.
  private func commentPlace(_ function: ScannedFunction) -> TextPosition {
    TextPosition(line: function.range.start.line, column: 0)
  }

  private func comment(_ function: ScannedFunction) -> String {
    let lines = scan.text.lines
    let line = function.range.start.line
    let first = lines.indices.contains(line) ? lines[line] : ""
    let indentation = first.prefix { $0 == " " || $0 == "\t" }
    let lineEnd = BufferText.lineEnd(of: first)
    return "\(indentation)// vulnadapt: ignore — reason\(lineEnd.isEmpty ? "\n" : lineEnd)"
  }
}
