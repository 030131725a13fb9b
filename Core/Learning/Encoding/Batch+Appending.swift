extension Batch {
  /// The functions of this batch followed by those of another of the same length.
  public func appending(_ other: Batch) -> Batch {
    precondition(length == other.length, "batches of one length")
    let shift = Int32(tokens.count)
    return Batch(
      length: length, lengths: lengths + other.lengths, opcodes: opcodes + other.opcodes,
      tokenOffsets: tokenOffsets + other.tokenOffsets.dropFirst().map { $0 + shift },
      tokens: tokens + other.tokens, edges: edges + other.edges.map { $0.moved(by: count * length) })
  }
}
