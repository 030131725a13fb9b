/// How a function becomes the one sequence of tokens whose n-grams are features.
public struct TokenSequence: Codable, Hashable, Sendable {
  /// What the tokens are taken from.
  public enum Source: String, Codable, Sendable, CaseIterable {
    /// The function's text as it is, head included; literals become `<num>` and `<str>`.
    case text
    /// The information tokens of the function's normalised statements, one statement after the other.
    case statements
    /// Edges between the statements: which write a use sees, and which condition looked before; see ``FlowTokens``.
    case flow
  }

  /// What the tokens are taken from.
  public var source: Source
  /// How statements are made.
  public var normalisation: Normalisation

  /// Creates settings.
  public init(source: Source = .statements, normalisation: Normalisation = Normalisation()) {
    self.source = source
    self.normalisation = normalisation
  }

  /// The text as it is.
  static let raw = TokenSequence(source: .text)

  /// Statements without the head and without what tells one project from another: the project's own types become
  /// one word, variables and functions after the fifth share a name.
  static let structural = TokenSequence(
    normalisation: Normalisation(nameLimit: 5, typeStyle: .merge, keepsSignature: false))

  /// What carries over from project to project: no head, own types merged, variables as `var` and members as `field`,
  /// functions by the words of their names. Of text whose names had been replaced, `var1`, `var2` and `func1`, `func2` stay
  /// apart, later ones share a name.
  static let portable = TokenSequence(
    normalisation: Normalisation(
      identifierStyle: .words, nameLimit: 2, typeStyle: .merge, keepsSignature: false))

  /// What a project's own words say beside the structure: no head, every name by its words. Of text whose names had been
  /// replaced, names to the fifth stay apart.
  static let allWords = TokenSequence(
    normalisation: Normalisation(identifierStyle: .allWords, nameLimit: 5, keepsSignature: false))

  /// Data flow and checks between statements; the head says which variables a caller writes.
  static let flow = TokenSequence(source: .flow)

  /// The tokens of a function.
  public func tokens(of function: CFunction) -> [String] {
    switch source {
    case .text: Self.textTokens(of: function)
    case .statements:
      StatementParser(normalisation: normalisation).statements(of: function).flatMap(\.tokens)
    case .flow: function.withTokens { statements(of: function, $0) }.flatMap(\.tokens)
    }
  }

  /// The tokens of each statement of a function whose text was cut, with the statement's place.
  ///
  /// - Precondition: the tokens are taken from statements or from edges between them.
  func statements(
    of function: CFunction, _ tokens: FunctionTokens
  ) -> [(range: SourceRange, tokens: [String])] {
    precondition(source != .text, "text has no statements")
    let statements = StatementParser(normalisation: normalisation).statements(of: function, tokens)
    let words = source == .flow ? FlowTokens(statements).statements : statements.map(\.tokens)
    return zip(statements, words).map { ($0.range, $1) }
  }

  /// The tokens of many functions, computed on all threads.
  public func tokens(of functions: [CFunction]) -> [[String]] {
    parallelMap(functions) { self.tokens(of: $0) }
  }

  private static func textTokens(of function: CFunction) -> [String] {
    function.withTokens { tokens in
      (0..<tokens.count).compactMap { index in
        switch tokens.tokens[index].kind {
        case .number, .character: "<num>"
        case .string: "<str>"
        case .endOfDirective: nil
        default: tokens.text(at: index)
        }
      }
    }
  }
}
