/// The pieces of functions that a network reads, in batches of similar lengths.
///
/// Equal pieces are read once. The order of the pieces depends on their contents alone, so neither the order
/// of the functions nor the number of threads reaches a score.
struct ScoringBatches {
  /// Largest number of pieces in a batch.
  static let maximumCount = 64
  /// Largest number of positions in a batch, padding included, unless one piece alone has more.
  static let maximumPositions = 64 * 128

  /// The different pieces, longest first.
  let pieces: [EncodedFunction]
  /// Ranges of `pieces` that are read together.
  let ranges: [Range<Int>]
  /// The numbers in `pieces` of each function's windows, in the order of the text; at least one.
  let windows: [[Int]]

  /// Cuts functions into the pieces of at most *L* statements that the networks read.
  init(_ functions: [EncodedFunction], for settings: NetworkSettings) {
    let configuration = settings.generator
    let length = configuration.maximumStatements
    var all: [(piece: EncodedFunction, function: Int)] = []
    for (number, function) in functions.enumerated() {
      for range in settings.longFunctions.ranges(of: function, length: length) {
        all.append((function[range], number))
      }
    }
    let order = all.indices.sorted { Self.precedes(all[$0].piece, all[$1].piece) }
    var pieces: [EncodedFunction] = []
    var places = [Int](repeating: 0, count: all.count)
    for index in order {
      if pieces.last != all[index].piece { pieces.append(all[index].piece) }
      places[index] = pieces.count - 1
    }
    var windows = [[Int]](repeating: [], count: functions.count)
    for (place, window) in zip(places, all) { windows[window.function].append(place) }
    self.pieces = pieces
    self.windows = windows
    ranges = Self.ranges(of: pieces, fixedLength: configuration.masksPadding ? nil : length)
  }

  /// Ranges of pieces, longest first, that are read together.
  static func ranges(of pieces: [EncodedFunction], fixedLength: Int?) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < pieces.count {
      let fitting = max(1, maximumPositions / (fixedLength ?? max(1, pieces[start].statementCount)))
      let end = min(pieces.count, start + min(maximumCount, fitting))
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// Longer pieces come first; the contents decide between equally long ones.
  private static func precedes(_ first: EncodedFunction, _ second: EncodedFunction) -> Bool {
    if first.statementCount != second.statementCount { return first.statementCount > second.statementCount }
    if first.tokens.count != second.tokens.count { return first.tokens.count > second.tokens.count }
    if first.opcodes != second.opcodes { return first.opcodes.lexicographicallyPrecedes(second.opcodes) }
    if first.tokens != second.tokens { return first.tokens.lexicographicallyPrecedes(second.tokens) }
    if first.tokenOffsets != second.tokenOffsets {
      return first.tokenOffsets.lexicographicallyPrecedes(second.tokenOffsets)
    }
    return first.edges.lexicographicallyPrecedes(second.edges)
  }
}
