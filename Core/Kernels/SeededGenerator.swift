import Foundation

/// A random number generator whose numbers follow from its seed, on every platform and in every version.
///
/// xoshiro256** (Blackman and Vigna, 2018), its state filled by SplitMix64 from the seed. The state is
/// `Codable`, so a checkpoint continues the sequence where it stopped.
public struct SeededGenerator: RandomNumberGenerator, Codable, Hashable, Sendable {
  private var state: [UInt64]

  /// Creates a generator from a seed; any value is good.
  public init(seed: UInt64) {
    var x = seed
    state = (0..<4).map { _ in
      x &+= SplitMix64.increment
      return SplitMix64.mixed(x)
    }
  }

  /// Reads a state written by `encode(to:)`.
  ///
  /// - Throws: `DecodingError` when the state is not four numbers, or all of them are zero.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    state = try container.decode([UInt64].self)
    guard state.count == 4, state.contains(where: { $0 != 0 }) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "The state of a random generator is four numbers, not all zero.")
    }
  }

  /// Writes the state as four numbers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(state)
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let product = state[1] &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state[1] << 17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = (state[3] << 45) | (state[3] >> 19)
    return result
  }

  /// A whole number from 0 to `bound` − 1, each equally likely.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "the bound is positive")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in [`range.lowerBound`, `range.upperBound`].
  public mutating func uniform(in range: ClosedRange<Float>) -> Float {
    let width = Double(range.upperBound) - Double(range.lowerBound)
    return Float(Double(range.lowerBound) + width * uniform())
  }

  /// A number of the standard normal distribution (Box and Muller, 1958).
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// Puts the elements into an order chosen at random, each order equally likely (Fisher and Yates).
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, next(below: last + 1))
    }
  }

  /// The numbers 0 to `count` − 1 in random order.
  mutating func permutation(of count: Int) -> [Int] {
    var result = Array(0..<count)
    shuffle(&result)
    return result
  }
}

extension Matrix {
  /// Fills the matrix with numbers drawn evenly from −`bound` to `bound`.
  public func fillUniform(_ bound: Float, using generator: inout SeededGenerator) {
    for index in elements.indices { elements[index] = generator.uniform(in: -bound...bound) }
  }

  /// Fills the matrix with normal numbers of mean 0 and the given standard deviation.
  public func fillNormal(deviation: Float, using generator: inout SeededGenerator) {
    for index in elements.indices { elements[index] = Float(generator.normal()) * deviation }
  }
}
