import Core

/// Functions scored per second: generator through token tables, then the classifier.
struct ScoringBenchmark {
  private let generators: [ReadOut: GeneratorNetwork]
  private let classifier: MLPInference
  /// The default read-out with three rounds of messages along functions' graphs.
  private let graph: GeneratorNetwork
  /// The small network of `distilled`, by its default sizes.
  private let student: (generator: GeneratorNetwork, classifier: MLPInference)
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
    graph = GeneratorNetwork(
      GeneratorConfiguration(vocabularySize: 4000, opcodeCount: 22, readOut: .max, graphRounds: 3),
      namePrefix: "GT_", using: &random)
    let small = GeneratorConfiguration(
      vocabularySize: 4000, opcodeCount: 22, embeddingSize: 16, hiddenSize: 16, jointSize: 32, readOut: .max)
    student = (
      GeneratorNetwork(small, namePrefix: "GT_", using: &random),
      MLPInference(
        MLP(inputSize: 32, hiddenSizes: [32], outputSize: 2, namePrefix: "C_", using: &random))
    )
  }

  mutating func run() {
    let realistic = data.realisticFunctions(4096)
    let long = data.functions(1024, length: 100)
    for (readOut, generator) in generators.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let inference = GeneratorInference(generator)
      measure("\(readOut.rawValue), length mix of LibPNG (median 17, mean 27)", inference, realistic)
      measure("\(readOut.rawValue), every function 100 statements", inference, long)
    }
    measure(
      "max with three rounds along edges to the next statement, length mix", GeneratorInference(graph),
      realistic)
    measure(
      "max, the small network of distilled, length mix", GeneratorInference(student.generator),
      realistic, student.classifier)
  }

  private func measure(
    _ name: String, _ inference: GeneratorInference, _ functions: [EncodedFunction],
    _ own: MLPInference? = nil
  ) {
    let classifier = own ?? classifier
    let milliseconds = medianMilliseconds(runs: 5) {
      _ = classifier.outputs(of: inference.representations(of: functions))
    }
    report("scored, \(name)", Double(functions.count) / milliseconds * 1e3, "functions/s")
  }
}
