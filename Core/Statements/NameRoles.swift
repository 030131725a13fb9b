/// What each identifier of a function names.
///
/// Decided on the function's tokens alone, from the places a name stands in; C needs declarations to tell
/// types from variables, which a single function does not show.
struct NameRoles {
  /// What an identifier names at one place.
  enum Role: UInt8 {
    case none, variable, function, type, library
  }

  /// The role at each token; `none` for tokens that are no identifiers.
  private(set) var roles: [Role]
  /// A number for each distinct name, from 0; -1 for tokens that are no identifiers.
  private(set) var names: [Int32]
  /// The number of distinct names.
  private(set) var nameCount = 0
  /// Whether a declaration begins with the identifier at a token.
  private(set) var startsDeclaration: [Bool]

  private let function: FunctionTokens
  private var evidence: [Evidence] = []

  /// Where a name was seen, added up over the function.
  private struct Evidence: OptionSet {
    let rawValue: UInt8
    static let strongType = Evidence(rawValue: 1)
    static let weakType = Evidence(rawValue: 2)
    static let declared = Evidence(rawValue: 4)
    static let called = Evidence(rawValue: 8)
    static let plainUse = Evidence(rawValue: 16)
    static let ownName = Evidence(rawValue: 32)
  }

  init(_ function: FunctionTokens, head: HeadSpan?, ownName: String, keepsLibraryNames: Bool) {
    self.function = function
    roles = Array(repeating: .none, count: function.count)
    names = Array(repeating: -1, count: function.count)
    startsDeclaration = Array(repeating: false, count: function.count)
    numberNames()
    gatherEvidence(head: head, ownName: ownName)
    for index in 0..<function.count where names[index] >= 0 {
      roles[index] = role(at: index, keepsLibraryNames: keepsLibraryNames)
    }
  }
}

// MARK: Numbering

extension NameRoles {
  private mutating func numberNames() {
    var identifiers = 0
    for token in function.tokens where token.kind == .identifier { identifiers += 1 }
    var size = 16
    while size < identifiers * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for index in 0..<function.count where function.tokens[index].kind == .identifier {
      var slot = Int(function.tokens[index].hash) & (size - 1)
      while true {
        let first = slots[slot]
        if first < 0 {
          slots[slot] = Int32(index)
          names[index] = Int32(nameCount)
          nameCount += 1
          break
        }
        if function.isSameName(Int(first), index) {
          names[index] = names[Int(first)]
          break
        }
        slot = (slot + 1) & (size - 1)
      }
    }
    evidence = Array(repeating: [], count: nameCount)
  }
}

// MARK: Roles

extension NameRoles {
  private func role(at index: Int, keepsLibraryNames: Bool) -> Role {
    let token = function.tokens[index]
    if function.isNormalised {
      if NormalisedText.isVariable(token, function.bytes) { return .variable }
      if NormalisedText.isFunction(token, function.bytes) { return .function }
    }
    let evidence = evidence[Int(names[index])]
    let isCalled = function.isPunctuator(.leftParen, at: function.nextCode(after: index))
    if evidence.contains(.ownName), !isMember(index) { return .function }
    if roles[index] == .type { return .type }
    if isMember(index) { return isCalled ? .function : .variable }
    let library = function.value(in: LibraryNames.table, at: index).flatMap(LibraryNames.Kind.init(rawValue:))
    if isCalled {
      if evidence.contains(.declared) { return .variable }
      return library == .function && keepsLibraryNames ? .library : .function
    }
    if isType(evidence, library: library, at: index) { return .type }
    if evidence.contains(.declared) { return .variable }
    if library == .function || library == .constant {
      if keepsLibraryNames { return .library }
      return library == .function ? .function : .variable
    }
    if evidence.contains(.called) || evidence.contains(.ownName) { return .function }
    return .variable
  }

  private func isType(_ evidence: Evidence, library: LibraryNames.Kind?, at index: Int) -> Bool {
    guard !evidence.contains(.declared) else { return false }
    if evidence.contains(.strongType) || library == .type && isUsualType(index) { return true }
    guard !evidence.contains(.called) else { return false }
    // In normalised text variables have been renamed already, so a hint at a type is enough.
    if evidence.contains(.weakType), function.isNormalised || !evidence.contains(.plainUse) { return true }
    return endsInUnderscoreT(index)
  }

