extension Detector {
  /// The statements that raised a function's score most, largest share first.
  ///
  /// To a linear model a statement contributes the weights of its n-grams, exactly; to networks, its
  /// integrated gradient of the logit difference between "vulnerable" and "not vulnerable", in the window that decided
  /// the score (Sundararajan et al., ICML 2017). Its share is its part of the sum of all positive contributions. This
  /// says why the function ranks where it does; a mistake may well be elsewhere.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - limit: The largest number of statements to return.
  /// - Returns: Statements with a positive contribution; statements that stand at one place count as one.
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func attribution(
    of function: CFunction, limit: Int
  ) throws(DetectionError) -> [StatementAttribution] {
    var contributions = model.linear.map { $0.contributions(to: $0.reading(of: function)) } ?? [:]
    if let network {
      let statements = preparation.parser.statements(of: function)
      let encoded = preparation.encoder.encode(statements)
      if encoded.statementCount > 0 {
        let window = try network.decidingWindow(of: encoded)
        let parts = IntegratedGradients(network).run(encoded[window]).parts
        for (statement, part) in zip(statements[window], parts) {
          contributions[statement.range, default: 0] += model.networkWeight * part
        }
      }
    }
    let shares = contributions.filter { $0.value > 0 }
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
