extension Detector {
  /// The statements that raised a function's score most, largest share first.
  ///
  /// A statement's contribution is the product of its vector with the gradient of the logit difference
  /// between "vulnerable" and "not vulnerable", in the window that decided the score. Its share is its part
  /// of the sum of all positive contributions. This says why the function ranks where it does; a mistake may
  /// well be elsewhere.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - limit: The largest number of statements to return.
  /// - Returns: Statements with a positive contribution; statements that stand at one place count as one.
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func attribution(
    of function: CFunction, limit: Int
  ) throws(DetectionError) -> [StatementAttribution] {
    let statements = preparation.parser.statements(of: function)
    let encoded = preparation.encoder.encode(statements)
    guard encoded.statementCount > 0 else { return [] }
    let window = try decidingWindow(of: encoded)
    let contributions = contributions(of: encoded[window])
    var shares: [SourceRange: Double] = [:]
    for (statement, contribution) in zip(statements[window], contributions) where contribution > 0 {
      shares[statement.range, default: 0] += contribution
    }
    let sum = shares.values.sorted().reduce(0, +)
    guard sum > 0, sum.isFinite else { return [] }
    let ordered = shares.sorted { left, right in
      left.value != right.value
        ? left.value > right.value
        : (left.key.startOffset, left.key.endOffset) < (right.key.startOffset, right.key.endOffset)
    }
    return ordered.prefix(limit).map { range, contribution in
      StatementAttribution(range: range, text: function.excerpt(range), share: contribution / sum)
    }
  }

  /// The statements that decided the score: the window with the highest one, the first among equals.
  func decidingWindow(of function: EncodedFunction) throws(DetectionError) -> Range<Int> {
    let length = model.network.generator.maximumStatements
    let ranges = function.windowRanges(length: length, stride: (length + 1) / 2)
    guard ranges.count > 1 else { return ranges[0] }
    let scores = try scores(of: ranges.map { function[$0] })
    var best = 0
    for index in scores.indices where scores[index] > scores[best] { best = index }
    return ranges[best]
  }

  /// Each statement's part of the logit difference of a function of at most *L* statements.
  private func contributions(of function: EncodedFunction) -> [Double] {
    Parallel.limited(to: 1) {
      let pass = generator.forward(batch(of: [function]))
      let output = classifier.forward(pass.z)
      let difference = Matrix(rows: 1, columns: 2, [-1, 1])
      let gradientOfZ = classifier.backward(
        output, gradientOfOutput: difference, addsParameterGradients: false)
      let contributions = generator.statementContributions(pass, gradientOfZ: gradientOfZ)
      return (0..<function.statementCount).map { Double(contributions[0, $0]) }
    }
  }
}

extension CFunction {
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
