/// A function as numbers: one opcode and one bag of vocabulary tokens per statement.
///
/// Statement `j` holds the tokens `tokens[tokenOffsets[j] ..< tokenOffsets[j + 1]]`; an id may repeat, and its
/// repeats are its frequency.
public struct EncodedFunction: Hashable, Sendable {
  /// Opcode of each statement; 0 is padding and does not occur here.
  var opcodes: [UInt8]
  /// Where each statement's tokens begin in `tokens`, and at the end the number of tokens.
  var tokenOffsets: [Int32]
  /// Vocabulary ids of all statements, one statement after the other.
  public var tokens: [Int32]
  /// Edges of the function's graph in order, those to the next statement left out; none where nothing reads them.
  var edges: [StatementEdge] = []

  /// Number of statements.
  var statementCount: Int { opcodes.count }

  /// Creates an encoded function from its parts.
  ///
  /// - Precondition: `tokenOffsets` starts with 0, never falls, has one element more than `opcodes` and ends
  ///   with the number of tokens.
  public init(opcodes: [UInt8], tokenOffsets: [Int32], tokens: [Int32], edges: [StatementEdge] = []) {
    precondition(tokenOffsets.count == opcodes.count + 1, "one token offset per statement and one at the end")
    precondition(
      tokenOffsets.first == 0 && tokenOffsets.last == Int32(tokens.count), "offsets span the tokens")
    precondition(zip(tokenOffsets, tokenOffsets.dropFirst()).allSatisfy(<=), "offsets never fall")
    precondition(edges.allSatisfy { $0.lies(in: opcodes.indices) }, "edges run between statements")
    self.opcodes = opcodes
    self.edges = edges
    self.tokenOffsets = tokenOffsets
    self.tokens = tokens
  }

  /// Creates an encoded function from one opcode and one list of token ids per statement.
  public init(statements: [(opcode: UInt8, tokens: [Int32])]) {
    var offsets: [Int32] = [0]
    var tokens: [Int32] = []
    for statement in statements {
      tokens += statement.tokens
      offsets.append(Int32(tokens.count))
    }
    self.init(opcodes: statements.map(\.opcode), tokenOffsets: offsets, tokens: tokens)
  }
}
