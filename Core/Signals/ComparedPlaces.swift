/// Which places a function compares with something, and where.
enum ComparedPlaces {
  static let relations: Set<CPunctuator> = [.less, .greater, .lessEqual, .greaterEqual]
  static let equalities: Set<CPunctuator> = [.equal, .notEqual]

  /// Token indices of comparisons by path, in order.
  ///
  /// The condition of a loop bounds the variable that the loop changes, and not what it is compared with.
  static func all(in reading: SignalReading) -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    for index in reading.body..<max(reading.body, reading.count) {
      guard let punctuator = reading.function.tokens[index].punctuator else { continue }
      let isRelation = relations.contains(punctuator)
      guard isRelation || equalities.contains(punctuator) else { continue }
      let left = operand(before: index, reading)
      let right = operand(after: index, reading)
      // Being equal to nothing says nothing about size.
      if !isRelation, isZero(left, reading) || isZero(right, reading) { continue }
      for place in reading.places(in: left) + reading.places(in: right)
      where isOfLoop(place.path, index, reading) {
        found[place.path, default: []].append(index)
        if let element = reading.element(at: place.tokens.lowerBound) {
          found[element.path, default: []].append(index)
        }
      }
    }
    for call in reading.calls where BoundingCall.bounds(call.name) {
      for path in BoundingCall.paths(boundedBy: call, in: reading) {
        found[path, default: []].append(call.token)
      }
    }
    for (path, tokens) in found { found[path] = tokens.sorted() }
    return found
  }

  private static func isZero(_ range: Range<Int>, _ reading: SignalReading) -> Bool {
    guard range.count == 1, let index = range.first else { return false }
    return reading.words[index] == "NULL" || reading.function.text(at: index) == "0"
  }

  /// Whether a comparison stands outside of the heads of loops, or in that of one that changes the path.
  static func isOfLoop(_ path: String, _ index: Int, _ reading: SignalReading) -> Bool {
    let opcode = reading.opcode(at: index)
    guard opcode == .for, let head = reading.statement(at: index) else { return true }
    // A `while` changes its variable in its body, which may be anywhere; only `for` names it in its head.
    return reading.places(in: head).contains { $0.path == path && reading.isChanged($0) }
  }

  private static func ends(_ index: Int, _ reading: SignalReading) -> Bool {
    let token = reading.function.tokens[index]
    switch token.kind {
    case .keyword: return !token.is(CKeyword.size) && !token.is(CKeyword.type) && !token.is(CKeyword.tag)
    case .directive, .endOfDirective: return true
    case .punctuator:
      guard let punctuator = token.punctuator else { return false }
      switch punctuator {
      case .andAnd, .orOr, .comma, .semicolon, .question, .colon, .leftBrace, .rightBrace, .equal, .notEqual:
        return true
      default: return punctuator.isAssignment || relations.contains(punctuator)
      }
    default: return false
    }
  }

  private static let operandLimit = 64

  /// The tokens of what a comparison's left side is.
  static func operand(before index: Int, _ reading: SignalReading) -> Range<Int> {
    var start = index
    while start > reading.body, index - start < operandLimit {
      let token = start - 1
      if ends(token, reading) || reading.is(.leftParen, at: token) || reading.is(.leftBracket, at: token) {
        break
      }
      if reading.is(.rightParen, at: token) || reading.is(.rightBracket, at: token),
        let open = reading.function.partner(of: token)
      {
        start = max(open, reading.body)
      } else {
        start = token
      }
    }
    return start..<index
  }

  /// The tokens of what a comparison's right side is.
  static func operand(after index: Int, _ reading: SignalReading) -> Range<Int> {
    var end = index + 1
    while end < reading.count, end - index < operandLimit {
      if ends(end, reading) || reading.is(.rightParen, at: end) || reading.is(.rightBracket, at: end) {
        break
      }
      if reading.is(.leftParen, at: end) || reading.is(.leftBracket, at: end),
        let close = reading.function.partner(of: end)
      {
        end = close + 1
      } else {
        end += 1
      }
    }
    return index + 1..<min(end, reading.count)
  }
}
