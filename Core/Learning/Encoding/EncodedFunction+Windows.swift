extension EncodedFunction {
  /// The token numbers of one statement.
  public func tokens(ofStatement index: Int) -> ArraySlice<Int32> {
    tokens[Int(tokenOffsets[index])..<Int(tokenOffsets[index + 1])]
  }

  /// The statements in a range, as a function of their own.
  public subscript(range: Range<Int>) -> EncodedFunction {
    let base = tokenOffsets[range.lowerBound]
    return EncodedFunction(
      opcodes: Array(opcodes[range]),
      tokenOffsets: tokenOffsets[range.lowerBound...range.upperBound].map { $0 - base },
      tokens: Array(tokens[Int(base)..<Int(tokenOffsets[range.upperBound])]),
      edges: edges.filter { $0.lies(in: range) }.map { $0.moved(by: -range.lowerBound) })
  }

  /// The statements of this function followed by those of another; no edge but the next statement's joins them.
  func appending(_ other: EncodedFunction) -> EncodedFunction {
    let shift = Int32(tokens.count)
    return EncodedFunction(
      opcodes: opcodes + other.opcodes,
      tokenOffsets: tokenOffsets + other.tokenOffsets.dropFirst().map { $0 + shift },
      tokens: tokens + other.tokens, edges: edges + other.edges.map { $0.moved(by: statementCount) })
  }

  /// Ranges of at most `length` statements that together cover the whole function.
  ///
  /// Ranges begin `stride` apart; the last one ends with the function and is moved back to be as long
  /// as the others. A function of at most `length` statements has one range, an empty function too.
  ///
  /// - Precondition: `0 < stride ≤ length`.
  func windowRanges(length: Int, stride: Int) -> [Range<Int>] {
    precondition(0 < stride && stride <= length, "windows must touch")
    guard statementCount > length else { return [0..<statementCount] }
    var ranges: [Range<Int>] = []
    var start = 0
    while start + length < statementCount {
      ranges.append(start..<start + length)
      start += stride
    }
    ranges.append(statementCount - length..<statementCount)
    return ranges
  }

  /// The function cut into pieces of at most `length` statements; see ``windowRanges(length:stride:)``.
  public func windows(length: Int, stride: Int) -> [EncodedFunction] {
    windowRanges(length: length, stride: stride).map { self[$0] }
  }
}
