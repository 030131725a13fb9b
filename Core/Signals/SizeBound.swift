/// A comparison, or a call that stands for one, that keeps a place from being large.
struct SizeBound {
  enum Kind { case relation, equality, call, cases }

  let kind: Kind
  /// The token of the operator, the call or the `switch`.
  let token: Int
  /// The tokens where control comes only when the place is not large.
  let reach: [Range<Int>]

  func holds(at token: Int) -> Bool { reach.contains { $0.contains(token) } }
}

/// What a comparison says of the place on one of its sides.
struct ComparedSide {
  /// Whether the place is not large when the comparison holds, and when it does not.
  var isSmallWhenTrue: Bool
  var isSmallWhenFalse: Bool
  /// Whether what it is compared with is constant.
  var isOfConstant = false

  /// What a comparison says of its left side, or of its right side; nil where it says nothing of size: relations with
  /// -1, 0 and 1, which tell whether there is anything at all.
  static func of(_ index: Int, isLeft: Bool, in reading: SignalReading) -> ComparedSide? {
    guard let punctuator = reading.function.tokens[index].punctuator else { return nil }
    let left = ComparedPlaces.operand(before: index, reading)
    let right = ComparedPlaces.operand(after: index, reading)
    if reading.isNearZero(left) || reading.isNearZero(right) { return nil }
    let other = isLeft ? right : left
    var side: ComparedSide
    switch punctuator {
    case .less, .lessEqual: side = ComparedSide(isSmallWhenTrue: isLeft, isSmallWhenFalse: !isLeft)
    case .greater, .greaterEqual: side = ComparedSide(isSmallWhenTrue: !isLeft, isSmallWhenFalse: isLeft)
    case .equal: side = ComparedSide(isSmallWhenTrue: true, isSmallWhenFalse: false)
    case .notEqual: side = ComparedSide(isSmallWhenTrue: false, isSmallWhenFalse: true)
    default: return nil
    }
    if isNegated(index, in: reading) { side.negate() }
    side.isOfConstant = reading.isConstant(other)
    return side
  }

  mutating func negate() { swap(&isSmallWhenTrue, &isSmallWhenFalse) }

  private static let negationLimit = 256

  /// Whether parentheses around a comparison are negated: `!(n >= 0 && n < 64)`.
  private static func isNegated(_ index: Int, in reading: SignalReading) -> Bool {
    guard let start = reading.statement(at: index)?.lowerBound else { return false }
    var isNegated = false
    var token = index - 1
    while token > start, index - token < negationLimit, reading.meter.take(1) {
      if reading.is(.rightParen, at: token), let open = reading.function.partner(of: token), open < token {
        token = open
      } else if reading.is(.leftParen, at: token), reading.is(.exclamation, at: token - 1) {
        isNegated.toggle()
      }
      token -= 1
    }
    return isNegated
  }
}

extension SizeBound {
  /// The bounds of each path, in the order of the text.
  static func all(in reading: SignalReading) -> [String: [SizeBound]] {
    var found: [String: [SizeBound]] = [:]
    for index in reading.body..<max(reading.body, reading.count) {
      guard let punctuator = reading.function.tokens[index].punctuator else { continue }
      let isRelation = ComparedPlaces.relations.contains(punctuator)
      guard isRelation || ComparedPlaces.equalities.contains(punctuator) else { continue }
      for isLeft in [true, false] {
        guard let side = ComparedSide.of(index, isLeft: isLeft, in: reading) else { continue }
        let own =
          isLeft
          ? ComparedPlaces.operand(before: index, reading) : ComparedPlaces.operand(after: index, reading)
        for place in reading.sizedPlaces(in: own, isEquality: !isRelation)
        where ComparedPlaces.isOfLoop(place.path, index, reading) {
          var side = side
          // `room - n < 8`: a small rest is a large `n`.
          if isRelation, reading.is(.minus, at: place.tokens.lowerBound - 1),
            place.tokens.lowerBound > own.lowerBound + 1
          {
            side.negate()
          }
          // Which of two variables is the size is not known: `if (room < n)` and `if (n < need)` are both checks.
          if !side.isOfConstant { (side.isSmallWhenTrue, side.isSmallWhenFalse) = (true, true) }
          let reach = reading.reach(of: side, at: index)
          if reach.isEmpty { continue }
          found[place.path, default: []].append(
            SizeBound(kind: isRelation ? .relation : .equality, token: index, reach: reach))
        }
      }
    }
    for call in reading.calls where BoundingCall.bounds(call.name) {
      for path in BoundingCall.paths(boundedBy: call, in: reading) {
        found[path, default: []].append(
          SizeBound(kind: .call, token: call.token, reach: [call.token..<reading.count]))
      }
    }
    for head in reading.spans where head.opcode == .switch {
      let reach = reading.namedCases(of: head)
      for place in reading.sizedPlaces(in: head.tokens, isEquality: true) {
        found[place.path, default: []].append(
          SizeBound(kind: .cases, token: head.tokens.lowerBound, reach: reach))
      }
    }
    return found.mapValues { bounds in bounds.sorted { $0.token < $1.token } }
  }
}
