import Algorithms

/// What a function does with the lengths of strings that it asks for.
extension SignalReading {
  /// Whether a string's length is taken before a token, by the text of the expression that names it, and bounds something:
  /// it is compared, memory is made from it, or a call of the project's own is given it.
  func isMeasured(_ source: Range<Int>, before token: Int) -> Bool {
    guard let measuring = measuringCalls[plainText(source)] else { return false }
    let end = measuring.partitioningIndex { allCalls[$0].token >= token }
    return measuring[..<end].suffix(Self.lengthLimit).contains { number in
      bounds(allCalls[number].token..<allCalls[number].close + 1, before: token)
    }
  }

  /// The string that a size takes the length of, where that is compared with nothing before and no array of the function
  /// bounds it.
  func unmeasuredString(_ size: Range<Int>, before token: Int) -> NamedPlace? {
    guard !size.contains(where: { isBounding($0, trustsStrings: false) || self.is(.question, at: $0) }) else {
      return nil
    }
    return calls(in: size).firstNonNil { call -> NamedPlace? in
      guard call.name == "strlen", let string = call.arguments.first, !isLiteralText(string),
        let place = places(in: string).first, !isMeasured(string, before: token),
        declarations[place.path]?.length == nil, !holdsOnlyLiterals(place.path)
      else { return nil }
      return place
    }
  }

  /// How many lengths of one string are followed.
  private static let lengthLimit = 128

  mutating func findMeasuringCalls() {
    for (number, call) in allCalls.enumerated() where Self.measuresObject(call.name) {
      for text in Set(call.arguments.map(plainText)) { measuringCalls[text, default: []].append(number) }
    }
  }

  /// Whether a length bounds something where it stands, or after it was kept in a variable or two.
  private func bounds(_ length: Range<Int>, before token: Int) -> Bool {
    if decides(length, at: token) { return true }
    guard let kept = keeper(of: length.lowerBound) else { return isKeptElsewhere(length.lowerBound) }
    return mentions(of: kept.path, after: length.upperBound - 1, before: token).contains { place in
      if decides(place.tokens, at: token, isRest: isRest(of: kept, length)) { return true }
      guard let next = keeper(of: place.tokens.lowerBound), next.path != kept.path else { return false }
      let isRest = isRest(of: kept, length) || isRest(of: next, place.tokens)
      return mentions(of: next.path, after: place.tokens.lowerBound, before: token).contains {
        decides($0.tokens, at: token, isRest: isRest)
      }
    }
  }

  /// Whether a variable is given what a length leaves of something: `left = size - strlen(s)`.
  private func isRest(of kept: NamedPlace, _ length: Range<Int>) -> Bool {
    Self.tokens(from: kept.tokens.upperBound, to: length.lowerBound).contains { self.is(.minus, at: $0) }
      || self.is(.minusAssign, at: kept.tokens.upperBound)
  }

  /// Whether something depends on a length, or on what it leaves of something, where it stands.
  private func decides(_ length: Range<Int>, at use: Int, isRest: Bool = false) -> Bool {
    isWeighed(length, at: use, isRest: isRest) || isHandedOver(length.lowerBound)
      || opcode(at: length.lowerBound) == .declaration && isInBrackets(length.lowerBound)
  }

  /// Whether a value is compared with more than 0 or 1, which any text but the empty one passes, so that it is small where it
  /// is used, and not as a loop's end.
  private func isWeighed(_ value: Range<Int>, at use: Int, isRest: Bool) -> Bool {
    let token = value.lowerBound
    guard let span = statement(at: token), !isInBrackets(token), !endsLoop(token) else { return false }
    return span.contains { index in
      guard Self.comparisons.contains(where: { self.is($0, at: index) }) else { return false }
      let left = ComparedPlaces.operand(before: index, self)
      let right = ComparedPlaces.operand(after: index, self)
      let (own, other) = left.contains(token) ? (left, right) : (right, left)
      guard own.contains(token) else { return false }
      // What is left of a size is rightly compared with 0: `size - strlen(s) > 0`.
      if isRest || own.contains(where: { self.is(.minus, at: $0) && $0 < token }) { return true }
      guard integer(other).map({ $0 > 1 }) ?? true else { return false }
      guard let side = ComparedSide.of(index, isLeft: left.contains(token), in: self), side.isOfConstant
      else {
        return true
      }
      return reach(of: side, at: index).contains { $0.contains(use) }
    }
  }

  private static let comparisons: [CPunctuator] = [
    .less, .greater, .lessEqual, .greaterEqual, .equal, .notEqual,
  ]

  private func endsLoop(_ token: Int) -> Bool { opcode(at: token) == .for || opcode(at: token) == .while }

  /// Whether a token stands in an index or in the length of an array.
  private func isInBrackets(_ token: Int) -> Bool {
    guard let span = statement(at: token) else { return false }
    return (span.lowerBound..<token).contains { index in
      self.is(.leftBracket, at: index) && (function.partner(of: index) ?? 0) > token
    }
  }

  /// Whether a call around a token makes room for what it is given, or may look at it: an allocator, or any call but
  /// those of the standard library that print or copy.
  private func isHandedOver(_ token: Int) -> Bool {
    calls(around: token).contains { call in
      // What a call copies so many bytes of is not bounded by it.
      !(known(call).map { $0.length != nil && !$0.isRoom } ?? false)
        && !NameWords.words(of: call.name).contains { $0.hasPrefix("print") || $0.hasSuffix("printf") }
        && !Self.measuresObject(call.name)
    }
  }

  /// Whether a value is kept in an element or a member of one, which is not followed: `t->ends[1].length = strlen(s)`.
  private func isKeptElsewhere(_ token: Int) -> Bool {
    guard let span = statement(at: token) else { return false }
    return (span.lowerBound..<token).contains { index in
      self.is(.assign, at: index) && (span.lowerBound..<index).contains { self.is(.leftBracket, at: $0) }
    }
  }

  /// The variable that the value around a token is kept in, by `=`, `+=` or its declaration.
  private func keeper(of token: Int) -> NamedPlace? {
    guard let span = statement(at: token) else { return nil }
    return places(in: span.lowerBound..<token).last { place in
      guard let punctuator = function.tokens[place.tokens.upperBound].punctuator, punctuator.isAssignment
      else { return false }
      // Nothing between may end the value: `n = 0, strlen(s)`.
      return !outside(place.tokens.upperBound..<token).contains {
        self.is(.comma, at: $0) || self.is(.semicolon, at: $0)
      }
    }
  }

  /// The text of an expression without parentheses around it and without `++` or `--`.
  private func plainText(_ range: Range<Int>) -> String {
    text(range).filter { $0 != "(" && $0 != ")" }.replacing("++", with: "").replacing("--", with: "")
  }
}
