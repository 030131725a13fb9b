import Algorithms

/// The functions of one open file with their scores: what editors show.
///
/// Nothing is read from disk; the text is the editor's, saved or not.
struct BufferScan: Sendable {
  /// The text that was scanned.
  let text: BufferText
  /// Every function of the text in order.
  let functions: [ScannedFunction]
  /// The score, 0...1, from which on a function is a suspect.
  let threshold: Float
  /// What scored the functions.
  let detector: Detector

  /// Functions scored or explained between two looks at `isCancelled`; enough to fill the detector's batches.
  private static let chunkSize = 64

  /// Finds and scores the functions of a text.
  ///
  /// - Parameters:
  ///   - text: The text of one C source or header file.
  ///   - file: What ``CFunction/file`` of the results says; it reaches no score.
  ///   - detector: Scores the functions.
  ///   - threshold: The score from which on a function is a suspect; the model's when nil.
  ///   - honoursComments: Whether comments can accept suspects.
  ///   - past: What the project's history says of the file; nil for the text alone.
  ///   - isCancelled: Asked while the text is read, and between functions.
  /// - Throws: `CancellationError` once `isCancelled` says so, ``DetectionError``, or an error of
  ///   ``FunctionParser``.
  init(
    _ text: BufferText, file: String = "", detector: Detector, threshold: Float? = nil,
    honoursComments: Bool = true, past: FilePast? = nil, isCancelled: () -> Bool = { false }
  ) throws {
    self.text = text
    self.detector = detector
    let threshold = threshold ?? detector.model.threshold
    self.threshold = threshold
    func check() throws { if isCancelled() { throw CancellationError() } }
    try check()
    let parsed = try FunctionParser().parse(text.source, file: file, keepsTokens: true, check: check)
    let found = try detector.preparation.prepare(parsed, check: check).functions
    var functions: [ScannedFunction] = []
    functions.reserveCapacity(found.count)
    for chunk in found.chunks(ofCount: Self.chunkSize) {
      if isCancelled() { throw CancellationError() }
      let scores = try detector.scores(of: Array(chunk))
      for (prepared, score) in zip(chunk, scores) {
        var prepared = prepared
        if !honoursComments { prepared.suppression = nil }
        let score = past?.score(score, of: prepared.function) ?? score
        functions.append(ScannedFunction(prepared, in: text, score: score, threshold: threshold))
      }
    }
    self.functions = functions
  }

  /// The functions whose score reaches the threshold, in order, without those that a comment accepts.
  var suspects: [ScannedFunction] { functions.filter(\.isSuspect) }

  /// The function a place lies in; the innermost where functions are nested.
  func function(at position: TextPosition) -> ScannedFunction? {
    functions.last { $0.range.start <= position && position <= $0.range.end }
  }

  /// The statements that raised each function's score most; see ``Detector/attribution(of:limit:)``.
  ///
  /// - Parameters:
  ///   - functions: Functions of this scan.
  ///   - limit: The largest number of statements of a function.
  ///   - isCancelled: Asked every 64 functions.
  /// - Returns: The statements of each function, largest share first.
  /// - Throws: `CancellationError` once `isCancelled` says so, or ``DetectionError``.
  func attributions(
    of functions: [ScannedFunction], limit: Int, isCancelled: () -> Bool = { false }
  ) throws -> [[ScannedStatement]] {
    var attributions: [[ScannedStatement]] = []
    for chunk in functions.chunks(ofCount: Self.chunkSize) {
      if isCancelled() { throw CancellationError() }
      attributions += try detector.attributions(of: chunk.map(\.function), limit: limit).map { statements in
        statements.map { ScannedStatement(attribution: $0, range: text.range($0.range)) }
      }
    }
    return attributions
  }

  /// The signals of a function of this scan, a row each, in the order of ``Signal/all``.
  func signals(of function: ScannedFunction) -> [ScannedSignal] {
    SignalRow.rows(of: SignalFinder.signals(of: function.function)).map { row in
      ScannedSignal(row: row, ranges: row.places.map { text.range($0.range) })
    }
  }
}

/// All places of a function of an open file at which one signal fires.
struct ScannedSignal: Sendable {
  /// What was seen.
  let row: SignalRow
  /// Where the statements stand, as many as the row has places.
  let ranges: [TextRange]

  /// The number of the first place's line, from one.
  var line: Int { ranges[0].start.line + 1 }
}

/// A function of an open file with its score.
struct ScannedFunction: Hashable, Sendable {
  /// The function.
  var function: CFunction
  /// How suspicious the model finds the function, 0...1; no probability.
  var score: Float
  /// Whether the score reaches the threshold and no comment accepts the function.
  var isSuspect: Bool
  /// Whether the function is unlike what the model learnt from; nil where the model cannot tell.
  var isNovel: Bool?
  /// The comment before the function that accepts it, such as `// vulnadapt: ignore — reason`.
  var suppression: SuppressionComment?
  /// The content of the function, which survives edits elsewhere.
  var fingerprint: FunctionFingerprint
  /// The function from its head to its closing brace.
  var range: TextRange
  /// The head up to the parameters' closing parenthesis.
  var signature: TextRange
  /// The name.
  var name: TextRange

  init(_ prepared: PreparedFunction, in text: BufferText, score: Float, threshold: Float) {
    let function = prepared.function
    self.function = function
    self.score = score
    suppression = prepared.suppression
    isNovel = prepared.isNovel
    isSuspect = score >= threshold && prepared.suppression == nil
    fingerprint = prepared.fingerprint
    let start = function.range.startOffset
    let head = HeadLocation(of: function)
    range = text.range(function.range)
    signature = TextRange(start: range.start, end: text.position(at: start + head.end))
    name = TextRange(
      start: text.position(at: start + head.name.lowerBound),
      end: text.position(at: start + head.name.upperBound))
  }
}

/// A statement's share of the score of a function of an open file.
struct ScannedStatement: Hashable, Sendable {
  /// The statement and its share.
  var attribution: StatementAttribution
  /// Where the statement stands.
  var range: TextRange

  /// Its line, or the lines of a block, for people: "line 4", "lines 4–9".
  var lines: String {
    attribution.isBlock && range.end.line > range.start.line
      ? "lines \(range.start.line + 1)–\(range.end.line + 1)" : "line \(range.start.line + 1)"
  }
}
