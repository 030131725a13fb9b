/// Turns functions into what a model's networks read, on any thread.
struct FunctionPreparation: Sendable {
  let parser: StatementParser
  let encoder: FunctionEncoder
  private let hasNetwork: Bool
  private let linear: LinearModel?
  private let evidence: EvidenceModel?
  private let novelty: NoveltyModel?
  /// Whether functions are sketched too, so that those that are alike can be told.
  var sketches = false

  /// Creates a preparation with a model's settings.
  init(model: ModelFile) {
    parser = StatementParser(normalisation: model.normalisation)
    encoder = FunctionEncoder(
      vocabulary: model.vocabulary, findsEdges: model.network.map { $0.generator.graphRounds > 0 } ?? false)
    hasNetwork = model.network != nil
    linear = model.linear
    evidence = model.evidence
    novelty = model.novelty
  }

  /// A function as numbers.
  func encode(_ function: CFunction) -> EncodedFunction {
    encoder.encode(parser.statements(of: function))
  }

  /// A function together with itself as numbers.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - cut: Its tokens, where the reading of its file has kept them.
  /// - Returns: Both.
  func prepare(_ function: CFunction, cut: [CToken]? = nil) -> PreparedFunction {
    function.withTokens(cut: cut) { tokens in
      let features = counts ? TextFeatures(of: function, tokens) : nil
      return PreparedFunction(
        function: function,
        encoded: hasNetwork
          ? encoder.encode(parser.statements(of: function, tokens)) : EncodedFunction(statements: []),
        linear: logit(linear?.reading(of: function, tokens), features),
        fingerprint: FunctionFingerprint(tokens),
        sketch: sketches ? LikenessSketch(of: function, tokens) : nil,
        isNovel: isNovel(features))
    }
  }

  /// What the model reads of a function, for questions about its parts.
  func reading(of function: CFunction) -> FunctionReading {
    function.withTokens { tokens in
      let statements = parser.statements(of: function, tokens)
      return FunctionReading(
        statements: statements,
        encoded: hasNetwork ? encoder.encode(statements) : EncodedFunction(statements: []),
        linear: linear.map { $0.reading(of: function, tokens) },
        features: counts ? TextFeatures(of: function, tokens, keepsOccurrences: true) : nil)
    }
  }

  /// The log-odds by the parts of the model that are no networks; nil without one that knows something of the function.
  func logit(of function: CFunction) -> Double? {
    function.withTokens { tokens in
      logit(
        linear?.reading(of: function, tokens), evidence.map { _ in TextFeatures(of: function, tokens) })
    }
  }

  /// The log-odds of a function that was read.
  func logit(of reading: FunctionReading) -> Double? {
    logit(reading.linear, reading.features)
  }

  /// Whether a function that was read is unlike what the model learnt from; nil where the model cannot tell.
  func isNovel(_ reading: FunctionReading) -> Bool? { isNovel(reading.features) }

  private func logit(_ reading: LinearReading?, _ features: TextFeatures?) -> Double? {
    let linear = linear.flatMap { part in reading.flatMap { part.logit(of: $0) } }
    guard let evidence, let features else { return linear }
    return evidence.logit(of: features.counts) + (linear ?? 0)
  }

  private func isNovel(_ features: TextFeatures?) -> Bool? {
    guard let novelty, let features else { return nil }
    return novelty.isNovel(features.counts)
  }

  /// Whether a part of the model counts what is in a text.
  private var counts: Bool { evidence != nil || novelty != nil }

  /// The functions of a file as numbers, each with the comment that speaks for it.
  func prepare(_ file: ParsedFile) -> PreparedFile { prepare(file, check: {}) }

  /// The functions of a file as numbers, each with the comment that speaks for it.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - check: Called before each function; what it throws ends the work.
  /// - Returns: The functions, in the order of the text.
  func prepare(_ file: ParsedFile, check: () throws -> Void) rethrows -> PreparedFile {
    var unused: [UnusedSuppression] = []
    var comments: [Int: SuppressionComment] = [:]
    let starts = Set(file.functions.map(\.range.startLine))
    for comment in file.suppressions {
      if comment.content == .unknown {
        unused.append(UnusedSuppression(file: file.file, line: comment.line, cause: .unknownWords))
      } else if let line = comment.codeLine, starts.contains(line), comments[line] == nil {
        comments[line] = comment
      } else {
        unused.append(UnusedSuppression(file: file.file, line: comment.line, cause: .noFunction))
      }
    }
    let functions = try file.functions.map { function in
      try check()
      var prepared = prepare(function, cut: file.tokens?.tokens(of: function))
      prepared.suppression = comments.removeValue(forKey: function.range.startLine)
      return prepared
    }
    return PreparedFile(
      file: file.file, functions: functions, skipped: file.skipped, unusedSuppressions: unused)
  }
}

/// A function that is ready to be scored.
public struct PreparedFunction: Sendable {
  /// The function.
  public let function: CFunction
  /// The function as the networks read it; without statements where there are none.
  let encoded: EncodedFunction
  /// The log-odds by the model's linear part; nil without one, or when it knows nothing of the function.
  public let linear: Double?
  /// The function's content.
  public let fingerprint: FunctionFingerprint
  /// The comment right before the function that asks to ignore it.
  public var suppression: SuppressionComment?
  /// Its likeness to others, where somebody asked for it.
  var sketch: LikenessSketch?
  /// Whether it is unlike what the model learnt from; nil where the model cannot tell.
  var isNovel: Bool?
  /// The score, where an earlier scan has found it; such a function has no text and no numbers.
  var rememberedScore: Float?
  /// The digest of the text, where an earlier scan has read it.
  var rememberedDigest: HalfDigest?
}

extension PreparedFunction {
  private static let nothing = EncodedFunction(statements: [])

  /// A function of an earlier scan.
  init(
    remembered function: CFunction, fingerprint: FunctionFingerprint, suppression: SuppressionComment?,
    score: Float, digest: HalfDigest, sketch: LikenessSketch?, isNovel: Bool?
  ) {
    self.init(
      function: function, encoded: Self.nothing, linear: nil, fingerprint: fingerprint,
      suppression: suppression, sketch: sketch, isNovel: isNovel, rememberedScore: score,
      rememberedDigest: digest)
  }
}

/// The functions of a file, ready to be scored.
public struct PreparedFile: Sendable {
  /// Path of the file, relative to the scanned folder.
  public let file: String
  /// The functions in the order in which they stand in the file.
  public let functions: [PreparedFunction]
  /// What was passed over.
  public let skipped: [SkippedRegion]
  /// Comments that belong to no function.
  public let unusedSuppressions: [UnusedSuppression]
}
