/// Where lines begin and end in a head.
extension HeadReader {
  func isInFirstColumn(_ token: CToken) -> Bool {
    token.start == 0 || text[Int(token.start) - 1] == .newline
  }

  func startsLine(_ choice: Choice) -> Bool {
    choice.first > 0 && hasLineEnd(between: choice.first - 1, and: choice.first)
  }

  func isIndented(_ choice: Choice) -> Bool {
    let start = tokens[items[choice.first].tokens.lowerBound].range.lowerBound
    return start > 0 && text[start - 1] != .newline
  }

  /// Whether a macro's name says that it begins or ends a stretch of a file: `G_BEGIN_DECLS`, `END_C_DECLS`.
  func isMark(_ word: CToken) -> Bool {
    guard isCapital(word) else { return false }
    return text[word.range].split(separator: UInt8(ascii: "_")).contains { part in
      part.elementsEqual("BEGIN".utf8) || part.elementsEqual("END".utf8) || part.elementsEqual("DECLS".utf8)
    }
  }

  /// Whether a line ends between two items, but for line continuations.
  func hasLineEnd(between first: Int, and second: Int) -> Bool { lineEnds(first, second) > 0 }

  func hasEmptyLine(between first: Int, and second: Int) -> Bool { lineEnds(first, second) > 1 }

  /// How many line ends stand between two items, comments and preprocessor lines taken for text: 2 when there is
  /// an empty line.
  private func lineEnds(_ first: Int, _ second: Int) -> Int {
    let start = tokens[items[first].tokens.upperBound - 1].range.upperBound
    let end = tokens[items[second].tokens.lowerBound].range.lowerBound
    guard start < end else { return 0 }
    var most = 0
    var run = 0
    for byte in text[start..<end] {
      if byte == .newline { run += 1 } else if !CText.isBlank(byte) { run = 0 }
      most = max(most, run)
    }
    return min(most, 2)
  }
}
