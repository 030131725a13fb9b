/// The truth of an `#if`'s condition, as far as its constants alone decide it.
///
/// Names, calls and what is no integer are unknown; `0 && X` is false and `1 || X` true whatever X is.
struct DirectiveCondition {
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
    return condition.index == tokens.endIndex ? value.map { $0 != 0 } : nil
  }

  private init(tokens: ArraySlice<CToken>, text: UnsafeBufferPointer<UInt8>, index: Int) {
    self.tokens = tokens
    self.text = text
    self.index = index
  }

  private var punctuator: CPunctuator? { index < tokens.endIndex ? tokens[index].punctuator : nil }

  private mutating func take(_ punctuator: CPunctuator) -> Bool {
    guard self.punctuator == punctuator else { return false }
    index += 1
    return true
  }

  private mutating func choice() -> Int? {
    guard depth < Self.deepestNesting else { return giveUp() }
    depth += 1
    defer { depth -= 1 }
    let condition = operation(0)
    guard take(.question) else { return condition }
    let first = choice()
    guard take(.colon) else { return giveUp() }
    let second = choice()
    guard let condition else { return first == second ? first : nil }
    return condition != 0 ? first : second
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

  private mutating func operation(_ lowest: Int) -> Int? {
    var left = unary()
    while let punctuator, let precedence = Self.precedence(punctuator), precedence >= lowest {
      index += 1
      let right = operation(precedence + 1)
      left = Self.value(left, punctuator, right)
    }
    return left
  }

  private static func value(_ left: Int?, _ punctuator: CPunctuator, _ right: Int?) -> Int? {
    switch punctuator {
    case .andAnd where left == 0 || right == 0: return 0
    case .orOr where left.map { $0 != 0 } ?? false || right.map { $0 != 0 } ?? false: return 1
    case .star where left == 0 || right == 0, .ampersand where left == 0 || right == 0: return 0
    default: break
    }
    guard let left, let right else { return nil }
    switch punctuator {
    case .andAnd: return left != 0 && right != 0 ? 1 : 0
    case .orOr: return left != 0 || right != 0 ? 1 : 0
    case .pipe: return left | right
    case .caret: return left ^ right
    case .ampersand: return left & right
    case .equal: return left == right ? 1 : 0
    case .notEqual: return left != right ? 1 : 0
    case .less: return left < right ? 1 : 0
    case .greater: return left > right ? 1 : 0
    case .lessEqual: return left <= right ? 1 : 0
    case .greaterEqual: return left >= right ? 1 : 0
    case .shiftLeft: return (0..<63).contains(right) ? left << right : nil
    case .shiftRight: return (0..<63).contains(right) ? left >> right : nil
    case .plus: return left &+ right
    case .minus: return left &- right
    case .star: return left &* right
    case .slash: return right == 0 || right == -1 ? nil : left / right
    case .percent: return right == 0 || right == -1 ? nil : left % right
    default: return nil
    }
  }

  private mutating func unary() -> Int? {
    guard index < tokens.endIndex, depth < Self.deepestNesting else { return giveUp() }
    let token = tokens[index]
    index += 1
    switch token.kind {
    case .number: return number(token.range)
    case .identifier, .keyword: return word(token)
    case .character: return nil
    case .punctuator:
      switch token.punctuator {
      case .exclamation: return operand().map { $0 == 0 ? 1 : 0 }
      case .minus: return operand().map { 0 &- $0 }
      case .plus: return operand()
      case .tilde: return operand().map { ~$0 }
      case .leftParen:
        let inner = choice()
        return take(.rightParen) ? inner : giveUp()
      default: return giveUp()
      }
    case .string, .directive, .endOfDirective: return giveUp()
    }
  }

  private mutating func operand() -> Int? {
    depth += 1
    defer { depth -= 1 }
    return unary()
  }

  /// A name's value: unknown, but for C23's two; `defined X` and calls are read over.
  private mutating func word(_ token: CToken) -> Int? {
    if CText.equals(text, token.range, "false") { return 0 }
    if CText.equals(text, token.range, "true") { return 1 }
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

  private mutating func giveUp() -> Int? {
    index = tokens.endIndex + 1
    return nil
  }

  /// The value of an integer constant; nil for other numbers.
  private func number(_ range: Range<Int>) -> Int? {
    var digits = String(decoding: text[range], as: UTF8.self).lowercased()[...]
    while let last = digits.last, last == "u" || last == "l" || last == "z" { digits.removeLast() }
    digits.removeAll { $0 == "'" }
    if digits.hasPrefix("0x") { return Int(digits.dropFirst(2), radix: 16) }
    if digits.hasPrefix("0b") { return Int(digits.dropFirst(2), radix: 2) }
    return digits.hasPrefix("0") && digits.count > 1 ? Int(digits, radix: 8) : Int(digits)
  }
}
