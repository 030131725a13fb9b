import Foundation

/// The text features of a function: how often each occurs, and at which of its tokens.
struct TextFeatures {
  /// How often each feature occurs, in the order of ``TextFeature/allCases``.
  private(set) var counts = [Float](repeating: 0, count: TextFeature.allCases.count)
  /// Which features occur at a byte of the function's text; empty unless asked for.
  private(set) var occurrences: [(feature: Int, offset: Int)] = []

  private let keepsOccurrences: Bool

  /// Counts the features of a function.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - keepsOccurrences: Whether ``occurrences`` are wanted.
  init(of function: CFunction, keepsOccurrences: Bool = false) {
    self = function.withTokens { Self(of: function, $0, keepsOccurrences: keepsOccurrences) }
  }

  /// Counts the features of a function whose tokens are there.
  init(of function: CFunction, _ tokens: FunctionTokens, keepsOccurrences: Bool = false) {
    self.keepsOccurrences = keepsOccurrences
    count(tokens, bodyStart: HeadSpan(tokens)?.body ?? 0)
    let parts = FeatureWords.parts(of: function.name)
    set(.readingName, parts.contains(.reading) ? 1 : 0)
    set(.writingName, parts.contains(.writing) ? 1 : 0)
    set(.complexity, self[.branches] + self[.loops] + self[.cases] + self[.junctions])
  }

  subscript(_ feature: TextFeature) -> Float { counts[feature.column] }

  private mutating func set(_ feature: TextFeature, _ value: Float) { counts[feature.column] = value }

  private mutating func add(_ feature: TextFeature, _ token: CToken) {
    counts[feature.column] += 1
    if keepsOccurrences { occurrences.append((feature.column, Int(token.start))) }
  }

  // MARK: Counting

  /// What is known between one token and the next.
  private struct Place {
    var depth = 0
    /// The numbers of the names that are called.
    var callees: Set<Int32> = []
    /// After the arguments of the allocation or copy that is being read.
    var argumentsEnd = 0
    /// After the condition that is being read.
    var conditionEnd = 0
    /// The parts of names that were met before, by their numbers.
    var parts: [Int32: Set<FeatureWords.Part>] = [:]
  }

  private mutating func count(_ tokens: FunctionTokens, bodyStart: Int) {
    var place = Place()
    for index in 0..<tokens.count {
      let token = tokens.tokens[index]
      switch token.kind {
      case .endOfDirective: continue
      case .directive: add(.directives, token)
      case .identifier: countName(tokens, index, bodyStart, &place)
      case .keyword: countKeyword(tokens, index, bodyStart, &place)
      case .number:
        add(.numbers, token)
        if token.end - token.start > 2, tokens.bytes[Int(token.start) + 1] | 0x20 == UInt8(ascii: "x") {
          add(.hexadecimals, token)
        }
      case .string: add(.literals, token)
      case .character: add(.characters, token)
      case .punctuator: countPunctuator(tokens, index, bodyStart, &place)
      }
      add(.tokens, token)
    }
    set(.names, Float(tokens.names.count))
    set(.callees, Float(place.callees.count))
  }

  private mutating func countName(
    _ tokens: FunctionTokens, _ index: Int, _ bodyStart: Int, _ place: inout Place
  ) {
    let token = tokens.tokens[index]
    let isCapital = Self.isCapital(token, tokens.bytes)
    if tokens.isPunctuator(.leftParen, at: index + 1) {
      guard index >= bodyStart else { return }
      add(.calls, token)
      place.callees.insert(tokens.names.numbers[index])
      if isCapital { add(.macros, token) }
      countLibrary(tokens, index, &place)
      return
    }
    if isCapital { add(.constants, token) }
    if tokens.isMember(index) { add(.members, token) }
    if tokens.value(in: FeatureWords.unsignedTypes, at: index) != nil { add(.unsignedTypes, token) }
    let parts = Self.parts(tokens, index, &place)
    if parts.contains(.length) {
      add(.lengthWords, token)
      if index < bodyStart { add(.lengthParameters, token) }
      if Self.isComparison(tokens, index - 1) || Self.isComparison(tokens, index + 1) {
        add(.checkedLengths, token)
      }
    } else if parts.contains(.input) {
      add(.inputWords, token)
      if index < bodyStart { add(.inputParameters, token) }
    }
  }

  private mutating func countLibrary(_ tokens: FunctionTokens, _ index: Int, _ place: inout Place) {
    let token = tokens.tokens[index]
    guard
      let kind = tokens.value(in: FeatureWords.library, at: index).flatMap(
        FeatureWords.Library.init(rawValue:))
    else { return }
    switch kind {
    case .copy, .unboundedCopy, .allocation:
      add(kind == .allocation ? .allocations : .copies, token)
      if kind == .unboundedCopy { add(.unboundedCopies, token) }
      place.argumentsEnd = max(place.argumentsEnd, tokens.partner(of: index + 1) ?? 0)
    case .string: add(.strings, token)
    case .transfer: add(.transfers, token)
    }
  }

