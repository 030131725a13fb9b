import Core

/// Functions scored per second: generator through token tables, then the classifier.
struct ScoringBenchmark {
  private let generator: GeneratorNetwork
  private let classifier: MLP
  private var data = SyntheticFunctions(vocabularySize: 4000, opcodeCount: 22, seed: 3)

  init() {
    var random = SeededGenerator(seed: 4)
    generator = GeneratorNetwork(
      GeneratorConfiguration(vocabularySize: 4000, opcodeCount: 22), namePrefix: "GT_", using: &random)
    classifier = MLP(inputSize: 300, outputSize: 2, namePrefix: "C_", using: &random)
  }

  mutating func run() {
    let inference = GeneratorInference(generator)
    measure(
      "length mix of LibPNG (median 17, mean 27, at most 100)", inference, data.realisticFunctions(4096))
    measure("every function 100 statements", inference, data.functions(1024, length: 100))
  }

  private func measure(_ name: String, _ inference: GeneratorInference, _ functions: [EncodedFunction]) {
    let milliseconds = medianMilliseconds(runs: 5) {
      _ = classifier.forward(inference.representations(of: functions)).output
    }
    report("scored, \(name)", Double(functions.count) / milliseconds * 1e3, "functions/s")
  }
}
