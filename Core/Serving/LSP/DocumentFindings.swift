/// What the server knows of one version of a document: its functions, scores, and why they have them.
struct DocumentFindings: Sendable {
  /// A function that is shown.
  struct Reported: Sendable {
    let function: ScannedFunction
    /// The statements that raised its score most; none where it is no suspect.
    var statements: [ScannedStatement] = []
    /// What to check in it.
    let signals: [ScannedSignal]
    /// Whether something is known to be wrong with it.
    let isConfirmed: Bool
    /// The fix of a function like it that it lacks.
    let missedFix: MissedFix?
    /// The reported functions of the document that are like it, highest score first, by their places among all reported.
    var alike: [Int] = []
    /// The one of its family that stands for all; nil where it does so itself.
    var leader: Int?
  }

  let uri: String
  let version: Int
  let scan: BufferScan
  /// The suspects, and the functions that lack a fix, that nobody has accepted, in order.
  let reported: [Reported]
  let encoding: PositionEncoding
  let detector: Detector
  /// What the project's history says; nil when nothing is known, or not yet.
  let past: FilePast?
  /// What has been decided about functions.
  let decisions: FunctionDecisions
  /// What the file is where it is not the project's own product, such as vendored code.
  let ancillary: AncillaryCode?

  /// Scans a document.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - file: The document's path for people and for the baseline.
  ///   - decisions: Says which functions are not reported.
  ///   - detector: Scores the functions.
  ///   - settings: Says what a suspect is and how many statements are marked.
  ///   - encoding: How the client counts columns.
  ///   - past: What the project's history says.
  ///   - isCancelled: Asked between functions.
  /// - Throws: `CancellationError`, ``DetectionError``, or the error of a parser that cannot start.
  init(
    _ document: OpenDocument, file: String, decisions: FunctionDecisions, detector: Detector,
    settings: ServerSettings, encoding: PositionEncoding,
    past: FilePast? = nil, isCancelled: () -> Bool
  ) throws {
    self.past = past
    self.decisions = decisions
    ancillary = AncillaryCode(path: file)
    uri = document.uri
    version = document.version
    self.encoding = encoding
    self.detector = detector
    let scan = try BufferScan(
      BufferText(document.text), file: file, detector: detector, threshold: settings.threshold,
      honoursComments: settings.honoursComments ?? true, past: past, isCancelled: isCancelled)
    self.scan = scan
    let functions = scan.functions.filter { $0.suppression == nil && !decisions.accepts($0) }
    let fixes = try Self.missedFixes(of: functions, past, isCancelled)
    var reported = zip(functions, fixes).filter { $0.isSuspect || $1 != nil }.map { function, fix in
      Reported(
        function: function, signals: scan.signals(of: function),
        isConfirmed: decisions.isConfirmed(function), missedFix: fix)
    }
    let suspects = reported.indices.filter { reported[$0].function.isSuspect }
    let statements = try scan.attributions(
      of: suspects.map { reported[$0].function }, limit: settings.statements, isCancelled: isCancelled)
    for (index, statements) in zip(suspects, statements) { reported[index].statements = statements }
    Self.joinFamilies(&reported)
    self.reported = reported
  }

  /// The fixes of functions like them that functions lack.
  private static func missedFixes(
    of functions: [ScannedFunction], _ past: FilePast?, _ isCancelled: () -> Bool
  ) throws -> [MissedFix?] {
    guard let past, past.knowsMended else { return functions.map { _ in nil } }
    return try functions.map { scanned in
      if isCancelled() { throw CancellationError() }
      return past.missedFix(of: scanned.function)
    }
  }

  /// Puts functions that are alike and lack the same fix, or none, into one row: that of the highest score.
  private static func joinFamilies(_ reported: inout [Reported]) {
    let families = LikenessSketch.families(reported.map { LikenessSketch(of: $0.function.function) })
    let fixes = reported.map { $0.missedFix?.commit ?? "" }
    for members in reported.indices.groupedInOrder(by: { "\(families[$0]) \(fixes[$0])" })
    where members.count > 1 {
      let ranked = members.sorted {
        (reported[$1].function.score, $0) < (reported[$0].function.score, $1)
      }
      for member in ranked {
        reported[member].alike = ranked.filter { $0 != member }
        reported[member].leader = member == ranked[0] ? nil : ranked[0]
      }
    }
  }

  /// The function with a fingerprint.
  func function(with fingerprint: FunctionFingerprint) -> ScannedFunction? {
    scan.functions.first { $0.fingerprint == fingerprint }
  }

  // MARK: Diagnostics

