import Core

/// Functions scored per second: generator through token tables, then the classifier.
struct ScoringBenchmark {
  private let generators: [ReadOut: GeneratorNetwork]
  private let classifier: MLPInference
  private var data = SyntheticFunctions(vocabularySize: 4000, opcodeCount: 22, seed: 3)

  init() {
    var random = SeededGenerator(seed: 4)
    var generators: [ReadOut: GeneratorNetwork] = [:]
    for readOut in [ReadOut.flatten, .max] {
      generators[readOut] = GeneratorNetwork(
        GeneratorConfiguration(vocabularySize: 4000, opcodeCount: 22, readOut: readOut), namePrefix: "GT_",
        using: &random)
    }
    self.generators = generators
    classifier = MLPInference(MLP(inputSize: 300, outputSize: 2, namePrefix: "C_", using: &random))
  }

  mutating func run() {
    let realistic = data.realisticFunctions(4096)
    let long = data.functions(1024, length: 100)
    for (readOut, generator) in generators.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let inference = GeneratorInference(generator)
      measure("\(readOut.rawValue), length mix of LibPNG (median 17, mean 27)", inference, realistic)
      measure("\(readOut.rawValue), every function 100 statements", inference, long)
    }
  }

  private func measure(_ name: String, _ inference: GeneratorInference, _ functions: [EncodedFunction]) {
    let milliseconds = medianMilliseconds(runs: 5) {
      _ = classifier.outputs(of: inference.representations(of: functions))
    }
    report("scored, \(name)", Double(functions.count) / milliseconds * 1e3, "functions/s")
  }
}
