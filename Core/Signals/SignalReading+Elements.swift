/// Elements of arrays and what pointers point to, as paths of their own: `v[i]`, `s->v[i].n`, `(*o)`, `(*o)->name`.
///
/// A path of this kind means the same place only as long as nothing in it changes.
extension SignalReading {
  /// An index of more tokens is no part of a path.
  private static let indexLimit = 12
  /// How many indices and members a path of this kind may lead through.
  private static let stepLimit = 8

  mutating func findElements() {
    elementStarts = [Int32](repeating: -1, count: count)
    for place in allPlaces {
      guard let element = element(from: place) else { continue }
      elements[element.path, default: []].append(element)
      elementStarts[place.tokens.lowerBound] = Int32(allElements.count)
      allElements.append(element)
    }
  }

  /// The element whose variable stands at a token.
  func element(at token: Int) -> NamedPlace? {
    guard elementStarts.indices.contains(token), elementStarts[token] >= 0 else { return nil }
    return allElements[Int(elementStarts[token])]
  }

  /// The longest path with an index or a star that begins with a place; nil for none, and where an index calls or changes
  /// something.
  private func element(from place: NamedPlace) -> NamedPlace? {
    var start = place.tokens.lowerBound
    var end = place.tokens.upperBound
    var path = place.path
    var steps = 0
    var isFollowed = false
    let star = start - 1
    let isStarred =
      self.is(.star, at: star) && !isOperand(star - 1) && !(star > 0 && isTypeWord(star - 1))
      && declarations[place.path]?.token != start
      && !(opcode(at: star) == .declaration && self.is(.comma, at: star - 1))
    var hasStar = false
    let isGrouped = [CPunctuator.arrow, .dot, .leftBracket].contains { self.is($0, at: end + 1) }
    if isStarred, isGrouped, self.is(.leftParen, at: star - 1), self.is(.rightParen, at: end) {
      (start, end, path) = (star - 1, end + 1, "(*\(path))")
      (isFollowed, hasStar) = (true, true)
    }
    while steps < Self.stepLimit {
      if self.is(.leftBracket, at: end), let close = function.partner(of: end) {
        guard close > end + 1, close - end <= Self.indexLimit, isStill(end + 1..<close),
          declarations[place.path]?.token != place.tokens.lowerBound
        else { return nil }
        path += "[\(text(end + 1..<close))]"
        (end, isFollowed) = (close + 1, true)
      } else if self.is(.arrow, at: end) || self.is(.dot, at: end), end + 1 < count,
        function.tokens[end + 1].kind == .identifier
      {
        path += (self.is(.arrow, at: end) ? "->" : ".") + words[end + 1]
        end += 2
      } else {
        break
      }
      steps += 1
    }
    if self.is(.leftParen, at: end) { return nil }
    if isStarred, !hasStar {
      // `*p++` is another place at every turn.
      if self.is(.increment, at: end) || self.is(.decrement, at: end) { return nil }
      (start, path, isFollowed) = (star, "(*\(path))", true)
    }
    return isFollowed ? NamedPlace(path: path, tokens: start..<end) : nil
  }

  /// Whether an index neither calls nor changes anything.
  private func isStill(_ index: Range<Int>) -> Bool {
    !index.contains { token in
      guard let punctuator = function.tokens[token].punctuator else { return calls(at: token) }
      return punctuator.isAssignment || punctuator == .increment || punctuator == .decrement
    }
  }

  /// A path as the code writes it: `*o` and not `(*o)`.
  static func shown(_ path: String) -> String {
    guard path.hasPrefix("(*"), path.hasSuffix(")"), !path.dropLast().contains(")") else { return path }
    return String(path.dropFirst().dropLast())
  }

