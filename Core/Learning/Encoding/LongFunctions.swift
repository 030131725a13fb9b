/// How networks read a function of more statements than they read at once (*L*); training, validation, every protocol
/// and scoring do the same.
public enum LongFunctions: String, Codable, Hashable, Sendable, CaseIterable {
  /// The first *L* statements alone.
  case cut
  /// Windows of *L* statements that overlap by half; the one with the highest score stands for the function.
  case windows

  /// The pieces of a function of at most `length` statements that are read.
  func ranges(of function: EncodedFunction, length: Int) -> [Range<Int>] {
    switch self {
    case .cut: [0..<min(function.statementCount, length)]
    case .windows: function.windowRanges(length: length, stride: (length + 1) / 2)
    }
  }
}

/// A mini-batch of functions, each read in one piece or in several.
struct PieceBatch: Sendable {
  /// The pieces, those of one function next to each other.
  let pieces: Batch
  /// Which pieces each function has; at least one.
  let functions: [Range<Int>]

  /// Cuts functions into pieces of at most `length` statements.
  init(_ functions: [EncodedFunction], length: Int, long: LongFunctions) {
    var pieces: [EncodedFunction] = []
    var places: [Range<Int>] = []
    for function in functions {
      let start = pieces.count
      for range in long.ranges(of: function, length: length) {
        pieces.append(range.count == function.statementCount ? function : function[range])
      }
      places.append(start..<pieces.count)
    }
    self.pieces = Batch(pieces, length: length)
    self.functions = places
  }

  /// A batch whose functions are read in one piece each.
  init(_ batch: Batch) {
    pieces = batch
    functions = (0..<batch.count).map { $0..<$0 + 1 }
  }

  /// Whether every function is one piece.
  var isWhole: Bool { pieces.count == functions.count }

  /// For each function the piece with the highest value, the first among equals; NaN is below every number.
  func deciding(_ values: [Float]) -> [Int] {
    functions.map { places in
      places.dropFirst().reduce(places.lowerBound) { values[$1] > values[$0] ? $1 : $0 }
    }
  }
}