  /// Tags such as `group` are types after `struct` only; there they are found without the list.
  private func isUsualType(_ index: Int) -> Bool {
    let token = function.tokens[index]
    return endsInUnderscoreT(index) || function.bytes[Int(token.start)] < UInt8(ascii: "a")
      || evidence[Int(names[index])].contains(.weakType)
  }

  private func endsInUnderscoreT(_ index: Int) -> Bool {
    let token = function.tokens[index]
    return token.end - token.start > 2 && function.bytes[Int(token.end) - 1] == UInt8(ascii: "t")
      && function.bytes[Int(token.end) - 2] == UInt8(ascii: "_")
  }

  private func isMember(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    return function.tokens[index - 1].is(.dot) || function.tokens[index - 1].is(.arrow)
  }
}

// MARK: Evidence

extension NameRoles {
  /// Reads the function once and notes where each name stands.
  private mutating func gatherEvidence(head: HeadSpan?, ownName: String) {
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
        if isInHead, function.text(at: index) == ownName { evidence[Int(names[index])].insert(.ownName) }
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
    let name = Int(names[index])
    if isMember(index) { return false }
    if let previous, function.tokens[previous].is(CKeyword.tag) {
      roles[index] = .type
      return noteDeclarator(after: index)
    }
    let next = function.nextCode(after: index)
    if isDeclarationType(index, previous: previous, next: next, isInHead: isInHead) {
      roles[index] = .type
      evidence[name].insert(.strongType)
      startsDeclaration[index] = true
      return noteDeclarator(after: index)
    }
    switch castStrength(index, previous: previous, next: next) {
    case .strong:
      roles[index] = .type
      evidence[name].insert(.strongType)
    case .weak:
      evidence[name].insert(.weakType)
    case nil:
      evidence[name].insert(function.isPunctuator(.leftParen, at: next) ? .called : .plainUse)
    }
    return false
  }

  /// Marks the variable declared by the declarator after a type or comma, if there is one.
  private mutating func noteDeclarator(after index: Int) -> Bool {
    var next = function.nextCode(after: index)
    while isStarOrQualifier(next) { next = function.nextCode(after: next) }
    if function.isPunctuator(.leftParen, at: next),
      function.isPunctuator(.star, at: function.nextCode(after: next))
    {
      // A pointer to a function: `(*name)(…)`.
      next = function.nextCode(after: function.nextCode(after: next))
      guard function.isIdentifier(at: next),
        function.isPunctuator(.rightParen, at: function.nextCode(after: next))
      else { return false }
      evidence[Int(names[next])].insert(.declared)
      return true
    }
    guard function.isIdentifier(at: next) else { return false }
    let following = function.nextCode(after: next)
    guard following < function.count, let punctuator = function.tokens[following].punctuator else {
      return false
    }
    switch punctuator {
    case .semicolon, .comma, .assign, .leftBracket, .rightParen, .colon:
      evidence[Int(names[next])].insert(.declared)
      return true
    default:
      return false
    }
  }

  private func isStarOrQualifier(_ index: Int) -> Bool {
    function.isPunctuator(.star, at: index)
      || (index < function.count && function.tokens[index].is(CKeyword.qualifier))
  }

  /// Whether the identifier is a type by its place at the beginning of a declaration or parameter.
  private func isDeclarationType(_ index: Int, previous: Int?, next: Int, isInHead: Bool) -> Bool {
    guard next < function.count else { return false }
    let place = place(after: previous, isInHead: isInHead)
    guard place != .elsewhere else { return false }
    let following = function.tokens[next]
    switch following.kind {
    case .identifier:
      return true
    case .keyword:
      return following.code >= CKeyword.tag.rawValue && following.code <= CKeyword.qualifier.rawValue
    case .punctuator where place == .declaration:
      if following.is(.star) {
        var end = next
        while isStarOrQualifier(end) { end = function.nextCode(after: end) }
        guard function.isIdentifier(at: end) else { return isInHead }
        let punctuator = function.nextCode(after: end)
        guard punctuator < function.count, let after = function.tokens[punctuator].punctuator else {
          return isInHead || function.isIdentifier(at: punctuator)
        }
        switch after {
        case .semicolon, .assign, .comma, .leftBracket, .leftParen, .rightParen, .colon: return true
        default: return false
        }
      }
      // `type (*name)(`
      guard following.is(.leftParen) else { return false }
      let star = function.nextCode(after: next)
      let name = function.nextCode(after: star)
      let close = function.nextCode(after: name)
      return function.isPunctuator(.star, at: star) && function.isIdentifier(at: name)
        && function.isPunctuator(.rightParen, at: close)
        && function.isPunctuator(.leftParen, at: function.nextCode(after: close))
    default:
      return false
    }
  }