  private mutating func countKeyword(
    _ tokens: FunctionTokens, _ index: Int, _ bodyStart: Int, _ place: inout Place
  ) {
    let token = tokens.tokens[index]
    switch token.keyword {
    case .if:
      add(.branches, token)
      place.conditionEnd = max(place.conditionEnd, tokens.partner(of: index + 1) ?? 0)
    case .else: add(.alternatives, token)
    case .for, .do: add(.loops, token)
    case .while:
      add(.loops, token)
      place.conditionEnd = max(place.conditionEnd, tokens.partner(of: index + 1) ?? 0)
    case .switch: add(.switches, token)
    case .case, .default: add(.cases, token)
    case .goto: add(.gotos, token)
    case .return: add(.returns, token)
    case .break, .continue: add(.breaks, token)
    case .size: add(.sizes, token)
    case .type:
      switch tokens.text(at: index) {
      case "char": add(.bytes, token)
      case "unsigned": add(.unsignedTypes, token)
      case "int", "long", "short": add(.signedTypes, token)
      case "void":
        if index < bodyStart, counts[TextFeature.parameters.column] == 0,
          !tokens.isPunctuator(.star, at: index + 1)
        {
          set(.returnsNothing, 1)
        }
      default: break
      }
    case .qualifier:
      if index < bodyStart, tokens.text(at: index) == "static" { set(.isStatic, 1) }
    default: break
    }
  }

  private mutating func countPunctuator(
    _ tokens: FunctionTokens, _ index: Int, _ bodyStart: Int, _ place: inout Place
  ) {
    let token = tokens.tokens[index]
    guard let punctuator = token.punctuator else { return }
    if index < bodyStart { countHead(token, punctuator) }
    if punctuator.isAssignment {
      add(.assignments, token)
      if index < place.conditionEnd { add(.assignedConditions, token) }
      if index > 0, tokens.isPunctuator(.rightBracket, at: index - 1) { add(.elementStores, token) }
    }
    if index < place.argumentsEnd, punctuator == .plus || punctuator == .star {
      add(.allocationArithmetic, token)
    }
    switch punctuator {
    case .leftBrace:
      place.depth += 1
      set(.depth, max(self[.depth], Float(place.depth)))
    case .rightBrace: place.depth -= 1
    case .leftBracket:
      add(.subscripts, token)
      if tokens.isIdentifier(at: index + 1), !Self.isCapital(tokens.tokens[index + 1], tokens.bytes) {
        add(.variableSubscripts, token)
      }
    case .semicolon: add(.semicolons, token)
    case .question: add(.conditionals, token)
    case .arrow: add(.arrows, token)
    case .star:
      add(.stars, token)
      if tokens.isPunctuator(.rightParen, at: index + 1) { add(.casts, token) }
      if tokens.isPunctuator(.increment, at: index + 2) { add(.pointerSteps, token) }
    case .ampersand: add(.ampersands, token)
    case .shiftLeft, .shiftRight: add(.shifts, token)
    case .plus, .increment, .plusAssign: add(.sums, token)
    case .minus, .decrement, .minusAssign: add(.differences, token)
    case .slash, .percent: add(.products, token)
    case .less, .greater, .lessEqual, .greaterEqual: add(.comparisons, token)
    case .equal, .notEqual: add(.equalities, token)
    case .andAnd, .orOr: add(.junctions, token)
    case .exclamation: add(.negations, token)
    default: break
    }
  }

  /// What the punctuators of the head say.
  private mutating func countHead(_ token: CToken, _ punctuator: CPunctuator) {
    switch punctuator {
    case .leftParen: if self[.parameters] == 0 { set(.parameters, 1) }
    case .comma: if self[.parameters] > 0 { counts[TextFeature.parameters.column] += 1 }
    case .star:
      if self[.parameters] > 0 { add(.pointerParameters, token) } else { set(.returnsPointer, 1) }
    default: break
    }
  }

  private static func isComparison(_ tokens: FunctionTokens, _ index: Int) -> Bool {
    guard index >= 0, index < tokens.count else { return false }
    switch tokens.tokens[index].punctuator {
    case .less, .greater, .lessEqual, .greaterEqual: return true
    default: return false
    }
  }

  /// Whether a name of two characters or more has no small letter.
  private static func isCapital(_ token: CToken, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard token.end - token.start > 1 else { return false }
    var hasLetter = false
    for offset in Int(token.start)..<Int(token.end) {
      let byte = bytes[offset]
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { return false }
      hasLetter = hasLetter || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
    return hasLetter
  }

  private static func parts(
    _ tokens: FunctionTokens, _ index: Int, _ place: inout Place
  ) -> Set<FeatureWords.Part> {
    let number = tokens.names.numbers[index]
    if let known = place.parts[number] { return known }
    let parts = FeatureWords.parts(of: tokens.text(at: index))
    place.parts[number] = parts
    return parts
  }
}
