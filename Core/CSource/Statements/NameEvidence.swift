/// Where the names of a function stand, which says what they are.
///
/// Names are told apart by their text alone: one name is one thing everywhere in a function.
struct NameEvidence {
  /// Places a name was seen in, anywhere in the function.
  struct Seen: OptionSet {
    let rawValue: UInt8
    static let strongType = Seen(rawValue: 1)
    static let weakType = Seen(rawValue: 2)
    static let declared = Seen(rawValue: 4)
    static let called = Seen(rawValue: 8)
    static let plainUse = Seen(rawValue: 16)
    static let ownName = Seen(rawValue: 32)
  }

  /// The places each name was seen in, by its number.
  private(set) var seen: [Seen]
  /// Whether the identifier at a token is surely a type.
  private(set) var isType: [Bool]
  /// Whether a declaration begins with the identifier at a token.
  private(set) var startsDeclaration: [Bool]
  let function: FunctionTokens
  /// How many stars and qualifiers were passed in search of declarators.
  private(set) var steps = 0
  /// The last run of stars and qualifiers that a declarator was looked for behind, and whether there was one.
  private var run: (tokens: Range<Int>, declares: Bool) = (0..<0, false)

  init(_ function: FunctionTokens, head: HeadSpan?, ownName: String) {
    self.function = function
    seen = Array(repeating: [], count: function.names.count)
    isType = Array(repeating: false, count: function.count)
    startsDeclaration = isType
    gather(head: head, ownName: ownName)
  }

  /// Reads the function once and notes where each name stands.
  private mutating func gather(head: HeadSpan?, ownName: String) {
    let tokens = function.tokens
    var previous: Int?
    var previousOutside: Int?
    var depth = 0
    // Parenthesis depth of the declaration being read, whose commas begin further declarators.
    var declarationDepth: Int?
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      switch token.kind {
      case .directive:
        previousOutside = previous
      case .endOfDirective:
        previous = previousOutside
        index += 1
        continue
      case .keyword:
        if token.code >= CKeyword.tag.rawValue, token.code <= CKeyword.qualifier.rawValue {
          if noteDeclarator(after: index) { declarationDepth = depth }
        }
      case .identifier:
        let isInHead = head.map { index < $0.body } ?? false
        if note(index, previous: previous, isInHead: isInHead) { declarationDepth = depth }
        if isInHead, function.text(at: index) == ownName {
          seen[Int(function.names.numbers[index])].insert(.ownName)
        }
      case .punctuator:
        switch token.punctuator {
        case .leftParen, .leftBracket, .leftBrace:
          if function.partner(of: index) != nil { depth += 1 }
        case .rightParen, .rightBracket, .rightBrace:
          if function.partner(of: index) != nil { depth -= 1 }
          if let declared = declarationDepth, depth < declared { declarationDepth = nil }
        case .semicolon:
          declarationDepth = nil
        case .comma where declarationDepth == depth:
          _ = noteDeclarator(after: index)
        default:
          break
        }
      default:
        break
      }
      previous = index
      index += 1
    }
  }

  /// Notes one occurrence of a name; true when a declaration begins with it.
  private mutating func note(_ index: Int, previous: Int?, isInHead: Bool) -> Bool {
    let name = Int(function.names.numbers[index])
    if function.isMember(index) { return false }
    if let previous, function.tokens[previous].is(CKeyword.tag) {
      isType[index] = true
      return noteDeclarator(after: index)
    }
    let next = function.nextCode(after: index)
    if isLabel(index, previous: previous, next: next) {
      // `goto error` is not about a library's error().
      seen[name].insert(.declared)
      return false
    }
    if isDeclarationType(index, previous: previous, next: next, isInHead: isInHead) {
      isType[index] = true
      seen[name].insert(.strongType)
      startsDeclaration[index] = true
      return noteDeclarator(after: index)
    }
    switch castStrength(index, previous: previous, next: next) {
    case .strong:
      isType[index] = true
      seen[name].insert(.strongType)
    case .weak:
      seen[name].insert(.weakType)
    case nil:
      seen[name].insert(function.isPunctuator(.leftParen, at: next) ? .called : .plainUse)
    }
    return false
  }

  private func isLabel(_ index: Int, previous: Int?, next: Int) -> Bool {
    guard let previous else { return false }
    let before = function.tokens[previous]
    if before.is(CKeyword.goto) { return true }
    guard function.isPunctuator(.colon, at: next) else { return false }
    return before.is(.semicolon) || before.is(.leftBrace) || before.is(.rightBrace)
  }

  /// Marks the variable declared by the declarator after a type or comma, if there is one.
  private mutating func noteDeclarator(after index: Int) -> Bool {
    // Every qualifier of `const const … x` asks, and all have the same answer.
    if run.tokens.contains(index) { return run.declares }
    var next = function.nextCode(after: index)
    var length = 1
    while isStarOrQualifier(next) {
      next = function.nextCode(after: next)
      length += 1
    }
    steps += length
    let declares = noteDeclarator(at: next)
    // Preprocessor lines within are no part of the run.
    if length == next - index { run = (index..<next, declares) }
    return declares
  }

  /// Marks the variable that a token declares, if it is one.
  private mutating func noteDeclarator(at next: Int) -> Bool {
    var next = next
    if function.isPunctuator(.leftParen, at: next),
      function.isPunctuator(.star, at: function.nextCode(after: next))
    {
      // A pointer to a function: `(*name)(…)`.
      next = function.nextCode(after: function.nextCode(after: next))
      guard function.isIdentifier(at: next),
        function.isPunctuator(.rightParen, at: function.nextCode(after: next))
      else { return false }
      seen[Int(function.names.numbers[next])].insert(.declared)
      return true
    }
    guard function.isIdentifier(at: next) else { return false }
    let following = function.nextCode(after: next)
    guard following < function.count, let punctuator = function.tokens[following].punctuator else {
      return false
    }
    switch punctuator {
    case .semicolon, .comma, .assign, .leftBracket, .rightParen, .colon:
      seen[Int(function.names.numbers[next])].insert(.declared)
      return true
    default:
      return false
    }
  }

  func isStarOrQualifier(_ index: Int) -> Bool {
    function.isPunctuator(.star, at: index)
      || (index < function.count && function.tokens[index].is(CKeyword.qualifier))
  }
}
