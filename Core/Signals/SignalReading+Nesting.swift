/// Which of things that stand in each other is the inmost around each token.
extension SignalReading {
  /// For each token the index of the inmost of ranges that hold it, which come in the order in which they begin; -1 for none.
  static func inmost(of ranges: [Range<Int>], count: Int) -> [Int32] {
    var inmost = [Int32](repeating: -1, count: count)
    var open: [Int32] = []
    var next = 0
    for token in 0..<count {
      while let last = open.last, ranges[Int(last)].upperBound <= token { open.removeLast() }
      while next < ranges.count, ranges[next].lowerBound == token {
        if !ranges[next].isEmpty { open.append(Int32(next)) }
        next += 1
      }
      inmost[token] = open.last ?? -1
    }
    return inmost
  }

  /// The left brace of the inmost block around each token; -1 outside of all.
  static func blocks(of function: FunctionTokens) -> [Int32] {
    var blocks = [Int32](repeating: -1, count: function.count)
    var open: [Int32] = []
    for index in 0..<function.count {
      if function.tokens[index].is(.rightBrace), let partner = function.partner(of: index),
        open.last == Int32(partner)
      {
        open.removeLast()
      }
      blocks[index] = open.last ?? -1
      if function.tokens[index].is(.leftBrace), function.partner(of: index) != nil {
        open.append(Int32(index))
      }
    }
    return blocks
  }
}
