import Testing

@testable import Core

private func makeNetwork(
  _ readOut: ReadOut = .flatten, masksPadding: Bool = true, seed: UInt64 = 1
) -> GeneratorNetwork {
  var generator = SeededGenerator(seed: seed)
  return GeneratorNetwork(
    GeneratorConfiguration(
      vocabularySize: 40, opcodeCount: 6, maximumStatements: 9, embeddingSize: 6, hiddenSize: 17,
      jointSize: 8,
      readOut: readOut, masksPadding: masksPadding),
    namePrefix: "GS_", using: &generator)
}

private func makeFunctions(_ count: Int) -> [EncodedFunction] {
  var generator = SeededGenerator(seed: 9)
  return randomFunctions(
    lengths: (0..<count).map { _ in generator.next(below: 14) }, vocabularySize: 40, opcodeCount: 6,
    using: &generator)
}

@Test(arguments: ReadOut.allCases, [true, false])
func scoringAgreesWithTraining(readOut: ReadOut, masksPadding: Bool) {
  let network = makeNetwork(readOut, masksPadding: masksPadding)
  let functions = makeFunctions(150)
  let expected = network.forward(Batch(functions, length: 9)).z
  let z = GeneratorInference(network).representations(of: functions)
  #expect(relativeError(z.elements, expected.elements.map(Double.init)) < 1e-5)
}

@Test(arguments: ReadOut.allCases)
func paddingNeverInfluencesAResult(readOut: ReadOut) {
  let network = makeNetwork(readOut)
  let functions = makeFunctions(7)
  let together = network.forward(Batch(functions, length: 9))
  for (row, function) in functions.enumerated() {
    let alone = network.forward(Batch([function], length: max(1, min(9, function.statementCount))))
    let z = (0..<8).map { Double(alone.z[0, $0]) }
    #expect(relativeError((0..<8).map { together.z[row, $0] }, z) < 1e-5)
  }
}

@Test func aFunctionWithoutStatementsIsTheBiasAlone() {
  let network = makeNetwork()
  let empty = EncodedFunction(opcodes: [], tokenOffsets: [0], tokens: [])
  let pass = network.forward(Batch([empty], length: 1))
  #expect(pass.z.isFinite)
  #expect(pass.h.array == [Float](repeating: 0, count: 34))
  network.backward(pass, gradientOfZ: Matrix(rows: 1, columns: 8, repeatElement(1, count: 8)))
  for parameter in network.parameters { #expect(parameter.gradient.isFinite) }
}

@Test func gradientsOfTwoBatchesAddUp() {
  let functions = makeFunctions(6)
  let network = makeNetwork()
  var generator = SeededGenerator(seed: 3)
  let weights = randomMatrix(6, 8, using: &generator)
  let batch = Batch(functions, length: 9)
  network.backward(network.forward(batch), gradientOfZ: weights)
  let once = network.parameters.map { $0.gradient.copy() }
  network.backward(network.forward(batch), gradientOfZ: weights)
  for (parameter, gradient) in zip(network.parameters, once) {
    #expect(relativeError(parameter.gradient.elements, gradient.elements.map { 2 * Double($0) }) < 1e-5)
  }
}

@Test func trainingIsTheSameBitByBit() {
  func train() -> [[Float]] {
    let network = makeNetwork()
    let adam = Adam(network.parameters, learningRate: 1e-2)
    let functions = makeFunctions(32)
    for step in 0..<3 {
      network.parameters.zeroGradients()
      let pass = network.forward(Batch(Array(functions.dropFirst(step)), length: 9))
      network.backward(pass, gradientOfZ: pass.z)
      adam.step(gradientScale: clippingScale(norm: gradientNorm(of: network.parameters), limit: 1))
    }
    return network.parameters.map(\.value.array)
  }
  #expect(train() == train())
}

@Test func opcodeZeroNeverTrains() {
  let network = makeNetwork(masksPadding: false)
  let batch = Batch(makeFunctions(5), length: 9)
  let pass = network.forward(batch)
  network.backward(pass, gradientOfZ: pass.z)
  #expect((0..<6).allSatisfy { network.parameters[0].gradient[0, $0] == 0 })
  #expect((0..<6).allSatisfy { network.parameters[0].value[0, $0] == 0 })
}
