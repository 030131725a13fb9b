/// The paper's division of the target: 80 % to train on without labels, 20 % to test on.
struct TargetParts: Sendable {
  /// Places of the functions to train on, among all of the target's functions.
  var training: [Int]
  /// Numbers of the functions to test on, among the labelled ones.
  var test: [Int]

  static let testShare = 0.2

  init(of pair: EvaluationPair, seed: UInt64) throws(EvaluationError) {
    var random = SeededGenerator(seed: seed, stream: 5 << 40)
    let shuffled = random.permutation(of: pair.truth.functions.count)
    let count = Int((Double(shuffled.count) * Self.testShare).rounded())
    test = shuffled[..<count].sorted()
    let tested = Set(test.map { pair.truth.places[$0] })
    training = pair.target.functions.indices.filter { !tested.contains($0) }
    let vulnerable = test.count { pair.truth.measured.labels[$0] }
    guard vulnerable > 0, vulnerable < test.count, !training.isEmpty else {
      throw .noParityTest(name: pair.target.name, seed: seed)
    }
  }
}