  private enum Place {
    /// A declaration can begin here.
    case declaration
    /// A declaration can begin here after a macro or label only.
    case afterMacro
    case elsewhere
  }

  private func place(after previous: Int?, isInHead: Bool) -> Place {
    guard let previous else { return .declaration }
    let token = function.tokens[previous]
    // In a head two names in a row mean a type or a macro such as a calling convention.
    let elsewhere = isInHead ? Place.afterMacro : .elsewhere
    switch token.kind {
    case .keyword:
      if token.is(CKeyword.qualifier) { return .declaration }
      return token.is(CKeyword.type) ? .afterMacro : elsewhere
    case .identifier:
      return startsDeclaration[previous] ? .declaration : elsewhere
    case .punctuator:
      switch token.punctuator {
      case .leftBrace, .rightBrace, .semicolon:
        return .declaration
      case .leftParen:
        return isInHead || (previous > 0 && function.tokens[previous - 1].is(CKeyword.for))
          ? .declaration : elsewhere
      case .comma:
        return isInHead ? .declaration : elsewhere
      case .rightParen, .colon:
        return .afterMacro
      default:
        return elsewhere
      }
    default:
      return elsewhere
    }
  }

  private enum Strength {
    case weak, strong
  }

  /// How sure it is that the identifier is the type of a cast or of an operator such as `sizeof`.
  private func castStrength(_ index: Int, previous: Int?, next: Int) -> Strength? {
    guard let previous, next < function.count else { return nil }
    let following = function.tokens[next]
    if following.is(.star) || following.is(CKeyword.qualifier) {
      // An expression cannot end in a star.
      var end = next
      while isStarOrQualifier(end) { end = function.nextCode(after: end) }
      return function.isPunctuator(.rightParen, at: end) || function.isPunctuator(.comma, at: end)
        ? .strong : nil
    }
    guard following.is(.rightParen) || following.is(.comma) else { return nil }
    let before = function.tokens[previous]
    if before.is(.comma), following.is(.rightParen) {
      return isArgument(previous, of: "va_arg") ? .strong : nil
    }
    guard before.is(.leftParen), previous > 0 else { return nil }
    let opener = function.tokens[previous - 1]
    if following.is(.comma) {
      return opener.kind == .identifier && function.text(at: previous - 1) == "offsetof" ? .strong : nil
    }
    if opener.is(CKeyword.size) || opener.is(CKeyword.typeOf) || isSizeMacro(previous - 1) { return .weak }
    return castStrength(opener: opener, after: function.nextCode(after: next))
  }

  /// The same for `(name)`, by what stands before and after the parentheses.
  private func castStrength(opener: CToken, after: Int) -> Strength? {
    guard after < function.count else { return nil }
    switch opener.kind {
    case .punctuator where !opener.is(.rightParen) && !opener.is(.rightBracket): break
    case .keyword where opener.is(CKeyword.return) || opener.is(CKeyword.case): break
    default: return nil
    }
    let operand = function.tokens[after]
    switch operand.kind {
    case .identifier, .number, .string, .character:
      return .strong
    case .keyword:
      return operand.is(CKeyword.size) ? .strong : nil
    case .punctuator:
      switch operand.punctuator {
      case .leftBrace, .tilde, .exclamation: return .strong
      case .leftParen, .ampersand: return .weak
      default: return nil
      }
    default:
      return nil
    }
  }

  /// Whether an identifier ends in `sizeof`, as a project's own spelling of it does.
  private func isSizeMacro(_ index: Int) -> Bool {
    let token = function.tokens[index]
    return token.kind == .identifier && token.end - token.start > 6
      && function.bytes[Int(token.end) - 6..<Int(token.end)].elementsEqual("sizeof".utf8)
  }

  /// Whether the comma follows the first argument of a call of `callee`, an argument without commas.
  private func isArgument(_ comma: Int, of callee: String) -> Bool {
    var index = comma - 1
    let limit = max(0, comma - 16)
    while index > limit, !function.tokens[index].is(.leftParen) {
      if function.tokens[index].is(.comma) { return false }
      index -= 1
    }
    return index > 0 && function.isIdentifier(at: index - 1) && function.text(at: index - 1) == callee
  }
}
