/// What bounds the values that a function uses as lengths.
extension SignalReading {
  /// Whether a token compares two sizes.
  func isRelation(_ index: Int) -> Bool {
    function.tokens[index].punctuator.map(ComparedPlaces.relations.contains) ?? false
  }

  /// Whether a path is compared before a token and after another.
  func isCompared(_ path: String, before token: Int, after start: Int = -1) -> Bool {
    guard let tokens = comparisons[path], meter.take(tokens.count) else { return false }
    return tokens.contains { $0 < token && $0 > start }
  }

  /// The places that a length depends on, where nothing compares any of them before it is used; none for a constant.
  ///
  /// - Parameters:
  ///   - range: The tokens of the length.
  ///   - token: Where it is used.
  ///   - trustsStrings: Whether the length of a string or of an object in memory counts as bounded, by what was
  ///     allocated for it elsewhere.
  /// - Returns: The places, in order.
  func isUnbounded(_ range: Range<Int>, before token: Int, trustsStrings: Bool = true) -> [NamedPlace] {
    guard !range.contains(where: { isBounding($0, trustsStrings: trustsStrings) }) else { return [] }
    let named = places(in: range).filter { !Self.isConstantName($0.path) && !isPointer($0.path) }
    guard !named.isEmpty,
      !named.contains(where: { isBounded($0.path, before: token, trustsStrings: trustsStrings) })
    else { return [] }
    return named
  }

  /// Whether a token cuts the value of its expression to size: a mask, a remainder, a shift, `MIN(…)`, `strlen(…)`.
  func isBounding(_ index: Int, trustsStrings: Bool = true) -> Bool {
    let token = function.tokens[index]
    if token.is(.percent) || token.is(.ampersand) && isOperand(index - 1) || token.is(.shiftRight) {
      return true
    }
    guard token.kind == .identifier, self.is(.leftParen, at: index + 1) else { return false }
    return ComparedPlaces.bounds(words[index]) || trustsStrings && Self.measuresObject(words[index])
  }

  /// Whether a call's result is the length of what is in memory, as of `strlen`, `RSTRING_LEN` or `list_length`.
  static func measuresObject(_ name: String) -> Bool {
    let name = name.lowercased()
    if name.contains("strlen") || name.hasSuffix("len") { return true }
    return name.hasSuffix("length") && !InputSources.isInput(name)
  }

  func isPointer(_ path: String) -> Bool { declarations[path]?.isPointer ?? false }

  /// Whether a path is compared before a token, takes its value from something that is, or gives it to something that is.
  func isBounded(_ path: String, before token: Int, trustsStrings: Bool = true) -> Bool {
    if isCompared(path, before: token) || isComparedThrough(path, before: token) { return true }
    // One step back: `n = end - start;` is bounded where `end` is compared, `n = 4;` always.
    let sources = assignments(to: path, before: token)
    guard !sources.isEmpty else { return false }
    return sources.allSatisfy { value in
      if isConstant(value) || isDifferenceInObject(value) { return true }
      if value.contains(where: { isBounding($0, trustsStrings: trustsStrings) }) { return true }
      return places(in: value).contains { $0.path != path && isCompared($0.path, before: token) }
    }
  }

  /// Whether all that a path is given before a token is constant, cut to size or the length of an object in memory.
  func isSmall(_ path: String, before token: Int) -> Bool {
    let sources = assignments(to: path, before: token)
    let grows = mentions(of: path, after: -1, before: token).contains { isChanged($0) && !isAssigned($0) }
    return !sources.isEmpty && !grows
      && sources.allSatisfy { value in
        isConstant(value) || isDifferenceInObject(value) || value.contains { isBounding($0) }
      }
  }

  /// Whether something computed from a path without a call or an index is compared: `y = 4 + n * 2; if (y > size) …`.
  func isComparedThrough(_ path: String, before token: Int, after start: Int = -1) -> Bool {
    mentions(of: path, after: start, before: token).contains { place in
      guard let (target, value) = assignment(around: place), target.path != path else { return false }
      return grows(value) && isCompared(target.path, before: token, after: place.tokens.lowerBound)
    }
  }

  /// Whether a value is at least as large as the places in it: sums, and products with constants, which no call, index or
  /// other operator makes smaller. A product of two places may wrap around.
  func grows(_ value: Range<Int>) -> Bool {
    let isPlain = !value.contains { index in
      let makesSmaller: [CPunctuator] = [.leftBracket, .slash, .percent, .pipe, .shiftRight, .question]
      return makesSmaller.contains { self.is($0, at: index) }
        || function.tokens[index].kind == .identifier && self.is(.leftParen, at: index + 1)
          && !Self.isConstantName(words[index])
    }
    let factors = places(in: value).filter { !Self.isConstantName($0.path) }.count
    return isPlain && (factors < 2 || !value.contains { self.is(.star, at: $0) && isOperand($0 - 1) })
  }

  /// Whether a value is the distance of two pointers, or what is left of an array: it cannot exceed the object.
  private func isDifferenceInObject(_ value: Range<Int>) -> Bool {
    guard let first = value.first, let minus = value.dropFirst().first(where: { self.is(.minus, at: $0) }),
      isOperand(minus - 1)
    else { return false }
    if function.tokens[first].is(CKeyword.size) { return true }
    return places(in: value).contains { place in
      (place.tokens.upperBound == minus || place.tokens.lowerBound == minus + 1)
        && (isPointer(place.path) || declarations[place.path]?.length != nil) && !isDereferenced(place)
    }
  }
}
