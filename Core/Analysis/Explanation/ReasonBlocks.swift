import Algorithms

/// The parts of a long function that together have a share which none of its statements has.
///
/// They are the innermost braces whose statements add up to ``Detector/leastShare``, and runs of some lines in what
/// lies outside of these.
struct ReasonBlocks {
  /// As many parts are shown.
  static let limit = 3
  /// How many lines a run of statements has at most, at first.
  private static let runLines = 15

  private let function: CFunction
  /// In the order of the text.
  private let statements: [StatementAttribution]
  /// The shares of all statements before each, and of all.
  private let sums: [Double]

  /// Finds the strongest parts.
  ///
  /// - Parameters:
  ///   - statements: All statements of the function that have a share, in any order.
  ///   - function: The function.
  /// - Returns: Parts, largest share first; none without statements.
  static func strongest(
    among statements: [StatementAttribution], in function: CFunction
  ) -> [StatementAttribution] {
    guard !statements.isEmpty else { return [] }
    let blocks = ReasonBlocks(function, statements)
    return function.withTokens { tokens in
      let braces = Braces.all(in: tokens)
      let lines = LineTable(bytes: tokens.bytes, origin: function.range)
      // Parts of so few lines may all be too weak in a very long function.
      var limit = runLines
      while true {
        let found = blocks.parts(braces, lines, runLines: limit)
        if !found.isEmpty || limit > function.lineCount { return found }
        limit *= 2
      }
    }
  }

  private init(_ function: CFunction, _ statements: [StatementAttribution]) {
    self.function = function
    self.statements = statements.sorted {
      ($0.range.startOffset, $0.range.endOffset) < ($1.range.startOffset, $1.range.endOffset)
    }
    sums = self.statements.reductions(0) { $0 + $1.share }
  }

  /// The strongest parts of at least the least share.
  private func parts(_ braces: [Braces], _ lines: LineTable, runLines: Int) -> [StatementAttribution] {
    var taken: [(numbers: Range<Int>, range: SourceRange)] = []
    for brace in braces {
      let range = lines.range(from: brace.start, to: brace.end)
      let numbers = self.numbers(in: range)
      guard range.endLine - range.startLine < 2 * runLines, share(of: numbers) >= Detector.leastShare else {
        continue
      }
      // Inner braces close first.
      if let last = taken.last, last.range.startOffset >= range.startOffset { continue }
      taken.append((numbers, range))
    }
    var gaps: [Range<Int>] = []
    var start = 0
    for block in taken where block.numbers.lowerBound >= start {
      gaps.append(start..<block.numbers.lowerBound)
      start = block.numbers.upperBound
    }
    gaps.append(start..<statements.count)
    let parts = taken.map { attribution($0.range, $0.numbers) } + runs(in: gaps, runLines, lines)
    return Array(
      parts.sorted { ($1.share, $0.range.startOffset) < ($0.share, $1.range.startOffset) }.prefix(Self.limit))
  }

  /// The strongest runs of statements in stretches of them, of at least the least share.
  private func runs(in gaps: [Range<Int>], _ lineLimit: Int, _ lines: LineTable) -> [StatementAttribution] {
    var (gaps, runs) = (gaps, [StatementAttribution]())
    while runs.count < Self.limit {
      let best = gaps.indices.compactMap { gap in
        strongestRun(in: gaps[gap], lineLimit).map { (gap: gap, run: $0) }
      }.max { (share(of: $0.run), $1.gap) < (share(of: $1.run), $0.gap) }
      guard let best, share(of: best.run) >= Detector.leastShare else { break }
      let gap = gaps[best.gap]
      gaps.replaceSubrange(
        best.gap...best.gap,
        with: [gap.lowerBound..<best.run.lowerBound, best.run.upperBound..<gap.upperBound])
      let origin = function.range.startOffset
      let end = statements[best.run].map(\.range.endOffset).max() ?? origin
      let start = statements[best.run.lowerBound].range.startOffset
      runs.append(attribution(lines.range(from: start - origin, to: end - origin), best.run))
    }
    return runs
  }

