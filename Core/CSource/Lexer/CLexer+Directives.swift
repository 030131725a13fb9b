/// What stands between tokens: line continuations, comments, and the starts of preprocessor lines.
extension CLexer {
  func isLineContinuation(at index: Int) -> Bool {
    CText.endOfSplicedLine(bytes, after: index + 1).map { $0 <= count } ?? false
  }

  /// Whether `??/`, the trigraph of a backslash, ends the line at an offset.
  func isTrigraphContinuation(at index: Int) -> Bool {
    index + 2 < count && bytes[index] == UInt8(ascii: "?") && bytes[index + 1] == UInt8(ascii: "?")
      && bytes[index + 2] == UInt8(ascii: "/") && isLineContinuation(at: index + 2)
  }

  /// The length of the line continuations in a row at an offset; 0 where there is none.
  func lengthOfContinuations(at index: Int) -> Int {
    min(CText.endOfContinuations(bytes, from: index), count) - index
  }

  mutating func skipLineContinuation() {
    position = CText.endOfSplicedLine(bytes, after: position + 1) ?? position + 1
  }

  /// The character that makes a comment of the slash at an offset, which line continuations may part from it; 0 where
  /// none does.
  @inline(__always)
  func secondOfComment(at index: Int) -> UInt8 {
    guard index + 1 < count else { return 0 }
    var second = bytes[index + 1]
    if second == UInt8(ascii: "\\") || second == UInt8(ascii: "?") {
      let end = CText.endOfContinuations(bytes, from: index + 1)
      second = end < count ? bytes[end] : 0
    }
    return second == UInt8(ascii: "/") || second == UInt8(ascii: "*") ? second : 0
  }

  /// Moves to the end of the line, over line continuations.
  mutating func skipLine() {
    while position < count, bytes[position] != UInt8(ascii: "\n") {
      if bytes[position] == UInt8(ascii: "\\"), isLineContinuation(at: position) {
        skipLineContinuation()
      } else {
        position += 1
      }
    }
  }

  mutating func skipComment() {
    position = min(CText.endOfComment(bytes, from: position), count)
  }

  mutating func readDirective(markLength: Int) -> CToken {
    let start = position
    position += markLength
    skipBlanks()
    let directive = readDirectiveName() ?? .other
    let result = token(.directive, code: directive.rawValue, from: start)
    isInDirective = true
    switch directive {
    case .message:
      skipLine()
    case .include:
      skipBlanks()
      if peek() == UInt8(ascii: "<") { waiting = readHeaderName() }
    default:
      break
    }
    return result
  }

  private mutating func readDirectiveName() -> CDirective? {
    let start = position
    var isClean = true
    scan: while true {
      switch peek() {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        position += 1
      case UInt8(ascii: "\\"), UInt8(ascii: "?"):
        let splices = lengthOfContinuations(at: position)
        guard splices > 0, continuesWord(at: position + splices) else { break scan }
        position += splices
        isClean = false
      default: break scan
      }
    }
    let name = bytes[start..<position]
    return isClean
      ? Self.directive(UnsafeBufferPointer(rebasing: name))
      : name.filter(CText.isWord).withUnsafeBufferPointer(Self.directive)
  }

  private static func directive(_ name: UnsafeBufferPointer<UInt8>) -> CDirective? {
    CKeywordTable.directives.value(
      hash: NameTable.hash(name), in: name, from: 0, to: name.count
    ).flatMap(CDirective.init(rawValue:))
  }

  private mutating func readHeaderName() -> CToken {
    let start = position
    while position < count, bytes[position] != UInt8(ascii: "\n") {
      position += 1
      if bytes[position - 1] == UInt8(ascii: ">") { break }
    }
    return token(.string, from: start)
  }

  private mutating func skipBlanks() {
    while true {
      if peek() == UInt8(ascii: " ") || peek() == UInt8(ascii: "\t") {
        position += 1
      } else if peek() == UInt8(ascii: "/"), secondOfComment(at: position) == UInt8(ascii: "*") {
        skipComment()
      } else if peek() == UInt8(ascii: "\\"), isLineContinuation(at: position) {
        skipLineContinuation()
      } else {
        return
      }
    }
  }
}
