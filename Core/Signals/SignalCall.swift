import Algorithms

/// A call in a function's body.
struct SignalCall {
  /// The name that stands before the parenthesis.
  let name: String
  /// The token of the name.
  let token: Int
  /// The closing parenthesis.
  let close: Int
  /// The arguments as tokens.
  let arguments: [Range<Int>]
}

extension SignalReading {
  /// How many calls and mentions a signal looks at behind or before a place: the nearest.
  static let nearest = 512

  /// The call whose name stands at a token.
  func call(at token: Int) -> SignalCall? {
    namedCalls.indices.contains(token) && namedCalls[token] >= 0 ? allCalls[Int(namedCalls[token])] : nil
  }

  /// The calls in whose parentheses a token stands, inmost first.
  func calls(around token: Int) -> some Sequence<SignalCall> {
    sequence(state: inmostCalls.indices.contains(token) ? inmostCalls[token] : -1) { next -> SignalCall? in
      guard next >= 0, meter.take(1) else { return nil }
      let call = allCalls[Int(next)]
      next = inmostCalls[call.token]
      return call
    }
  }

  /// The calls whose names stand in a range, in order.
  func calls(in range: Range<Int>) -> ArraySlice<SignalCall> {
    let first = allCalls.partitioningIndex { $0.token >= range.lowerBound }
    let end = allCalls.partitioningIndex { $0.token >= range.upperBound }
    return meter.take(max(0, end - first)) && first < end ? allCalls[first..<end] : []
  }

  /// The nearest calls before a token, in order.
  func calls(before token: Int) -> ArraySlice<SignalCall> {
    let end = allCalls.partitioningIndex { $0.token >= token }
    let first = max(0, end - Self.nearest)
    return meter.take(end - first) ? allCalls[first..<end] : []
  }

  /// The nearest calls behind a token, in order.
  func calls(after token: Int) -> ArraySlice<SignalCall> {
    let first = allCalls.partitioningIndex { $0.token > token }
    let end = min(allCalls.count, first + Self.nearest)
    return meter.take(end - first) ? allCalls[first..<end] : []
  }

  /// The tokens of an argument; nil when there are fewer.
  func argument(_ number: Int, of call: SignalCall) -> Range<Int>? {
    call.arguments.indices.contains(number) ? call.arguments[number] : nil
  }

  /// The one path that an argument consists of, casts, parentheses and `&` aside.
  func path(_ range: Range<Int>) -> String? {
    let named = places(in: range)
    guard let last = named.last,
      last.tokens.upperBound >= range.upperBound
        || (last.tokens.upperBound..<range.upperBound).allSatisfy({ self.is(.rightParen, at: $0) })
    else { return nil }
    let before = range.lowerBound..<last.tokens.lowerBound
    let isPlain = before.allSatisfy { index in
      self.is(.leftParen, at: index) || self.is(.rightParen, at: index) || self.is(.star, at: index)
        || self.is(.ampersand, at: index) || !words[index].isEmpty
    }
    return isPlain && !(before.contains { calls(at: $0) }) ? last.path : nil
  }

  /// Whether a token is the name of something called.
  func calls(at index: Int) -> Bool {
    function.tokens[index].kind == .identifier && self.is(.leftParen, at: index + 1)
  }

  /// Whether a range holds numbers, constants in capitals, `sizeof` and operators only.
  func isConstant(_ range: Range<Int>) -> Bool {
    places(in: range).allSatisfy { Self.isConstantName($0.path) }
      && !range.contains { token in
        calls(at: token) && !Self.isConstantName(words[token])
      }
  }

  /// Whether a name is written as constants and macros are: in capitals, with a last word in capitals behind an underscore
  /// (`crypto_kem_BYTES`), or as the size of something.
  static func isConstantName(_ name: String) -> Bool {
    if name.hasPrefix("SizeOf") { return true }
    let last = name.utf8.split(separator: UInt8(ascii: "_")).last ?? []
    if last.count > 2, last.count < name.utf8.count,
      last.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains),
      !name.utf8.contains(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: ".") })
    {
      return true
    }
    var hasCapital = false
    for byte in name.utf8 {
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { return false }
      if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) { hasCapital = true }
    }
    return hasCapital
  }

  /// The call whose result a statement assigns to a path: `path = call(…)`, casts aside.
  func assigned(by call: SignalCall) -> NamedPlace? {
    var index = call.token - 1
    while index > body {
      if self.is(.assign, at: index) { break }
      if self.is(.rightParen, at: index), let open = function.partner(of: index) {
        index = open - 1
      } else {
        return nil
      }
    }
    guard index > body else { return nil }
    let target = places(in: (statement(at: index)?.lowerBound ?? index)..<index).last
    guard let target, target.tokens.upperBound == index else { return nil }
    let isStored = self.is(.star, at: target.tokens.lowerBound - 1) && opcode(at: index) != .declaration
    return isStored ? nil : target
  }

  /// The path of a call's first argument where it is the pointer itself, and not what it points to.
  func pointer(givenTo call: SignalCall) -> String? {
    guard let argument = call.arguments.first,
      !argument.contains(where: { self.is(.leftBracket, at: $0) || self.is(.ampersand, at: $0) }),
      !self.is(.star, at: argument.lowerBound)
    else { return nil }
    let named = places(in: argument)
    guard let place = named.last, !isDereferenced(place) else { return nil }
    return path(argument)
  }

  /// Whether the result of a call is not used: the call is a statement.
  func isStatement(_ call: SignalCall) -> Bool {
    guard let span = statement(at: call.token) else { return false }
    if span.lowerBound == call.token { return opcode(at: call.token) == .call }
    // `(void)call(…)` says that the result is left unread on purpose.
    return false
  }
}
