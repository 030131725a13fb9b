/// The truth of an `#if`'s condition, as far as its constants alone decide it.
///
/// Names, calls and what is no integer are unknown; `0 && X` is false and `1 || X` true whatever X is. Numbers have 64
/// bits, as in compilers' preprocessors; one without a sign makes its operation one without.
struct DirectiveCondition {
  /// The bits of a number, and whether they have no sign.
  private struct Value: Equatable {
    var bits: Int
    var isUnsigned = false

    static func truth(_ isTrue: Bool) -> Value { Value(bits: isTrue ? 1 : 0) }
    var isTrue: Bool { bits != 0 }
  }

  private let tokens: ArraySlice<CToken>
  private let text: UnsafeBufferPointer<UInt8>
  private var index: Int
  private var depth = 0
  private static let deepestNesting = 64

  /// Evaluates the tokens after `#if` or `#elif`.
  ///
  /// - Returns: True or false; nil when names decide, or where the tokens are no condition.
  static func truth(of tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    var condition = DirectiveCondition(tokens: tokens, text: text, index: tokens.startIndex)
    let value = condition.choice()
    return condition.index == tokens.endIndex ? value?.isTrue : nil
  }

  private init(tokens: ArraySlice<CToken>, text: UnsafeBufferPointer<UInt8>, index: Int) {
    self.tokens = tokens
    self.text = text
    self.index = index
  }

  /// The operator here, in either spelling: `&&` or `and`.
  private var punctuator: CPunctuator? {
    guard index < tokens.endIndex else { return nil }
    return tokens[index].kind == .identifier ? Self.spelled(tokens[index], text) : tokens[index].punctuator
  }

  private static func spelled(_ token: CToken, _ text: UnsafeBufferPointer<UInt8>) -> CPunctuator? {
    spellings.value(hash: token.hash, in: text, from: Int(token.start), to: Int(token.end))
      .flatMap(CPunctuator.init(rawValue:))
  }

  /// The operators that `<iso646.h>` spells in letters.
  private static let spellings = NameTable(
    [
      ("and", CPunctuator.andAnd), ("or", .orOr), ("not", .exclamation), ("bitand", .ampersand),
      ("bitor", .pipe), ("xor", .caret), ("compl", .tilde), ("not_eq", .notEqual),
    ].map { (word: $0.0, value: $0.1.rawValue) })

  private mutating func take(_ punctuator: CPunctuator) -> Bool {
    guard self.punctuator == punctuator else { return false }
    index += 1
    return true
  }

  private mutating func choice() -> Value? {
    guard depth < Self.deepestNesting else { return giveUp() }
    depth += 1
    defer { depth -= 1 }
    let condition = operation(0)
    guard take(.question) else { return condition }
    let first = choice()
    guard take(.colon) else { return giveUp() }
    let second = choice()
    guard let condition else { return first == second ? first : nil }
    return condition.isTrue ? first : second
  }

  private static func precedence(_ punctuator: CPunctuator) -> Int? {
    switch punctuator {
    case .orOr: 0
    case .andAnd: 1
    case .pipe: 2
    case .caret: 3
    case .ampersand: 4
    case .equal, .notEqual: 5
    case .less, .greater, .lessEqual, .greaterEqual: 6
    case .shiftLeft, .shiftRight: 7
    case .plus, .minus: 8
    case .star, .slash, .percent: 9
    default: nil
    }
  }

  private mutating func operation(_ lowest: Int) -> Value? {
    var left = unary()
    while let punctuator, let precedence = Self.precedence(punctuator), precedence >= lowest {
      index += 1
      let right = operation(precedence + 1)
      left = Self.value(left, punctuator, right)
    }
    return left
  }

  private static func value(_ left: Value?, _ punctuator: CPunctuator, _ right: Value?) -> Value? {
    switch punctuator {
    case .andAnd where left?.isTrue == false || right?.isTrue == false: return .truth(false)
    case .orOr where left?.isTrue == true || right?.isTrue == true: return .truth(true)
    case .star where left?.bits == 0 || right?.bits == 0,
      .ampersand where left?.bits == 0 || right?.bits == 0:
      return .truth(false)
    default: break
    }
    guard let left, let right else { return nil }
    switch punctuator {
    case .andAnd: return .truth(left.isTrue && right.isTrue)
    case .orOr: return .truth(left.isTrue || right.isTrue)
    case .shiftLeft, .shiftRight:
      guard (0..<64).contains(right.bits) else { return nil }
      return left.isUnsigned
        ? shifted(UInt(bitPattern: left.bits), punctuator, right.bits)
        : shifted(left.bits, punctuator, right.bits)
    default:
      return left.isUnsigned || right.isUnsigned
        ? value(UInt(bitPattern: left.bits), punctuator, UInt(bitPattern: right.bits))
        : value(left.bits, punctuator, right.bits)
    }
  }

