extension Detector {
  /// The statements that raised a function's score most, largest share first.
  ///
  /// To a linear model a statement contributes the weights of its n-grams, exactly; to networks, its
  /// integrated gradient of the logit difference between "vulnerable" and "not vulnerable", in the window that decided
  /// the score (Sundararajan et al., ICML 2017). Its share is its part of the sum of all positive contributions of statements that say something (see ``SilentStatements``). This
  /// says why the function ranks where it does; a mistake may well be elsewhere. The integral is known to 2 % of the
  /// logit difference, which ``explanation(of:threshold:similarLimit:)`` narrows to 0.1 %.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - limit: The largest number of statements to return.
  /// - Returns: Statements with a positive contribution; statements that stand at one place count as one. Where no
  ///   statement has a share worth showing, the blocks of statements with the largest shares; `Int.max` asks for all
  ///   statements instead.
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func attribution(
    of function: CFunction, limit: Int
  ) throws(DetectionError) -> [StatementAttribution] {
    try attributions(of: [function], limit: limit)[0]
  }

  /// The statements that raised each function's score most; see ``attribution(of:limit:)``.
  ///
  /// Networks take many functions at once faster than one after the other. A function's statements depend on it and
  /// the model alone, up to the last bit. It uses all threads of ``Parallel`` by itself.
  ///
  /// - Parameters:
  ///   - functions: The functions.
  ///   - limit: The largest number of statements of a function.
  /// - Returns: The statements of each function, largest share first; none of one longer than ``explainedLength``.
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  func attributions(
    of functions: [CFunction], limit: Int
  ) throws(DetectionError) -> [[StatementAttribution]] {
    try details(of: functions, statementLimit: limit, similarLimit: 0).map(\.statements)
  }

  /// What findings show of functions: their statements and the labelled functions they resemble, each as many as
  /// its limit says.
  func details(
    of functions: [CFunction], statementLimit: Int, similarLimit: Int
  ) throws(DetectionError) -> [(statements: [StatementAttribution], similar: [SimilarFunction])] {
    let functions = functions.map(\.explained)
    let (model, preparation) = (model, preparation)
    let readings = parallelMap(functions, pieceSize: 8) { preparation.reading(of: $0) }
    let similar = parallelMap(readings, pieceSize: 8) {
      self.similarFunctions(to: $0.statements, limit: similarLimit)
    }
    guard statementLimit > 0 else { return similar.map { ([], $0) } }
    var contributions: [[SourceRange: Double]] = parallelMap(Array(zip(functions, readings)), pieceSize: 8) {
      function, reading in reading.contributions(by: model, to: function)
    }
    if let network {
      let numbers = readings.indices.filter { readings[$0].encoded.statementCount > 0 }
      let windows = try network.decidingWindows(of: numbers.map { readings[$0].encoded })
      let results = IntegratedGradients(network, .list).run(windows)
      for (number, (window, result)) in zip(numbers, zip(windows, results)) {
        for (statement, part) in zip(readings[number].statements[window.range], result.parts) {
          contributions[number][statement.range, default: 0] += model.networkWeight * part
        }
      }
    }
    let statements = zip(functions, contributions).map { Self.largest($1, of: $0, limit: statementLimit) }
    return Array(zip(statements, similar))
  }

  /// The least share that is a reason: what rounds to 2 % or less says nothing.
  static let leastShare = 0.025

  /// The statements with the largest positive contributions, without those that say nothing and those of
  /// next to no share, or else blocks of them; the shares are of what is left.
  private static func largest(
    _ contributions: [SourceRange: Double], of function: CFunction, limit: Int
  ) -> [StatementAttribution] {
    let silent = SilentStatements(of: function)
    let shares = contributions.filter { $0.value > 0 && !silent.contain($0.key) }
    let sum = shares.values.sorted().reduce(0, +)
    guard sum > 0, sum.isFinite else { return [] }
    let ordered = shares.sorted { left, right in
      left.value != right.value
        ? left.value > right.value
        : (left.key.startOffset, left.key.endOffset) < (right.key.startOffset, right.key.endOffset)
    }
    let statements = ordered.map { range, contribution in
      StatementAttribution(range: range, text: function.excerpt(range), share: contribution / sum)
    }
    // Whoever wants all statements, to colour them, gets the small shares too.
    return limit == .max ? statements : function.reasons(among: statements, limit: limit)
  }
}

extension Detector {
  /// The longest function whose statements are weighed, in bytes: generated code can be any longer, and nobody reads it
  /// by statements.
  static let explainedLength = 1 << 20
}

extension CFunction {
  /// The function, without its text where it is too long to be explained.
  fileprivate var explained: CFunction {
    guard text.utf8.count > Detector.explainedLength else { return self }
    var function = self
    function.text = ""
    return function
  }

  /// A part of the function's text on one line with single blanks, cut after some hundred bytes.
  ///
  /// What stands outside the function is left out.
  func excerpt(_ range: SourceRange) -> String {
    let bytes = text.utf8
    let start = min(max(range.startOffset - self.range.startOffset, 0), bytes.count)
    let end = min(max(range.endOffset - self.range.startOffset, start), bytes.count)
    let limit = 400
    var words: [UInt8] = []
    for byte in bytes.dropFirst(start).prefix(end - start) {
      let isBlank = byte == 0x20 || (0x09...0x0d).contains(byte)
      if isBlank && (words.isEmpty || words.last == 0x20) { continue }
      // 0x80 ..< 0xc0 goes on with a character that began before.
      if words.count >= limit, !(0x80..<0xc0).contains(byte) {
        return String(decoding: words, as: UTF8.self) + "…"
      }
      words.append(isBlank ? 0x20 : byte)
    }
    if words.last == 0x20 { words.removeLast() }
    return String(decoding: words, as: UTF8.self)
  }
}
