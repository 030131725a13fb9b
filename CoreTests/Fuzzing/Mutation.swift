@testable import Core

/// Makes inputs for a reader by changing, cutting and joining known ones; the same seed makes the same inputs.
struct Mutation {
  private let corpus: [[UInt8]]
  /// Pieces that mean something to the reader, so that changes get past its first checks.
  private let words: [[UInt8]]
  private var random: TestRandom

  init(corpus: [String], words: [String], seed: UInt64) {
    self.corpus = corpus.map { Array($0.utf8) }
    self.words = words.map { Array($0.utf8) }
    random = TestRandom(state: seed)
  }

  /// The next input, of at most a few thousand bytes.
  mutating func next() -> [UInt8] {
    var bytes = corpus.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 3: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: place)
      case 4: bytes.replaceSubrange(place..<end, with: words.randomElement(using: &random) ?? [])
      case 5: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
      case 6:
        let other = corpus.randomElement(using: &random) ?? []
        bytes = Array(bytes[..<place]) + other.suffix(Int.random(in: 0...other.count, using: &random))
      default: bytes.removeLast(min(bytes.count, Int.random(in: 0...20, using: &random)))
      }
    }
    return Array(bytes.prefix(8192))
  }
}
