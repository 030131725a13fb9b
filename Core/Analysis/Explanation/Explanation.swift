/// Why a function has its score, statement by statement, for a person to judge.
public struct Explanation: Sendable {
  /// A statement's part in the score.
  public struct Part: Hashable, Sendable {
    /// Where the statement stands in its file.
    public var range: SourceRange
    /// The statement as it stands in the source, on one line with single blanks.
    public var text: String
    /// What the statement adds to the logit difference of "vulnerable" and "not vulnerable"; 0 outside of the
    /// statements that decided the score.
    var contribution: Double
    /// The function's score without the statement; nil beyond the first ``Explanation/leaveOutLimit`` statements.
    var scoreWithout: Float?
    /// Whether it is a block of statements and not one alone.
    var isBlock = false
  }

  /// More statements than this are not left out one by one.
  static let leaveOutLimit = 2_000

  /// The function.
  public var function: CFunction
  /// How suspicious the model finds the function, 0...1; no probability.
  public var score: Float
  /// The score by the text alone; nil where the project's history has no say in ``score``.
  var scoreByText: Float?
  /// The score from which on a function is a suspect.
  public var threshold: Float
  /// The statements in source order.
  public var parts: [Part]
  /// The logit difference of the statements that decided the score.
  var logit: Double
  /// The logit difference without any content: what all contributions start from.
  public var baseline: Double
  /// How far the contributions' sum is from `logit - baseline`.
  public var error: Double
  /// How many statements decided the score; fewer than all in a function longer than the model reads at once.
  var decidingCount: Int
  /// The labelled vulnerable functions it resembles, most similar first.
  var similarFunctions: [SimilarFunction]
  /// What a reviewer can check in the function, in the order of its text.
  public var signals: [ObservedSignal] = []
  /// The method the model was trained with.
  public var method: String
  /// What the project's history says of the function; nil without one, or when nobody asked.
  public var past: HistoryNote?
  /// What came of adapting the model to the project's own past, in words; nil where that was not tried.
  public var adaptation: String?
  /// Whether the function is unlike what the model learnt from; nil where the model cannot tell.
  var isNovel: Bool?

  /// The fix of a function like it that it lacks.
  public var missedFix: MissedFix?
  /// The functions beside it that are like it, most similar first.
  public var alike: [CFunction] = []

  /// The parts that raise the score, largest contribution first.
  var raising: [Part] {
    parts.filter { $0.contribution > 0 }.sorted {
      ($1.contribution, $0.range.startOffset) < ($0.contribution, $1.range.startOffset)
    }
  }

  /// The parts of ``raising`` that are reasons: those that say something and add more than next to nothing, or else
  /// blocks of them.
  var reasons: [Part] {
    let silent = SilentStatements(of: function)
    let acting = raising.filter { !silent.contain($0.range) }
    let sum = acting.reduce(0) { $0 + $1.contribution }
    guard sum > 0, sum.isFinite else { return [] }
    let strong = acting.filter { $0.contribution >= sum * Detector.leastShare }
    guard strong.isEmpty else { return strong }
    let statements = acting.map {
      StatementAttribution(range: $0.range, text: $0.text, share: $0.contribution / sum)
    }
    return ReasonBlocks.strongest(among: statements, in: function).map { block in
      Part(range: block.range, text: block.text, contribution: block.share * sum, isBlock: true)
    }
  }

  /// The parts of ``lowering`` that say something: no head, no call that only reports.
  var loweringReasons: [Part] {
    let silent = SilentStatements(of: function)
    return lowering.filter { !silent.contain($0.range) }
  }

  /// The parts whose absence would lower the score most, lowest score first.
  var lowering: [Part] {
    parts.filter { $0.scoreWithout.map { $0 < score } ?? false }.sorted {
      ($0.scoreWithout ?? 0, $0.range.startOffset) < ($1.scoreWithout ?? 0, $1.range.startOffset)
    }
  }
}

