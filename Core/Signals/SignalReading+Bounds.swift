import Algorithms

/// What bounds the values that a function uses as lengths.
extension SignalReading {
  /// Whether a token compares two sizes.
  func isRelation(_ index: Int) -> Bool {
    function.tokens[index].punctuator.map(ComparedPlaces.relations.contains) ?? false
  }

  /// Whether a path is compared before a token and after another.
  func isCompared(_ path: String, before token: Int, after start: Int = -1) -> Bool {
    guard let tokens = comparisons[path] else { return false }
    let first = tokens.partitioningIndex { $0 > start }
    return first < tokens.count && tokens[first] < token
  }

  /// Whether a comparison before a token and after another keeps a path from being large there.
  func isLimited(_ path: String, at token: Int, after start: Int = -1) -> Bool {
    guard let bounds = sizeBounds[path] else { return false }
    let first = bounds.partitioningIndex { $0.token > start }
    let end = bounds.partitioningIndex { $0.token >= token }
    guard first < end else { return false }
    // The first ones as well, which often guard all that follows.
    let last = max(first, end - Self.nearest)
    let near = [bounds[last..<end], bounds[first..<min(last, first + Self.nearest)]]
    guard meter.take(near[0].count + near[1].count) else { return false }
    return near.joined().contains {
      $0.holds(at: token) && isSamePlace(path, from: $0.token, to: token)
    }
  }

  /// How deep choices within choices are followed.
  private static let choiceLimit = 8

