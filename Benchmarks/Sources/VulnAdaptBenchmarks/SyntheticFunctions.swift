import Core
import Foundation

/// Encoded functions drawn at random, with the sizes of real ones.
///
/// Tokens per statement are Poisson (mean 8); tokens follow a Zipf law with exponent 1.4, as words of programs do.
struct SyntheticFunctions {
  let vocabularySize: Int
  let opcodeCount: Int
  private var generator: SeededGenerator
  /// Cumulative probabilities of the vocabulary; the last token takes the law's tail.
  private let cumulative: [Double]

  init(vocabularySize: Int, opcodeCount: Int, seed: UInt64) {
    self.vocabularySize = vocabularySize
    self.opcodeCount = opcodeCount
    generator = SeededGenerator(seed: seed)
    let exponent = 1.4
    let zeta = 3.105547  // of the exponent
    var sum = 0.0
    cumulative = (1...vocabularySize).map { rank in
      sum += pow(Double(rank), -exponent) / zeta
      return sum
    }
  }

  /// Functions of exactly `length` statements.
  mutating func functions(_ count: Int, length: Int) -> [EncodedFunction] {
    (0..<count).map { _ in function(length: length) }
  }

  /// Functions with the length mix of the LibPNG data: log-normal, median 17, mean 27 statements.
  mutating func realisticFunctions(_ count: Int) -> [EncodedFunction] {
    (0..<count).map { _ in
      function(length: max(1, Int(exp(log(17) + 0.96 * generator.normal()))))
    }
  }

  private mutating func function(length: Int) -> EncodedFunction {
    EncodedFunction(
      statements: (0..<length).map { _ in
        let opcode = UInt8(1 + generator.next(below: opcodeCount - 1))
        return (opcode, (0..<poisson(8)).map { _ in token() })
      })
  }

  private mutating func token() -> Int32 {
    let value = generator.uniform()
    var (low, high) = (0, vocabularySize - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < value { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }

  private mutating func poisson(_ mean: Double) -> Int {
    let limit = exp(-mean)
    var count = 0
    var product = generator.uniform()
    while product > limit {
      count += 1
      product *= generator.uniform()
    }
    return count
  }
}
