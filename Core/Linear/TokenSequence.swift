/// How a function becomes the one sequence of tokens whose n-grams are features.
public struct TokenSequence: Codable, Hashable, Sendable {
  /// What the tokens are taken from.
  public enum Source: String, Codable, Sendable, CaseIterable {
    /// The function's text as it is, head included; literals become `<num>` and `<str>`.
    case text
    /// The function's normalised statements, each with its opcode before it.
    case statements
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
  public static let raw = TokenSequence(source: .text)

  /// Statements without the head and without what tells one project from another: the project's own types become
  /// one word, variables and functions after the fifth share a name.
  public static let structural = TokenSequence(
    normalisation: Normalisation(nameLimit: 5, typeStyle: .merge, keepsSignature: false))

  /// The tokens of a function.
  public func tokens(of function: CFunction) -> [String] {
    switch source {
    case .text: Self.textTokens(of: function)
    case .statements:
      StatementParser(normalisation: normalisation).statements(of: function).flatMap(Self.tokens)
    }
  }

  /// The tokens of each statement of a function, with the statement's place.
  ///
  /// - Precondition: the tokens are taken from statements.
  func statements(of function: CFunction) -> [(range: SourceRange, tokens: [String])] {
    precondition(source == .statements, "text has no statements")
    return StatementParser(normalisation: normalisation).statements(of: function).map {
      ($0.range, Self.tokens(of: $0))
    }
  }

  /// The tokens of many functions, computed on all threads.
  public func tokens(of functions: [CFunction]) -> [[String]] {
    parallelMap(functions) { self.tokens(of: $0) }
  }

  /// The opcode's name and a colon, then the information tokens.
  static func tokens(of statement: Statement) -> [String] {
    [opcodeWords[Int(statement.opcode.rawValue)]] + statement.tokens
  }

  private static let opcodeWords = Opcode.allCases.map { $0.name + ":" }

  private static func textTokens(of function: CFunction) -> [String] {
    var text = function.text
    return text.withUTF8 { bytes in
      let tokens = FunctionTokens(bytes: bytes)
      return (0..<tokens.count).compactMap { index in
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