  /// The places that a range takes values from: of `s->v[i].n` the element, and neither `s->v` nor its index.
  ///
  /// An element of a table that the function does not declare, or declares with its values, is one of few constants: there
  /// the index counts.
  func values(in range: Range<Int>) -> [NamedPlace] {
    var end = range.lowerBound
    return places(in: range).compactMap { place in
      guard place.tokens.lowerBound >= end else { return nil }
      guard let element = element(at: place.tokens.lowerBound), isOfOwn(place),
        element.tokens.lowerBound >= range.lowerBound, element.tokens.upperBound <= range.upperBound
      else { return place }
      end = element.tokens.upperBound
      return element
    }
  }

  private func isOfOwn(_ place: NamedPlace) -> Bool {
    guard let declared = declarations[words[place.tokens.lowerBound]] else { return false }
    return declared.initialValue == nil && !declared.type.contains("static")
  }

  /// The variables and members that an element's path is made of; none for any other path.
  func parts(ofElement path: String) -> [NamedPlace] {
    guard let first = elements[path]?.first else { return [] }
    return places(in: first.tokens)
  }

  /// Whether a path names the same place at two tokens: nothing that an element's path is made of changes between them.
  func isSamePlace(_ path: String, from start: Int, to end: Int) -> Bool {
    guard elements[path] != nil else { return true }
    return !parts(ofElement: path).contains { isChanged($0.path, after: start, before: end) }
  }

  /// The path that an expression is, casts and parentheses around it aside: of a variable, a member or an element; nil where
  /// the expression computes something, takes an address, or points through anything else.
  func wholePath(_ range: Range<Int>) -> String? {
    guard let base = places(in: range).first else { return nil }
    let place = element(at: base.tokens.lowerBound) ?? base
    guard place.tokens.lowerBound >= range.lowerBound, place.tokens.upperBound <= range.upperBound else {
      return nil
    }
    let isCast = (range.lowerBound..<place.tokens.lowerBound).allSatisfy { index in
      self.is(.leftParen, at: index) || self.is(.rightParen, at: index) || !words[index].isEmpty
        || self.is(.star, at: index) && isTypeName(before: index)
    }
    let isClosed = (place.tokens.upperBound..<range.upperBound).allSatisfy { self.is(.rightParen, at: $0) }
    guard isCast, isClosed, !(range.lowerBound..<place.tokens.lowerBound).contains(where: calls(at:)) else {
      return nil
    }
    return place.path
  }

  /// Whether the star at a token belongs to the type of a cast.
  private func isTypeName(before star: Int) -> Bool {
    var index = star - 1
    while self.is(.star, at: index) { index -= 1 }
    return index >= 0 && !words[index].isEmpty
  }

  /// The path of the pointer that a call is given first, elements included.
  func wholePointer(givenTo call: SignalCall) -> String? {
    pointer(givenTo: call) ?? call.arguments.first.flatMap(wholePath)
  }

  /// What a call's result is assigned to, elements included: `v[i] = malloc(n)`, `*o = malloc(n)`.
  func wholePlace(assignedBy call: SignalCall) -> NamedPlace? {
    if let place = assigned(by: call) { return place }
    var index = call.token - 1
    while index > body, self.is(.rightParen, at: index), let open = function.partner(of: index) {
      index = open - 1
    }
    guard self.is(.assign, at: index), let start = statement(at: index)?.lowerBound else { return nil }
    return places(in: start..<index).compactMap { element(at: $0.tokens.lowerBound) }
      .first { $0.tokens.upperBound == index }
  }

  /// How many pointers an element leads through to what it is, beyond what its path takes away; nil where members hide it.
  func pointerDepth(ofElement path: String) -> Int? {
    guard let first = elements[path]?.first, let base = places(in: first.tokens).first,
      let declared = declarations[base.path]
    else { return nil }
    var taken = 0
    var index = first.tokens.lowerBound
    while index < first.tokens.upperBound {
      if self.is(.arrow, at: index) || self.is(.dot, at: index) { return nil }
      if self.is(.star, at: index) { taken += 1 }
      if self.is(.leftBracket, at: index), let close = function.partner(of: index) {
        taken += 1
        index = close
      }
      index += 1
    }
    return declared.depth - taken
  }
}
