/// What the server knows of one version of a document: its functions, scores, and why they have them.
struct DocumentFindings: Sendable {
  let uri: String
  let version: Int
  let scan: BufferScan
  /// The suspects that nobody has accepted, in order, with the statements that raised their scores most.
  let suspects: [(function: ScannedFunction, statements: [ScannedStatement])]
  let encoding: PositionEncoding
  let detector: Detector
  /// What the project's history says; nil when nothing is known, or not yet.
  let past: FilePast?

  /// The commands that code actions run.
  enum Command: String, CaseIterable {
    case markFine = "vulnadapt.markFine"
    case addToBaseline = "vulnadapt.addToBaseline"
  }

  /// Scans a document.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - file: The document's path for people and for the baseline.
  ///   - accepted: Functions that are not reported.
  ///   - detector: Scores the functions.
  ///   - settings: Says what a suspect is and how many statements are marked.
  ///   - encoding: How the client counts columns.
  ///   - past: What the project's history says.
  ///   - isCancelled: Asked between functions.
  /// - Throws: `CancellationError`, ``DetectionError``, or the error of a parser that cannot start.
  init(
    _ document: OpenDocument, file: String, accepted: Set<FunctionFingerprint>, detector: Detector,
    settings: ServerSettings, encoding: PositionEncoding,
    past: FilePast? = nil, isCancelled: () -> Bool
  ) throws {
    self.past = past
    uri = document.uri
    version = document.version
    self.encoding = encoding
    self.detector = detector
    scan = try BufferScan(
      BufferText(document.text), file: file, detector: detector, threshold: settings.threshold,
      honoursComments: settings.honoursComments, past: past, isCancelled: isCancelled)
    let reported = scan.suspects.filter { !accepted.contains($0.fingerprint) }
    let statements = try scan.attributions(
      of: reported, limit: settings.statements, isCancelled: isCancelled)
    suspects = zip(reported, statements).map { ($0, $1) }
  }

  // MARK: Diagnostics

  /// The diagnostics: for each suspect its name as information, and its statements as hints.
  var diagnostics: JSONValue {
    .array(
      suspects.flatMap { function, statements -> [JSONValue] in
        let related = statements.map { statement -> JSONValue in
          [
            "location": ["uri": .string(uri), "range": json(statement.range)],
            "message": .string("\(Self.percent(statement)) of it: \(statement.attribution.text.printable)"),
          ]
        }
        let name = function.function.name.printable
        let main = diagnostic(
          function.name, severity: 3, code: "suspect-function",
          message: "\(name) may hide a vulnerability: score \(String(score: function.score)), a suspect from"
            + " \(String(score: scan.threshold)).\(words(function))", related: related, function)
        return [main]
          + statements.map { statement in
            diagnostic(
              statement.range, severity: 4, code: "contributing-statement",
              message: "\(Self.percent(statement)) of what raises the score of \(name).",
              related: [
                [
                  "location": ["uri": .string(uri), "range": json(function.name)],
                  "message": .string("\(name) has the score \(String(score: function.score))."),
                ]
              ], function)
          }
      })
  }

  private func diagnostic(
    _ range: TextRange, severity: Int, code: String, message: String, related: [JSONValue],
    _ function: ScannedFunction
  ) -> JSONValue {
    [
      "range": json(range), "severity": .number(String(severity)), "code": .string(code),
      "source": "vulnadapt",
      "message": .string(message), "relatedInformation": .array(related),
      "data": ["fingerprint": .string(function.fingerprint.hexadecimal)],
    ]
  }

  /// What the past says of a function, as a sentence after others; empty when there is nothing to say.
  private func words(_ scanned: ScannedFunction) -> String {
    guard let past = past?.note(for: scanned.function.name), past.isWorthAWord else { return "" }
    return " " + past.sentence
  }

  private static func percent(_ statement: ScannedStatement) -> String {
    "\(Int((statement.attribution.share * 100).rounded())) %"
  }

  // MARK: Hover

