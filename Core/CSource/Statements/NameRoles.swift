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
  let roles: [Role]
  /// Whether a declaration begins with the identifier at a token.
  let startsDeclaration: [Bool]

  init(_ function: FunctionTokens, head: HeadSpan?, ownName: String, keepsLibraryNames: Bool) {
    let evidence = NameEvidence(function, head: head, ownName: ownName)
    startsDeclaration = evidence.startsDeclaration
    roles = function.names.numbers.indices.map { index in
      function.names.numbers[index] < 0
        ? .none : evidence.role(at: index, keepsLibraryNames: keepsLibraryNames)
    }
  }
}

extension NameEvidence {
  /// What the name at a token is.
  fileprivate func role(at index: Int, keepsLibraryNames: Bool) -> NameRoles.Role {
    let token = function.tokens[index]
    if function.isNormalised {
      if NormalisedText.isVariable(token, function.bytes) { return .variable }
      if NormalisedText.isFunction(token, function.bytes) { return .function }
    }
    let evidence = seen[Int(function.names.numbers[index])]
    let isCalled = function.isPunctuator(.leftParen, at: function.nextCode(after: index))
    if evidence.contains(.ownName), !function.isMember(index) { return .function }
    if isType[index] { return .type }
    if function.isMember(index) { return isCalled ? .function : .variable }
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

  private func isType(_ evidence: Seen, library: LibraryNames.Kind?, at index: Int) -> Bool {
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
      || seen[Int(function.names.numbers[index])].contains(.weakType)
  }

  private func endsInUnderscoreT(_ index: Int) -> Bool {
    let token = function.tokens[index]
    return token.end - token.start > 2 && function.bytes[Int(token.end) - 1] == UInt8(ascii: "t")
      && function.bytes[Int(token.end) - 2] == UInt8(ascii: "_")
  }
}