  /// The run of the largest share in a stretch of statements, the first of several; nil in an empty one.
  private func strongestRun(in gap: Range<Int>, _ lineLimit: Int) -> Range<Int>? {
    var best: Range<Int>?
    var end = gap.lowerBound
    for start in gap {
      end = max(end, start + 1)
      let lastLine = statements[start].range.startLine + lineLimit - 1
      while end < gap.upperBound, statements[end].range.endLine <= lastLine { end += 1 }
      if best.map({ share(of: start..<end) > share(of: $0) }) ?? true { best = start..<end }
    }
    return best
  }

  /// The statements that begin in a range.
  private func numbers(in range: SourceRange) -> Range<Int> {
    let first = statements.partitioningIndex { $0.range.startOffset >= range.startOffset }
    return first..<max(first, statements.partitioningIndex { $0.range.startOffset >= range.endOffset })
  }

  private func share(of numbers: Range<Int>) -> Double { sums[numbers.upperBound] - sums[numbers.lowerBound] }

  private func attribution(_ range: SourceRange, _ numbers: Range<Int>) -> StatementAttribution {
    StatementAttribution(
      range: range, text: function.opening(of: range), share: share(of: numbers), isBlock: true)
  }
}

/// A pair of braces with what it belongs to, such as `if (…) {…}`, as offsets in the function's text.
private struct Braces {
  var start: Int
  var end: Int

  /// All pairs, inner ones before those around them.
  static func all(in function: FunctionTokens) -> [Braces] {
    let tokens = function.tokens
    return tokens.indices.compactMap { index -> Braces? in
      guard tokens[index].is(.leftBrace), let close = function.partner(of: index), close > index else {
        return nil
      }
      let first = head(of: index, in: function)
      return Braces(start: Int(tokens[first].start), end: Int(tokens[close].end))
    }.sorted { ($0.end, $1.start) < ($1.end, $0.start) }
  }

  /// The first token of the statement that a left brace follows; the brace itself where none is known.
  private static func head(of brace: Int, in function: FunctionTokens) -> Int {
    let tokens = function.tokens
    guard brace > 0 else { return brace }
    let before = brace - 1
    if tokens[before].keyword == .else || tokens[before].keyword == .do { return before }
    guard tokens[before].is(.rightParen), let open = function.partner(of: before), open > 0,
      tokens[open - 1].kind == .keyword || tokens[open - 1].kind == .identifier
    else { return brace }
    let isElseIf = open > 1 && tokens[open - 1].keyword == .if && tokens[open - 2].keyword == .else
    return isElseIf ? open - 2 : open - 1
  }
}

extension CFunction {
  /// What is shown of statements' shares: those that reach ``Detector/leastShare``, or else the strongest parts.
  ///
  /// - Parameters:
  ///   - statements: All statements that have a share, largest first.
  ///   - limit: The largest number of reasons.
  /// - Returns: The reasons, largest share first; none without statements.
  func reasons(among statements: [StatementAttribution], limit: Int) -> [StatementAttribution] {
    let strong = statements.prefix { $0.share >= Detector.leastShare }
    return strong.isEmpty
      ? Array(ReasonBlocks.strongest(among: statements, in: self).prefix(limit)) : Array(strong.prefix(limit))
  }

  /// The first statement of a part of the function's text, or what its first brace belongs to, on one line.
  func opening(of range: SourceRange) -> String {
    let origin = self.range.startOffset
    let (start, end) = (range.startOffset - origin, range.endOffset - origin)
    var opening = range
    var text = text
    let cut: Range<Int>? = text.withUTF8 { bytes in
      guard 0 <= start, start <= end, end <= bytes.count else { return nil }
      let tokens = CLexer.tokens(of: UnsafeBufferPointer(rebasing: bytes[start..<end]))
      let first = tokens.firstIndex { !$0.is(.leftBrace) } ?? 0
      var depth = 0
      for token in tokens.dropFirst(first) {
        if token.is(.leftParen) { depth += 1 }
        if token.is(.rightParen) { depth -= 1 }
        guard depth <= 0, token.is(.semicolon) || token.is(.leftBrace) else { continue }
        return Int(tokens[first].start)..<Int(token.end)
      }
      return nil
    }
    if let cut {
      (opening.startOffset, opening.endOffset) = (
        range.startOffset + cut.lowerBound, range.startOffset + cut.upperBound
      )
    }
    let words = excerpt(opening)
    return words.hasSuffix("…") ? words : words + " …"
  }
}