  /// What is known of the function at a place; null outside of functions.
  func hover(at position: TextPosition, isCancelled: () -> Bool) throws -> JSONValue {
    let place = encoding.utf16Position(position, in: scan.text.lines)
    guard let scanned = scan.function(at: place) else { return .null }
    let rank = 1 + scan.functions.count { $0.score > scanned.score }
    var lines = [
      "**\(Self.code(scanned.function.name))**: score \(String(score: scanned.score)), \(verdict(scanned)); "
        + "place \(rank) of \(scan.functions.count) in this file."
    ]
    let statements =
      try suspects.first { $0.function.range == scanned.range }?.statements
      ?? scan.attributions(of: [scanned], limit: 3, isCancelled: isCancelled)[0]
    if !statements.isEmpty {
      lines += ["", "Raised most by"]
      lines += statements.map { statement in
        "- line \(statement.range.start.line + 1), \(Self.percent(statement)): \(Self.code(statement.attribution.text))"
      }
    }
    if let past = past?.note(for: scanned.function.name) {
      lines += ["", "In the project's history it was \(Self.escaped(past.words))."]
    }
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

  private func verdict(_ scanned: ScannedFunction) -> String {
    if scanned.score < scan.threshold { return "no suspect (from \(String(score: scan.threshold)))" }
    if let comment = scanned.suppression { return "accepted by the comment in line \(comment.line)" }
    let isReported = suspects.contains { $0.function.range == scanned.range }
    return isReported
      ? "a suspect (from \(String(score: scan.threshold)))" : "accepted as fine or by the baseline"
  }

  /// Text that stands for itself in Markdown.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_{}[]()<>#+!|~".contains(character) { result += "\\" }
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

  // MARK: Code actions

  /// What can be done about the suspects that a range touches.
  func actions(for range: TextRange, diagnostics: [JSONValue], settings: ServerSettings) -> JSONValue {
    let start = encoding.utf16Position(range.start, in: scan.text.lines)
    let end = encoding.utf16Position(range.end, in: scan.text.lines)
    let touched = suspects.map(\.function).filter { $0.range.start <= end && start <= $0.range.end }
    return .array(touched.flatMap { actions(for: $0, diagnostics, settings) })
  }

  private func actions(
    for function: ScannedFunction, _ diagnostics: [JSONValue], _ settings: ServerSettings
  ) -> [JSONValue] {
    let name = function.function.name.printable
    let fingerprint = function.fingerprint.hexadecimal
    let own = diagnostics.filter { $0["data"]?["fingerprint"]?.string == fingerprint }
    var actions: [JSONValue] = [
      [
        "title": .string("Suppress \(name) with a comment"), "kind": "quickfix", "diagnostics": .array(own),
        "edit": [
          "changes": .object([
            uri: [
              ["range": json(TextRange(at: commentPlace(function))), "newText": .string(comment(function))]
            ]
          ])
        ],
      ]
    ]
    func add(_ title: String, _ command: Command) {
      actions.append([
        "title": .string(title), "kind": "quickfix", "diagnostics": .array(own),
        "command": [
          "title": .string(title), "command": .string(command.rawValue),
          "arguments": [["uri": .string(uri), "fingerprint": .string(fingerprint)]],
        ],
      ])
    }
    if settings.fine != nil { add("Mark \(name) as fine, for me", .markFine) }
    if settings.baseline != nil { add("Add \(name) to the baseline, for everyone", .addToBaseline) }
    return actions
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

  /// The function with a fingerprint.
  func function(with fingerprint: FunctionFingerprint) -> ScannedFunction? {
    scan.functions.first { $0.fingerprint == fingerprint }
  }

  private func json(_ range: TextRange) -> JSONValue {
    ["start": json(range.start), "end": json(range.end)]
  }

  private func json(_ position: TextPosition) -> JSONValue {
    let position = encoding.position(position, in: scan.text.lines)
    return ["line": .number(String(position.line)), "character": .number(String(position.column))]
  }
}

extension TextPosition {
  /// Reads a position of the protocol.
  init?(_ value: JSONValue?) {
    guard let line = value?["line"]?.int, let column = value?["character"]?.int, line >= 0, column >= 0 else {
      return nil
    }
    self.init(line: line, column: column)
  }
}