  /// The places that a length depends on, where nothing bounds any of them before it is used; none for a constant.
  ///
  /// - Parameters:
  ///   - range: The tokens of the length.
  ///   - token: Where it is used.
  ///   - trustsStrings: Whether the length of a string or of an object in memory counts as bounded, by what was
  ///     allocated for it elsewhere.
  ///   - depth: How many choices the range stands in.
  /// - Returns: The places, in order.
  func isUnbounded(_ range: Range<Int>, before token: Int, trustsStrings: Bool = true, depth: Int = 0)
    -> [NamedPlace]
  {
    guard depth < Self.choiceLimit else { return [] }
    if let choice = choice(range) {
      return [(choice.yes, true), (choice.no, false)].flatMap { value, isYes in
        isUnbounded(value, before: token, trustsStrings: trustsStrings, depth: depth + 1)
          .filter { !limits(choice, $0.path, whenTrue: isYes) }
      }
    }
    let choices = choices(in: range)
    let plain = range.filter { index in !choices.contains { $0.contains(index) } }
    guard !plain.contains(where: { isBounding($0, trustsStrings: trustsStrings) }) else { return [] }
    let named = values(in: range).filter { place in
      !Self.isConstantName(place.path) && (!isPointer(place.path) || isAskedForLength(place))
        && !isEnd(place) && !choices.contains { $0.contains(place.tokens.lowerBound) }
    }
    let chosen = choices.flatMap {
      isUnbounded($0, before: token, trustsStrings: trustsStrings, depth: depth + 1)
    }
    if named.contains(where: { isBounded($0.path, before: token, trustsStrings: trustsStrings) }) {
      return []
    }
    return (named + chosen).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether a token cuts the value of its expression to size: a mask, a remainder, a shift, `MIN(…)`, `strlen(…)`.
  func isBounding(_ index: Int, trustsStrings: Bool = true) -> Bool {
    let token = function.tokens[index]
    if token.is(.percent) || token.is(.ampersand) && isOperand(index - 1) || token.is(.shiftRight) {
      return true
    }
    guard token.kind == .identifier, self.is(.leftParen, at: index + 1) else { return false }
    if NameWords.words(of: words[index]).contains("bits"),
      call(at: index).map({ readsFewBits($0, most: 16) }) ?? false
    {
      return true
    }
    return BoundingCall.bounds(words[index]) || trustsStrings && Self.measuresObject(words[index])
  }

  /// Words of what a length is read from: `pkt_len(ip)` says what a packet claims, and not how much of it there is.
  private static let claims: Set<String> = [
    "pkt", "packet", "hdr", "header", "ip", "tcp", "udp", "msg", "message", "frame", "payload", "chunk",
    "field",
    "read", "parse", "load", "fetch", "extract", "decode", "peek", "ntoh", "wire", "rr", "tlv", "option",
    "opt",
  ]

  /// Whether a place is what a call asks for the length that it claims: `pkt_len(ip)`.
  private func isAskedForLength(_ place: NamedPlace) -> Bool {
    let name = place.tokens.lowerBound - 2
    guard name >= body, calls(at: name), self.is(.rightParen, at: place.tokens.upperBound) else {
      return false
    }
    let words = NameWords.words(of: words[name])
    return ["len", "length", "size"].contains(words.last) && Self.claims(length: words)
  }

  /// Whether the words of a name say that it reads a length: those of a packet, or `get_length` of anything.
  private static func claims(length words: [String]) -> Bool {
    words.contains(where: claims.contains) || words.count == 2 && words[0] == "get"
  }

  /// Whether a call's result is the length of what is in memory, as of `strlen`, `RSTRING_LEN` or `list_length`.
  static func measuresObject(_ name: String) -> Bool {
    let letters = name.lowercased()
    if letters.contains("strlen") { return true }
    guard letters.hasSuffix("len") || letters.hasSuffix("length"), !InputSources.isInput(name) else {
      return false
    }
    return !claims(length: NameWords.words(of: name))
  }

  func isPointer(_ path: String) -> Bool {
    declarations[path]?.isPointer ?? pointerDepth(ofElement: path).map { $0 > 0 } ?? false
  }

  /// Whether an element is an end of an object that a pointer is taken from or added to: `ends[i] - start`.
  private func isEnd(_ element: NamedPlace) -> Bool {
    guard elements[element.path] != nil else { return false }
    let (before, next) = (element.tokens.lowerBound - 1, element.tokens.upperBound)
    return self.is(.minus, at: next) && isPointer(at: next + 1)
      || self.is(.minus, at: before) && isPointer(endingAt: before)
  }

  private func isPointer(at token: Int) -> Bool {
    guard token < count, let place = places(in: token..<min(count, token + 8)).first else { return false }
    return place.tokens.lowerBound == token && isPointer(place.path) && !isDereferenced(place)
  }

  private func isPointer(endingAt token: Int) -> Bool {
    guard let place = places(in: max(body, token - 8)..<max(body, token)).last else { return false }
    return place.tokens.upperBound == token && isPointer(place.path) && !isDereferenced(place)
  }

  /// Whether something keeps a path from being large at a token: a comparison of it, of what its value comes from, or of
  /// what is computed from it.
  func isBounded(_ path: String, before token: Int, trustsStrings: Bool = true) -> Bool {
    if isLimited(path, at: token) || isLimitedThrough(path, at: token) { return true }
    let sources = assignments(reaching: token, to: path)
    return !sources.isEmpty
      && sources.allSatisfy { isBounded(value: $0, of: path, at: token, trustsStrings: trustsStrings) }
  }

  /// One step back: `n = end - start;` is bounded where `end` is, `n = 4;` always, and `n = m < 9 ? m : 9;` by itself.
  private func isBounded(
    value: Range<Int>, of path: String, at token: Int, trustsStrings: Bool, depth: Int = 0
  ) -> Bool {
    if isConstant(value) || isDifferenceInObject(value) { return true }
    if depth < Self.choiceLimit, let choice = choice(value) {
      return [(choice.yes, true), (choice.no, false)].allSatisfy { alternative, isYes in
        places(in: alternative).contains { limits(choice, $0.path, whenTrue: isYes) }
          || isBounded(
            value: alternative, of: path, at: token, trustsStrings: trustsStrings, depth: depth + 1)
      }
    }
    if value.contains(where: { isBounding($0, trustsStrings: trustsStrings) }) { return true }
    return places(in: value).contains { $0.path != path && isLimited($0.path, at: token) }
  }

  /// Whether all that a path is given before a token is constant, cut to size or the length of an object in memory.
  func isSmall(_ path: String, before token: Int) -> Bool {
    let sources = assignments(to: path, before: token)
    let grows = changes(of: path, after: -1, before: token).contains { !isAssigned($0) }
    return !sources.isEmpty && !grows && sources.allSatisfy { isSmall(value: $0) }
  }

  private func isSmall(value: Range<Int>, depth: Int = 0) -> Bool {
    if isConstant(value) || isDifferenceInObject(value) { return true }
    if depth < Self.choiceLimit, let choice = choice(value) {
      return [(choice.yes, true), (choice.no, false)].allSatisfy { alternative, isYes in
        places(in: alternative).contains { limits(choice, $0.path, whenTrue: isYes) }
          || isSmall(value: alternative, depth: depth + 1)
      }
    }
    return value.contains { isBounding($0) }
  }

  /// Whether something computed from a path without a call or an index keeps it from being large at a token:
  /// `y = 4 + n * 2; if (y > size) …`.
  func isLimitedThrough(_ path: String, at token: Int, after start: Int = -1) -> Bool {
    mentions(of: path, after: start, before: token).contains { place in
      guard let (target, value) = assignment(around: place), target.path != path else { return false }
      return grows(value) && isLimited(target.path, at: token, after: place.tokens.lowerBound)
    }
  }

  /// Whether something computed from a path without a call or an index is compared before a token.
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
    return isPlain && (factors < 2 || !value.contains(where: isTimes))
  }

  /// Whether a value is the distance of two pointers, or what is left of an array: it cannot exceed the object.
  func isDifferenceInObject(_ value: Range<Int>) -> Bool {
    guard let first = value.first, let minus = value.dropFirst().first(where: { self.is(.minus, at: $0) }),
      isOperand(minus - 1)
    else { return false }
    // `sizeof(b) - n`, and not `sizeof(*v) * (n - 1)`.
    if function.tokens[first].is(CKeyword.size) { return !(first..<minus).contains(where: isTimes) }
    return places(in: value).contains { place in
      (place.tokens.upperBound == minus || place.tokens.lowerBound == minus + 1)
        && (isPointer(place.path) || declarations[place.path]?.length != nil) && !isDereferenced(place)
    }
  }
}
