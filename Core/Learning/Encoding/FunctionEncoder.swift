/// Turns statements into numbers.
struct FunctionEncoder: Sendable {
  /// The tokens the numbers stand for.
  let vocabulary: Vocabulary
  /// Whether the edges between statements are found as well.
  let findsEdges: Bool

  /// Creates an encoder for a vocabulary.
  init(vocabulary: Vocabulary, findsEdges: Bool = false) {
    self.vocabulary = vocabulary
    self.findsEdges = findsEdges
  }

  /// The statements as numbers; tokens the vocabulary lacks become number 0.
  func encode(_ statements: [Statement]) -> EncodedFunction {
    var opcodes: [UInt8] = []
    var offsets: [Int32] = [0]
    var tokens: [Int32] = []
    opcodes.reserveCapacity(statements.count)
    offsets.reserveCapacity(statements.count + 1)
    for statement in statements {
      opcodes.append(statement.opcode.rawValue)
      for token in statement.tokens { tokens.append(vocabulary.id(of: token) ?? 0) }
      offsets.append(Int32(tokens.count))
    }
    return EncodedFunction(
      opcodes: opcodes, tokenOffsets: offsets, tokens: tokens,
      edges: findsEdges ? StatementFlow(statements).edges : [])
  }
}
