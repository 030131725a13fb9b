import Foundation

/// A short vector that tells how alike functions are, whatever the method of a model.
///
/// Signed feature hashing (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009):
/// each feature adds its weight, with a sign of its own, to one element that its hash chooses. Features are the
/// runs of two and three words of each normalised statement, its opcode being the first word; one that occurs *c*
/// times weighs 1 + ln *c*. The vector has length 1, so the inner product of two is about the cosine of their
/// features, with a deviation of about 1/√512.
public struct FunctionSketch: Hashable, Sendable {
  /// How many elements a sketch has.
  static let dimensions = 512

  /// The elements; their squares add up to 1, or all are 0 for a function without features.
  public let elements: [Float]

  /// Takes elements as they are.
  init(elements: [Float]) {
    self.elements = elements
  }

  /// Computes the sketch of a function's statements.
  ///
  /// - Complexity: O(*n*) in the number of tokens.
  public init(_ statements: [Statement]) {
    var counts: [UInt64: Int] = [:]
    for statement in statements {
      let words = [Self.hash(statement.opcode.rawValue)] + statement.tokens.map { FNV1a.hash($0) }
      for index in words.indices.dropFirst() {
        let pair = Self.joined(words[index - 1], words[index])
        counts[pair, default: 0] += 1
        if index + 1 < words.count { counts[Self.joined(pair, words[index + 1]), default: 0] += 1 }
      }
    }
    var sums = [Double](repeating: 0, count: Self.dimensions)
    // In the order of the hashes, so that sums do not depend on a dictionary's order.
    for (feature, count) in counts.sorted(by: { $0.key < $1.key }) {
      let weight = 1 + log(Double(count))
      sums[Int(feature % UInt64(Self.dimensions))] += feature >> 63 == 0 ? weight : -weight
    }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    elements = length > 0 ? sums.map { Float($0 / length) } : sums.map { Float($0) }
  }

  /// How alike two functions are: the inner product, at most 1; 0 and below is unlike.
  func similarity(to other: FunctionSketch) -> Double {
    zip(elements, other.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// The hash of a word that no token has: its first byte is no character of C.
  private static func hash(_ opcode: UInt8) -> UInt64 {
    [1, opcode].withUnsafeBufferPointer { FNV1a.hash($0) }
  }

  /// Joins two hashes so that order matters.
  private static func joined(_ first: UInt64, _ second: UInt64) -> UInt64 {
    SplitMix64.mixed(first &* SplitMix64.increment &+ second)
  }
}