  private static func shifted<Number: FixedWidthInteger>(
    _ number: Number, _ punctuator: CPunctuator, _ places: Int
  ) -> Value {
    Value(
      bits: Int(truncatingIfNeeded: punctuator == .shiftLeft ? number << places : number >> places),
      isUnsigned: !Number.isSigned)
  }

  private static func value<Number: FixedWidthInteger>(
    _ left: Number, _ punctuator: CPunctuator, _ right: Number
  ) -> Value? {
    let result: (partialValue: Number, overflow: Bool)
    switch punctuator {
    case .equal: return .truth(left == right)
    case .notEqual: return .truth(left != right)
    case .less: return .truth(left < right)
    case .greater: return .truth(left > right)
    case .lessEqual: return .truth(left <= right)
    case .greaterEqual: return .truth(left >= right)
    case .pipe: result = (left | right, false)
    case .caret: result = (left ^ right, false)
    case .ampersand: result = (left & right, false)
    case .plus: result = (left &+ right, false)
    case .minus: result = (left &- right, false)
    case .star: result = (left &* right, false)
    case .slash: result = left.dividedReportingOverflow(by: right)
    case .percent: result = left.remainderReportingOverflow(dividingBy: right)
    default: return nil
    }
    guard !result.overflow else { return nil }
    return Value(bits: Int(truncatingIfNeeded: result.partialValue), isUnsigned: !Number.isSigned)
  }

  private mutating func unary() -> Value? {
    guard index < tokens.endIndex, depth < Self.deepestNesting else { return giveUp() }
    let token = tokens[index]
    if let punctuator {
      index += 1
      switch punctuator {
      case .exclamation: return operand().map { .truth(!$0.isTrue) }
      case .minus: return operand().map { Value(bits: 0 &- $0.bits, isUnsigned: $0.isUnsigned) }
      case .plus: return operand()
      case .tilde: return operand().map { Value(bits: ~$0.bits, isUnsigned: $0.isUnsigned) }
      case .leftParen:
        let inner = choice()
        return take(.rightParen) ? inner : giveUp()
      default: return giveUp()
      }
    }
    index += 1
    switch token.kind {
    case .number: return number(token.range)
    case .identifier, .keyword: return word(token)
    case .character: return CharacterConstant.value(of: text[token.range]).map { Value(bits: $0) }
    case .punctuator, .string, .directive, .endOfDirective: return giveUp()
    }
  }

  private mutating func operand() -> Value? {
    depth += 1
    defer { depth -= 1 }
    return unary()
  }

  /// A name's value: unknown, but for C23's two; `defined X` and calls are read over.
  private mutating func word(_ token: CToken) -> Value? {
    if CText.equals(text, token.range, "false") { return .truth(false) }
    if CText.equals(text, token.range, "true") { return .truth(true) }
    if CText.equals(text, token.range, "defined"), index < tokens.endIndex,
      tokens[index].kind == .identifier || tokens[index].kind == .keyword
    {
      index += 1
      return nil
    }
    guard punctuator == .leftParen else { return nil }
    var open = 0
    repeat {
      if punctuator == .leftParen { open += 1 } else if punctuator == .rightParen { open -= 1 }
      index += 1
    } while open > 0 && index < tokens.endIndex
    return open == 0 ? nil : giveUp()
  }

  private mutating func giveUp() -> Value? {
    index = tokens.endIndex + 1
    return nil
  }

  /// The value of an integer constant; nil for other numbers.
  private func number(_ range: Range<Int>) -> Value? {
    var digits = String(decoding: text[range], as: UTF8.self).lowercased()[...]
    var isUnsigned = false
    while let last = digits.last, last == "u" || last == "l" || last == "z" {
      isUnsigned = isUnsigned || last == "u"
      digits.removeLast()
    }
    digits.removeAll { $0 == "'" }
    let number: UInt? =
      if digits.hasPrefix("0x") {
        UInt(digits.dropFirst(2), radix: 16)
      } else if digits.hasPrefix("0b") {
        UInt(digits.dropFirst(2), radix: 2)
      } else if digits.hasPrefix("0"), digits.count > 1 {
        UInt(digits, radix: 8)
      } else {
        UInt(digits)
      }
    return number.map { Value(bits: Int(bitPattern: $0), isUnsigned: isUnsigned || $0 > UInt(Int.max)) }
  }
}