extension Detector {
  /// Explains a function's score.
  ///
  /// Contributions to networks are integrated gradients (Sundararajan et al., ICML 2017) over the statements that
  /// decided the score; those to a linear part are its exact summands. They say what the model looked at; a mistake may well be elsewhere.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - threshold: The score from which on a function is a suspect; the model's when nil.
  ///   - similarLimit: The largest number of similar functions.
  /// - Returns: The explanation; without parts for a function without statements.
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func explanation(
    of function: CFunction, threshold: Float? = nil, similarLimit: Int = 3
  ) throws(DetectionError) -> Explanation {
    let reading = preparation.reading(of: function)
    let logit = preparation.logit(of: reading)
    let lead = try network?.leads(of: [reading.encoded])[0]
    var explanation = Explanation(
      function: function, score: try score(linear: logit, lead: lead),
      threshold: threshold ?? model.threshold,
      parts: [], logit: 0, baseline: 0, error: 0, decidingCount: 0,
      similarFunctions: similarFunctions(to: reading.statements, limit: similarLimit),
      signals: SignalFinder.signals(of: function), method: model.method)
    explanation.isNovel = preparation.isNovel(reading)
    let statements = reading.statements
    guard !statements.isEmpty else { return explanation }
    var parts = [Double](repeating: 0, count: statements.count)
    explanation.decidingCount = statements.count
    if model.linear != nil || model.evidence != nil {
      let contributions = reading.contributions(by: model, to: function)
      // Statements at one place share what stands there.
      let counts = Dictionary(grouping: statements, by: \.range).mapValues { Double($0.count) }
      for (index, statement) in statements.enumerated() {
        parts[index] = (contributions[statement.range] ?? 0) / (counts[statement.range] ?? 1)
      }
      explanation.baseline = (model.linear?.bias ?? 0) + (model.evidence?.baseline ?? 0)
      explanation.logit = logit ?? explanation.baseline
    }
    if let network, reading.encoded.statementCount > 0 {
      let window = try network.decidingWindows(of: [reading.encoded])[0]
      let gradients = IntegratedGradients(network, .explanation).run([window])[0]
      let weight = model.networkWeight
      for (index, part) in zip(window.range, gradients.parts) { parts[index] += weight * part }
      explanation.logit += weight * gradients.logit
      explanation.baseline += weight * gradients.baseline
      explanation.error = weight * gradients.error
      if model.linear == nil, model.evidence == nil { explanation.decidingCount = window.range.count }
    }
    let without = try scoresWithoutOne(reading, of: function)
    explanation.parts = statements.enumerated().map { index, statement in
      Explanation.Part(
        range: statement.range, text: function.excerpt(statement.range), contribution: parts[index],
        scoreWithout: index < without.count ? without[index] : nil)
    }
    return explanation
  }

  /// The function's score without each of its first statements.
  private func scoresWithoutOne(
    _ reading: FunctionReading, of function: CFunction
  ) throws(DetectionError) -> [Float] {
    let (statements, encoded) = (reading.statements, reading.encoded)
    let count = min(statements.count, Explanation.leaveOutLimit)
    // A long function's copies must not fill the memory.
    let atOnce = max(1, (4 << 20) / (encoded.tokens.count + statements.count))
    var scores: [Float] = []
    for start in stride(from: 0, to: count, by: atOnce) {
      let range = start..<min(start + atOnce, count)
      let leads = try network?.leads(of: range.map { encoded.removing(statement: $0) })
      for index in range {
        let range = statements[index].range
        var linear = reading.linear.flatMap { model.linear?.logit(of: $0.removing(range)) }
        if let features = reading.features, let evidence = model.evidence {
          linear = (linear ?? 0) + evidence.logit(of: features, in: function, without: range)
        }
        scores.append(try score(linear: linear, lead: leads.map { $0[index - start] }))
      }
    }
    return scores
  }
}

extension EncodedFunction {
  /// The function without one of its statements.
  func removing(statement index: Int) -> EncodedFunction {
    let (first, last) = (Int(tokenOffsets[index]), Int(tokenOffsets[index + 1]))
    var result = self
    result.opcodes.remove(at: index)
    result.tokens.removeSubrange(first..<last)
    result.tokenOffsets.remove(at: index + 1)
    for later in (index + 1)..<result.tokenOffsets.count { result.tokenOffsets[later] -= Int32(last - first) }
    let place = Int32(index)
    result.edges = edges.filter { $0.from != place && $0.to != place }.map { edge in
      StatementEdge(
        kind: edge.kind, from: edge.from - (edge.from > place ? 1 : 0),
        to: edge.to - (edge.to > place ? 1 : 0))
    }
    return result
  }
}
