/// What stands between tokens: line continuations, comments, and the starts of preprocessor lines.
extension CLexer {
  func isLineContinuation(at index: Int) -> Bool {
    guard index + 1 < count else { return false }
    return bytes[index + 1] == .newline
      || (bytes[index + 1] == .carriageReturn && index + 2 < count && bytes[index + 2] == .newline)
  }

  mutating func skipLineContinuation() {
    position += bytes[position + 1] == .newline ? 2 : 3
  }

  /// Moves to the end of the line, over line continuations.
  mutating func skipLine() {
    while position < count, bytes[position] != .newline {
      if bytes[position] == .backslash, isLineContinuation(at: position) {
        skipLineContinuation()
      } else {
        position += 1
      }
    }
  }

  mutating func skipComment() {
    position += 2
    while position < count {
      if bytes[position] == .star, peek(1) == .slash {
        position += 2
        return
      }
      position += 1
    }
  }

  mutating func readDirective(markLength: Int) -> CToken {
    let start = position
    position += markLength
    skipBlanks()
    let nameStart = position
    var hash = NameTable.hashSeed
    scan: while true {
      switch peek() {
      case .lowerA ... .lowerZ, .upperA ... .upperZ, .underscore: break
      default: break scan
      }
      hash = NameTable.extend(hash, with: peek())
      position += 1
    }
    let known = CKeywordTable.directives.value(hash: hash, in: bytes, from: nameStart, to: position)
    let directive = known.flatMap(CDirective.init(rawValue:)) ?? .other
    let result = token(.directive, code: directive.rawValue, from: start)
    isInDirective = true
    switch directive {
    case .message:
      skipLine()
    case .include:
      skipBlanks()
      if peek() == .less { waiting = readHeaderName() }
    default:
      break
    }
    return result
  }

  private mutating func readHeaderName() -> CToken {
    let start = position
    while position < count, bytes[position] != .newline {
      position += 1
      if bytes[position - 1] == .greater { break }
    }
    return token(.string, from: start)
  }

  private mutating func skipBlanks() {
    while true {
      if peek() == .space || peek() == .tab {
        position += 1
      } else if peek() == .slash, peek(1) == .star {
        skipComment()
      } else if peek() == .backslash, isLineContinuation(at: position) {
        skipLineContinuation()
      } else {
        return
      }
    }
  }
}
