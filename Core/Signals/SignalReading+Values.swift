/// Where the values of places come from and go to, one assignment away.
extension SignalReading {
  /// The values that a place is given by `=`, its declaration included, before a token.
  func assignments(to path: String, before token: Int) -> [Range<Int>] {
    changes(of: path, after: -1, before: token).filter(isAssigned).compactMap { value(assignedTo: $0) }
  }

  /// The values of assignments that may reach a token: those of the last one that runs for certain, and of all behind it.
  func assignments(reaching token: Int, to path: String) -> [Range<Int>] {
    let assigned = changes(of: path, after: -1, before: token).filter(isAssigned)
    let last = assigned.lastIndex { place in
      let opcode = opcode(at: place.tokens.lowerBound)
      return (opcode == .assignment || opcode == .declaration)
        && runsOn(from: place.tokens.lowerBound, to: token)
    }
    return assigned[(last ?? 0)...].compactMap { value(assignedTo: $0) }
  }

  /// Whether a place is cut to size where it stands: `n &= 7`, `n >>= 24`, `n %= size`.
  func isCut(_ place: NamedPlace) -> Bool {
    let next = place.tokens.upperBound
    return self.is(.ampersandAssign, at: next) || self.is(.shiftRightAssign, at: next)
      || self.is(.percentAssign, at: next)
  }

  /// The value that a place is assigned: what stands between `=` and the next comma or the end of the statement.
  func value(assignedTo place: NamedPlace) -> Range<Int>? {
    guard isAssigned(place), let span = statement(at: place.tokens.lowerBound) else { return nil }
    let start = place.tokens.upperBound + 1
    guard start < span.upperBound else { return nil }
    var end = start
    while end < span.upperBound {
      if self.is(.comma, at: end) || self.is(.semicolon, at: end) || self.is(.rightParen, at: end) { break }
      if self.is(.leftParen, at: end) || self.is(.leftBracket, at: end) || self.is(.leftBrace, at: end),
        let close = function.partner(of: end), close > end
      {
        end = close + 1
      } else {
        end += 1
      }
    }
    meter.take(end - start)
    return start..<min(end, span.upperBound)
  }

  /// The assignment whose value mentions a place: what is assigned, and the value.
  func assignment(around place: NamedPlace) -> (target: NamedPlace, value: Range<Int>)? {
    guard let span = statement(at: place.tokens.lowerBound) else { return nil }
    for target in places(in: span.lowerBound..<place.tokens.lowerBound).reversed() where isAssigned(target) {
      if let value = value(assignedTo: target), value.contains(place.tokens.lowerBound) {
        return (target, value)
      }
    }
    return nil
  }

  /// Other names of what a variable points to: those that it was copied from or to.
  func aliases(of path: String) -> Set<String> {
    var found: Set<String> = []
    for place in mentions(of: path, after: -1, before: count) {
      if isAssigned(place), let source = value(assignedTo: place).flatMap(self.path) { found.insert(source) }
      if let (target, value) = assignment(around: place), self.path(value) == path {
        found.insert(target.path)
      }
    }
    found.remove(path)
    return found.filter { !Self.isConstantName($0) }
  }

  /// Whether memory for a place was made in the function, before a token, in a size that is computed.
  ///
  /// - Parameters:
  ///   - path: The place.
  ///   - token: Where the memory is used.
  ///   - isOfStrings: Whether the size must come from lengths of strings.
  /// - Returns: Whether an allocation was found whose size is no constant.
  func isAllocatedHere(_ path: String, before token: Int, isOfStrings: Bool = false) -> Bool {
    let own = changes(of: path, after: -1, before: token).filter(isAssigned)
    // What the caller may have given is not known to be the function's own.
    let copied = own.compactMap { value(assignedTo: $0).flatMap(self.path) }
      .filter { !(declarations[$0]?.isParameter ?? false) }
      .flatMap { changes(of: $0, after: -1, before: token).filter(isAssigned) }
    return (own + copied).contains { place in
      guard let span = statement(at: place.tokens.lowerBound) else { return false }
      return calls(in: Self.tokens(from: place.tokens.upperBound, to: span.upperBound)).contains { call in
        Allocation.isAllocator(call.name)
          && call.arguments.contains { isOfStrings ? comesFromStrings($0, before: token) : !isConstant($0) }
      }
    }
  }

  /// Whether a size mentions a variable that was the length of a string, or of a text that `snprintf` would write.
  private func comesFromStrings(_ size: Range<Int>, before token: Int) -> Bool {
    places(in: size).contains { place in
      assignments(to: place.path, before: token).contains { value in
        value.contains {
          self.is(.leftParen, at: $0 + 1)
            && (Self.measuresObject(words[$0]) || words[$0].hasSuffix("snprintf"))
        }
      }
    }
  }

  /// Whether a buffer and a length are parameters side by side, which the function hands on as they came.
  func isHandedOn(_ buffer: String, _ length: String) -> Bool {
    guard meter.take(declarations.count), let first = declarations[buffer], let second = declarations[length],
      first.isParameter,
      second.isParameter,
      first.isPointer, !second.isPointer, first.token < second.token,
      !declarations.values.contains(where: {
        $0.isParameter && $0.token > first.token && $0.token < second.token
      })
    else { return false }
    return ![buffer, length].contains { isChanged($0, after: -1, before: count) }
  }
}
