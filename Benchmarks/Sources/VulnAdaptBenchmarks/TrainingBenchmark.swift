import Core

/// The parts of a training step with two generators: 64 + 64 functions of 100 statements, 8 tokens each,
/// vocabulary 4,000, E = 150 + 150, H = 128, joint layer and heads 300, flattened read-out.
struct TrainingBenchmark {
  private let networks: [GeneratorNetwork]
  private let batches: [Batch]
  private let gradient: Matrix

  init() {
    let configuration = GeneratorConfiguration(vocabularySize: 4000, opcodeCount: 22)
    var generator = SeededGenerator(seed: 1)
    networks = ["GS_", "GT_"].map { GeneratorNetwork(configuration, namePrefix: $0, using: &generator) }
    var data = SyntheticFunctions(vocabularySize: 4000, opcodeCount: 22, seed: 2)
    batches = (0..<2).map { _ in Batch(data.functions(64, length: 100), length: 100) }
    gradient = Matrix(rows: 64, columns: 300)
    gradient.fillNormal(deviation: 0.01, using: &generator)
  }

  func run(peak: Double) {
    let (network, batch, gradient) = (networks[0], batches[0], gradient)
    report("one generator forward", medianMilliseconds(runs: 7) { _ = network.forward(batch) }, "ms")
    report(
      "one generator forward and backward",
      medianMilliseconds(runs: 7) {
        network.parameters.zeroGradients()
        network.backward(network.forward(batch), gradientOfZ: gradient)
      }, "ms")
    report("two generators forward", medianMilliseconds(runs: 7) { bothForward() }, "ms")
    let both = medianMilliseconds(runs: 7) { bothForwardBackward() }
    report("two generators forward and backward", both, "ms")
    let parameters = networks.flatMap(\.parameters)
    let adam = Adam(parameters)
    report("gradient norm of both", medianMilliseconds(runs: 7) { _ = gradientNorm(of: parameters) }, "ms")
    report("Adam step of both", medianMilliseconds(runs: 7) { adam.step(gradientScale: 0.5) }, "ms")
    let step = medianMilliseconds(runs: 9) {
      bothForwardBackward()
      adam.step(gradientScale: clippingScale(norm: gradientNorm(of: parameters), limit: 1))
    }
    report("forward, backward, norm and Adam of both", step, "ms")
    report("numbers trained", Double(parameters.reduce(0) { $0 + $1.value.elements.count }) * 1e-6, "million")
  }

  private func bothForward() {
    let (networks, batches) = (networks, batches)
    Parallel.run((0..<2).map { index in { _ = networks[index].forward(batches[index]) } })
  }

  private func bothForwardBackward() {
    let (networks, batches, gradient) = (networks, batches, gradient)
    Parallel.run(
      (0..<2).map { index in
        {
          networks[index].parameters.zeroGradients()
          networks[index].backward(networks[index].forward(batches[index]), gradientOfZ: gradient)
        }
      })
  }
}
