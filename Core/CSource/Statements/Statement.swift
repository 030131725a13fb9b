/// One normalised statement of a function: what it is, what it says and where it stands.
///
/// The tokens are in source order, without the words the opcode stands for (`if` and its outer
/// parentheses, the operator of an assignment, the closing semicolon).
public struct Statement: Hashable, Sendable {
  /// The statement's kind.
  public var opcode: Opcode
  /// The information tokens.
  public var tokens: [String]
  /// Where the statement stands in its file, its words included, its body excluded.
  public var range: SourceRange
  /// How many of the tokens stand before the operator that an assignment's opcode stands for; nil for other statements.
  var operatorPlace: Int?

  /// Creates a statement from its parts.
  public init(opcode: Opcode, tokens: [String], range: SourceRange) {
    self.opcode = opcode
    self.tokens = tokens
    self.range = range
  }
}
