import Algorithms

/// A mention of a variable, or of a member through one, such as `p->length`.
struct NamedPlace {
  /// The variable and its members as written, without blanks and indices.
  let path: String
  let tokens: Range<Int>

  /// The words that the names of a path are made of: `p`, `max` and `depth` of `p->maxDepth`.
  static func words(of path: String) -> [String] {
    path.split { "->.".contains($0) }.flatMap { NameWords.words(of: String($0)) }
  }
}

/// How a place is used where it is mentioned.
extension SignalReading {
  /// Whether the place is given a value by `=`.
  func isAssigned(_ place: NamedPlace) -> Bool {
    self.is(.assign, at: place.tokens.upperBound) && !isDereferenced(place)
  }

  /// Whether the place is changed: assigned to, incremented, or handed out by its address.
  func isChanged(_ place: NamedPlace) -> Bool {
    let next = place.tokens.upperBound
    if next < count, let punctuator = function.tokens[next].punctuator,
      punctuator.isAssignment || punctuator == .increment || punctuator == .decrement
    {
      return !isDereferenced(place) || punctuator == .increment || punctuator == .decrement
    }
    let before = place.tokens.lowerBound - 1
    guard before >= 0 else { return false }
    if self.is(.increment, at: before) || self.is(.decrement, at: before) { return true }
    return self.is(.ampersand, at: before) && !isOperand(before - 1)
  }

  /// Whether what the place points to is used, by `*`, `[` or `->`.
  func isDereferenced(_ place: NamedPlace) -> Bool {
    let next = place.tokens.upperBound
    if self.is(.leftBracket, at: next) || self.is(.arrow, at: next) { return true }
    // The star of a declarator, as in `char *p = a, *q = b;`, reads nothing.
    if declarations[place.path]?.token == place.tokens.lowerBound { return false }
    let before = place.tokens.lowerBound - 1
    return self.is(.star, at: before) && !isOperand(before - 1) && !(before > 0 && isTypeWord(before - 1))
  }

  /// Whether the token ends an operand, so that an operator after it takes two.
  func isOperand(_ index: Int) -> Bool {
    guard index >= 0, index < count else { return false }
    switch function.tokens[index].kind {
    case .identifier, .number, .string, .character: return true
    case .punctuator: return self.is(.rightBracket, at: index) || closesOperand(index)
    default: return false
    }
  }

  /// A closing parenthesis ends an operand unless it closes a cast or the head of a statement.
  private func closesOperand(_ index: Int) -> Bool {
    guard self.is(.rightParen, at: index), let open = function.partner(of: index) else { return false }
    if open > 0, function.tokens[open - 1].kind == .keyword {
      // `sizeof(int)` is a number.
      return function.tokens[open - 1].is(CKeyword.size)
    }
    return !isCast(open, index)
  }

  /// Whether parentheses hold a type: they end in `*` or hold words of types only.
  private func isCast(_ open: Int, _ close: Int) -> Bool {
    guard close > open + 1, open == 0 || function.tokens[open - 1].kind != .identifier else { return false }
    if self.is(.star, at: close - 1) { return true }
    return (open + 1..<close).allSatisfy { isTypeWord($0) }
  }

  func isTypeWord(_ index: Int) -> Bool {
    let token = function.tokens[index]
    if token.kind == .keyword {
      return token.is(CKeyword.type) || token.is(CKeyword.tag) || token.is(CKeyword.qualifier)
    }
    return token.kind == .identifier && words[index].hasSuffix("_t")
  }

  /// The places named in a range of tokens, without types by their usual ending and those that `sizeof` only measures.
  func places(in range: Range<Int>) -> [NamedPlace] {
    var low = allPlaces.partitioningIndex { $0.tokens.lowerBound >= range.lowerBound }
    var found: [NamedPlace] = []
    while low < allPlaces.count, allPlaces[low].tokens.upperBound <= range.upperBound, meter.take(1) {
      let place = allPlaces[low]
      if !isOnlyMeasured(place), !place.path.hasSuffix("_t") { found.append(place) }
      low += 1
    }
    return found
  }

  /// Whether `sizeof` measures the place, and nothing reads it.
  func isOnlyMeasured(_ place: NamedPlace) -> Bool {
    var index = place.tokens.lowerBound - 1
    while index > body, self.is(.leftParen, at: index) || self.is(.star, at: index) || isTypeWord(index) {
      index -= 1
    }
    return index >= 0 && function.tokens[index].is(CKeyword.size)
  }

  /// The mentions of a path after one token and before another: the nearest to the first, or, where that is no token, the
  /// nearest to the second.
  func mentions(of path: String, after: Int, before: Int) -> [NamedPlace] {
    if let own = mentions[path] {
      return nearest(own, after, before) { allPlaces[$0] }
    }
    return elements[path].map { nearest($0, after, before) { $0 } } ?? []
  }

  /// The mentions at which a path is changed, after one token and before another: the nearest of these, however often the
  /// path is mentioned between; see ``mentions(of:after:before:)``.
  func changes(of path: String, after: Int, before: Int) -> [NamedPlace] {
    allChanges[path].map { nearest($0, after, before) { $0 } } ?? []
  }

  /// Whether a path is changed after one token and before another.
  func isChanged(_ path: String, after: Int, before: Int) -> Bool {
    guard meter.take(1), let own = allChanges[path] else { return false }
    let first = own.partitioningIndex { $0.tokens.lowerBound > after }
    return first < own.count && own[first].tokens.lowerBound < before
  }

  mutating func findChanges() {
    for place in allPlaces where isChanged(place) { allChanges[place.path, default: []].append(place) }
    for place in allElements where isChanged(place) { allChanges[place.path, default: []].append(place) }
  }

  private func nearest<Mention>(
    _ own: [Mention], _ after: Int, _ before: Int, _ place: (Mention) -> NamedPlace
  ) -> [NamedPlace] {
    let first = own.partitioningIndex { place($0).tokens.lowerBound > after }
    let end = own.partitioningIndex { place($0).tokens.lowerBound >= before }
    guard first < end else { return [] }
    let found = after < 0 ? own[first..<end].suffix(Self.nearest) : own[first..<end].prefix(Self.nearest)
    return meter.take(found.count) ? found.map(place) : []
  }
}
