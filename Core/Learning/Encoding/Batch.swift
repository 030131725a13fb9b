/// Some encoded functions side by side, padded to one length.
///
/// Row `b` holds function `b`; its statements are the positions `0 ..< lengths[b]`, the rest is padding: opcode 0
/// and no tokens.
public struct Batch: Sendable {
  /// Number of functions, *B*.
  public let count: Int
  /// Number of positions per function, *L*.
  public let length: Int
  /// Number of real statements of each function, 0 to *L*.
  let lengths: [Int32]
  /// Opcodes [B, L], row-major.
  let opcodes: [UInt8]
  /// Where the tokens of position `b * L + j` begin in `tokens`; B · L + 1 values.
  let tokenOffsets: [Int32]
  /// Vocabulary ids of all positions; an id may repeat.
  public let tokens: [Int32]
  /// Edges between positions b · L + j of one function each, those to the next statement left out.
  let edges: [StatementEdge]

  /// Creates a batch of functions, each cut at `length` statements and padded to it.
  ///
  /// - Precondition: `length` is at least 1.
  public init(_ functions: [EncodedFunction], length: Int) {
    precondition(length > 0, "a batch has at least one position")
    count = functions.count
    self.length = length
    var opcodes = [UInt8](repeating: 0, count: functions.count * length)
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(functions.count * length + 1)
    var tokens: [Int32] = []
    for (row, function) in functions.enumerated() {
      for position in 0..<length {
        if position < function.statementCount {
          opcodes[row * length + position] = function.opcodes[position]
          let start = Int(function.tokenOffsets[position])
          tokens += function.tokens[start..<Int(function.tokenOffsets[position + 1])]
        }
        offsets.append(Int32(tokens.count))
      }
    }
    lengths = functions.map { Int32(min($0.statementCount, length)) }
    edges = functions.enumerated().flatMap { row, function in
      function.edges.lazy.filter { $0.lies(in: 0..<length) }.map { $0.moved(by: row * length) }
    }
    self.opcodes = opcodes
    tokenOffsets = offsets
    self.tokens = tokens
  }

  /// Creates a batch from its arrays.
  ///
  /// - Parameters:
  ///   - length: *L*, at least 1.
  ///   - lengths: [B], each 0 to *L*.
  ///   - opcodes: [B, L], 0 at padding.
  ///   - tokenOffsets: B · L + 1 values from 0 to the number of tokens, never falling; padding has no tokens.
  ///   - tokens: vocabulary ids.
  ///   - edges: edges between positions of real statements, both ends in one function.
  public init(
    length: Int, lengths: [Int32], opcodes: [UInt8], tokenOffsets: [Int32], tokens: [Int32],
    edges: [StatementEdge] = []
  ) {
    precondition(length > 0 && opcodes.count == lengths.count * length, "opcodes are [B, L]")
    precondition(lengths.allSatisfy { 0 <= $0 && $0 <= length }, "lengths lie in 0...L")
    precondition(tokenOffsets.count == opcodes.count + 1, "one token offset per position and one at the end")
    precondition(
      tokenOffsets.first == 0 && tokenOffsets.last == Int32(tokens.count), "offsets span the tokens")
    precondition(zip(tokenOffsets, tokenOffsets.dropFirst()).allSatisfy(<=), "offsets never fall")
    precondition(
      edges.allSatisfy { edge in
        let row = Int(edge.to) / length
        return lengths.indices.contains(row) && edge.lies(in: row * length..<row * length + Int(lengths[row]))
      }, "edges run between statements of one function")
    count = lengths.count
    self.edges = edges
    self.length = length
    self.lengths = lengths
    self.opcodes = opcodes
    self.tokenOffsets = tokenOffsets
    self.tokens = tokens
  }
}
