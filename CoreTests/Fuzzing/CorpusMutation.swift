import Foundation
import Testing

@testable import Core

/// Feeds a reader with changed copies of good inputs; it may refuse them, but must not crash or hang.
///
/// A few hundred inputs in an ordinary test run; with VULNADAPT_FUZZ_SECONDS set, as many as fit into that time for
/// each reader. The input being tried is in a file, so that a crash leaves it behind:
/// `VULNADAPT_FUZZ_SECONDS=600 swift test --filter Fuzz`.
struct CorpusMutation {
  /// How long to go on for each reader; nil for a short run.
  static let seconds = ProcessInfo.processInfo.environment["VULNADAPT_FUZZ_SECONDS"].flatMap { Double($0) }
  /// The longest processor time for one input, in seconds; far more than any takes.
  private static let patience = 20.0

  /// Names the file that holds the input being tried.
  let name: String
  let corpus: [[UInt8]]
  /// Words that mutations insert.
  var words: [String] = []
  /// How many readers share the time of a long run, and the inputs of a short one.
  var share = 1
  /// How many inputs a short run tries for all that share it.
  var shortCount = 300
  /// Makes an input in place of changing one of the corpus; nil changes them.
  var make: ((inout TestRandom) -> [UInt8])?

  /// Tries inputs.
  ///
  /// - Parameters:
  ///   - seed: The seed of a short run; long ones have another one each time.
  ///   - body: Reads one input; errors of its own are fine.
  func run(seed: UInt64 = 1, _ body: ([UInt8]) -> Void) {
    let start = ContinuousClock.now
    let seed = Self.seconds == nil ? seed : UInt64.random(in: 0...UInt64.max)
    var random = TestRandom(state: seed)
    let file = FileManager.testPlace.appendingPathComponent("vulnadapt-fuzz-\(name).bin")
    for input in corpus { body(input) }
    var count = 0
    while true {
      if let seconds = Self.seconds {
        if start.duration(to: .now) >= .seconds(seconds / Double(share)) { break }
      } else if count >= shortCount / share {
        break
      }
      count += 1
      let input = make.map { $0(&random) } ?? mutated(&random)
      if Self.seconds != nil { try? Data(input).write(to: file) }
      let took = ThreadTime.seconds { body(input) }
      if took > Self.patience {
        let kept = file.appendingPathExtension("slow")
        try? Data(input).write(to: kept)
        Issue.record("\(name): an input took \(took) s; it is in \(kept.path)")
      }
    }
    if Self.seconds != nil {
      print("fuzz: \(name): \(count) inputs, seed \(seed)")
      try? FileManager.default.removeItem(at: file)
    }
  }

  private func mutated(_ random: inout TestRandom) -> [UInt8] {
    var bytes = corpus[Int.random(in: 0..<corpus.count, using: &random)]
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      guard !bytes.isEmpty else {
        bytes = [UInt8.random(in: 0...255, using: &random)]
        continue
      }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
      switch Int.random(in: 0..<9, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = [0, 0xff, 0x7f, 0x80, 0x0a, 0x22, 0x5c, 0x7b].randomElement(using: &random) ?? 0
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.removeSubrange(place...)
      case 5:
        let other = corpus[Int.random(in: 0..<corpus.count, using: &random)]
        if !other.isEmpty {
          bytes.insert(contentsOf: other[Int.random(in: 0..<other.count, using: &random)...], at: place)
        }
      case 6:
        let copies = Int.random(in: 1...200, using: &random)
        bytes.insert(contentsOf: repeatElement(bytes[place..<end], count: copies).joined(), at: place)
      case 7:
        bytes.insert(
          contentsOf: Array((words.randomElement(using: &random) ?? "9999999999999999999").utf8), at: place)
      default: bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      if bytes.count > 200_000 { bytes.removeSubrange(200_000...) }
    }
    return bytes
  }
}