  /// The diagnostics: for each family of reported functions the name of the first as information; the names of the
  /// others, what to check and statements as hints.
  var diagnostics: JSONValue { .array(reported.flatMap { diagnostics(of: $0) }) }

  private func diagnostics(of reported: Reported) -> [JSONValue] {
    let function = reported.function
    let name = function.function.name.printable
    let parts = reported.statements.map { statement in
      related(statement.range, "\(Self.percent(statement)) of it: \(statement.attribution.text.printable)")
    }
    let main = diagnostic(
      function.name, severity: severity(of: reported),
      code: function.isSuspect ? "suspect-function" : "missed-fix",
      message: message(of: reported), related: parts + family(of: reported), function)
    return [main] + reported.signals.map { diagnostic($0, function) }
      + reported.statements.map { statement in
        diagnostic(
          statement.range, severity: 4, code: "contributing-statement",
          message: "\(Self.percent(statement)) of what raises the score of \(name).",
          related: [related(function.name, "\(name) has the score \(String(score: function.score)).")],
          function)
      }
  }

  /// A hint at the first place where a signal fires; the others are related.
  private func diagnostic(_ signal: ScannedSignal, _ function: ScannedFunction) -> JSONValue {
    let first = signal.row.first
    let name = function.function.name.printable
    let others = zip(signal.row.places, signal.ranges).dropFirst().map { place, range in
      related(range, place.sentence)
    }
    let remedy = first.signal.map { " To mend: \($0.remedy)" } ?? ""
    return diagnostic(
      signal.ranges[0], severity: 4, code: first.name,
      message: "To check in \(name): \(signal.row.sentence).\(remedy)",
      related: [related(function.name, "\(name) has the score \(String(score: function.score)).")] + others,
      function, address: first.signal?.address)
  }

  /// A warning for what is wrong, a hint for what stands behind another one of its family, information for the rest.
  private func severity(of reported: Reported) -> Int {
    if reported.isConfirmed { return 2 }
    return reported.leader == nil ? 3 : 4
  }

  private func message(of reported: Reported) -> String {
    let function = reported.function
    let name = function.function.name.printable
    let score = "score \(String(score: function.score))"
    var message =
      if reported.isConfirmed {
        "\(name) is confirmed: something is wrong with it; \(score)."
      } else if function.isSuspect {
        "\(name) may hide a vulnerability: \(score), a suspect from \(String(score: scan.threshold))."
      } else {
        "\(name) may lack a fix; \(score)."
      }
    if let fix = reported.missedFix { message += " It is \(fix.words)." }
    message += words(function)
    if let signal = reported.signals.first {
      message += " To check in line \(signal.line): \(signal.row.sentence)."
    }
    if let ancillary { message += " \(Self.words(ancillary))" }
    if let leader = reported.leader {
      let other = self.reported[leader].function
      message += " It is like \(other.function.name.printable), line \(other.name.start.line + 1)."
    } else if !reported.alike.isEmpty {
      message += " And \(reported.alike.count) alike in this file."
    }
    return message
  }

  static func words(_ ancillary: AncillaryCode) -> String {
    "The file is \(ancillary.word) code, which scans rank apart."
  }

  /// More are hardly read.
  private static let alikeLimit = 20

  private func family(of reported: Reported) -> [JSONValue] {
    reported.alike.prefix(Self.alikeLimit).map { place in
      let other = self.reported[place].function
      return related(
        other.name,
        "Alike: \(other.function.name.printable), which has the score \(String(score: other.score)).")
    }
  }

  private func related(_ range: TextRange, _ message: String) -> JSONValue {
    ["location": ["uri": .string(uri), "range": json(range)], "message": .string(message)]
  }

  private func diagnostic(
    _ range: TextRange, severity: Int, code: String, message: String, related: [JSONValue],
    _ function: ScannedFunction, address: String? = nil
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "range": json(range), "severity": .number(String(severity)), "code": .string(code),
      "source": "vulnadapt",
      "message": .string(message), "relatedInformation": .array(related),
      "data": ["fingerprint": .string(function.fingerprint.hexadecimal)],
    ]
    if let address { members["codeDescription"] = ["href": .string(address)] }
    return .object(members)
  }

  /// What the past says of a function, as a sentence after others; empty when there is nothing to say.
  private func words(_ scanned: ScannedFunction) -> String {
    guard let past = past?.note(for: scanned.function.name), past.isWorthAWord else { return "" }
    return " " + past.sentence
  }

  static func percent(_ statement: ScannedStatement) -> String {
    String(percent: statement.attribution.share)
  }

  func json(_ range: TextRange) -> JSONValue {
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
