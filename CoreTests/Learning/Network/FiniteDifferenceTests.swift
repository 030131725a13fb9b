import RealModule
import Testing

@testable import Core

/// Compares a gradient with central differences of `loss` along random directions.
///
/// The loss is in single precision up to its last sum, so the step is large and the comparison is relative to the
/// size of the gradient.
func expectGradient(
  of parameter: Parameter, matches loss: () -> Double, using generator: inout SeededGenerator,
  _ label: String
) {
  let direction = randomMatrix(parameter.value.rows, parameter.value.columns, using: &generator)
  if parameter.name.hasSuffix("op_table") {
    direction.row(0).update(repeating: 0, count: direction.columns)
  }
  // The gradient's own direction is mixed in, so that the derivative is well above rounding.
  let gradient = parameter.gradient
  let norm = inner(gradient, gradient).squareRoot()
  guard norm > 0 else { return #expect(norm > 0, "\(label): \(parameter.name) has no gradient") }
  let size = inner(direction, direction).squareRoot()
  for k in direction.elements.indices {
    direction.elements[k] = direction.elements[k] / Float(size) + gradient.elements[k] / Float(norm)
  }
  let start = parameter.value.copy()
  func value(_ factor: Float) -> Double {
    for k in start.elements.indices {
      parameter.value.elements[k] = start.elements[k] + factor * direction.elements[k]
    }
    return loss()
  }
  let expected = inner(gradient, direction)
  // Fourth order, so that a large step costs no accuracy; smaller ones follow in case a kink of ReLU or of the
  // largest value lies between the points.
  let errors = [1e-2, 3e-3, 1e-3].map { (step: Float) in
    let near = value(step) - value(-step)
    let far = value(2 * step) - value(-2 * step)
    return abs((8 * near - far) / (12 * Double(step)) - expected)
  }
  parameter.value.copy(from: start)
  let tolerance = 2e-3 * max(abs(expected), norm)
  #expect(errors.contains { $0 < tolerance }, "\(label): \(parameter.name): \(errors), gradient \(expected)")
}

@Test(arguments: ReadOut.allCases, [true, false])
func generatorGradientsMatchFiniteDifferences(readOut: ReadOut, masksPadding: Bool) {
  for dropout: Float in [0, 0.3] {
    var generator = SeededGenerator(seed: 11)
    let configuration = GeneratorConfiguration(
      vocabularySize: 13, opcodeCount: 5, maximumStatements: 6, embeddingSize: 7, hiddenSize: 5, jointSize: 9,
      readOut: readOut, masksPadding: masksPadding, dropout: dropout)
    let network = GeneratorNetwork(configuration, namePrefix: "GS_", using: &generator)
    let functions = randomFunctions(
      lengths: [4, 6, 1, 6, 2], vocabularySize: 13, opcodeCount: 5, using: &generator)
    let batch = Batch(functions, length: 6)
    let weights = randomMatrix(5, 9, using: &generator)
    let loss = { inner(network.forward(batch, dropoutSeed: 3).z, weights) }
    network.backward(network.forward(batch, dropoutSeed: 3), gradientOfZ: weights)
    for parameter in network.parameters {
      expectGradient(of: parameter, matches: loss, using: &generator, "\(readOut), dropout \(dropout)")
    }
  }
}

@Test(arguments: [[], [6], [6, 4]])
func perceptronGradientsMatchFiniteDifferences(hiddenSizes: [Int]) {
  var generator = SeededGenerator(seed: 5)
  let network = MLP(
    inputSize: 5, hiddenSizes: hiddenSizes, outputSize: 2, namePrefix: "C_", using: &generator)
  let input = Parameter(name: "x", value: randomMatrix(7, 5, using: &generator))
  let weights = randomMatrix(7, 2, using: &generator)
  let loss = { inner(network.forward(input.value).output, weights) }
  input.gradient.copy(from: network.backward(network.forward(input.value), gradientOfOutput: weights))
  for parameter in network.parameters + [input] {
    expectGradient(of: parameter, matches: loss, using: &generator, "\(hiddenSizes)")
  }
}

@Test func gradientsOfStatementVectorsMatchThoseOfTheTables() throws {
  var generator = SeededGenerator(seed: 2)
  let configuration = GeneratorConfiguration(
    vocabularySize: 13, opcodeCount: 5, maximumStatements: 6, embeddingSize: 4, hiddenSize: 3, jointSize: 5)
  let network = GeneratorNetwork(configuration, namePrefix: "", using: &generator)
  let functions = randomFunctions(lengths: [3, 6], vocabularySize: 13, opcodeCount: 5, using: &generator)
  let batch = Batch(functions, length: 6)
  let weights = randomMatrix(2, 5, using: &generator)
  network.backward(network.forward(batch), gradientOfZ: weights)
  let gradient = network.gradientOfStatementVectors(network.forward(batch), gradientOfZ: weights)
  let tokens = Matrix(rows: 13, columns: 4)
  for position in 0..<12 {
    for index in batch.tokenOffsets[position]..<batch.tokenOffsets[position + 1] {
      for column in 0..<4 { tokens[Int(batch.tokens[Int(index)]), column] += gradient[position, 4 + column] }
    }
  }
  let expected = try #require(network.parameters.first { $0.name == "tok_table" }).gradient
  #expect(relativeError(tokens.elements, expected.elements.map(Double.init)) < 1e-4)
  let inference = GeneratorInference(network)
  let shares = inference.contributions(inference.forward(batch, scales: [1, 1]), gradientOfZ: weights)
  let vectors = network.statementVectors(of: batch)
  #expect(
    (shares.elements.reduce(0) { $0 + Double($1) }).isApproximatelyEqual(
      to: inner(gradient, vectors), absoluteTolerance: 1e-4))
  #expect(shares.row(0)[4] == 0, "padding has no share")
}

@Test(arguments: ReadOut.allCases, [true, false])
func scaledFunctionsAreFunctionsWithScaledTables(_ readOut: ReadOut, masksPadding: Bool) throws {
  var generator = SeededGenerator(seed: 5)
  let configuration = GeneratorConfiguration(
    vocabularySize: 13, opcodeCount: 5, maximumStatements: 6, embeddingSize: 4, hiddenSize: 3, jointSize: 5,
    readOut: readOut, masksPadding: masksPadding)
  let network = GeneratorNetwork(configuration, namePrefix: "", using: &generator)
  let function = randomFunctions(lengths: [4], vocabularySize: 13, opcodeCount: 5, using: &generator)[0]
  let scales: [Float] = [0, 0.3, 1, 2]
  let copies = Batch(Array(repeating: function, count: scales.count), length: 6)
  let weights = randomMatrix(1, 5, using: &generator)
  let all = Matrix(rows: 4, columns: 5, (0..<4).flatMap { _ in weights.array })
  let inference = GeneratorInference(network)
  let pass = inference.forward(copies, scales: scales)
  let z = pass.z.array
  let shares = inference.contributions(pass, gradientOfZ: all)

  let tables = network.parameters.filter { $0.name.hasSuffix("table") }
  let originals = tables.map(\.value.array)
  for (row, scale) in scales.enumerated() {
    for (table, original) in zip(tables, originals) {
      _ = table.value.elements.update(fromContentsOf: original.map { scale * $0 })
    }
    let batch = Batch([function], length: 6)
    let single = network.forward(batch)
    #expect(relativeError(Array(z[(5 * row)..<(5 * row + 5)]), single.z.array.map(Double.init)) < 1e-5)
    let gradient = network.gradientOfStatementVectors(single, gradientOfZ: weights)
    let vectors = network.statementVectors(of: batch)
    for statement in 0..<6 {
      // The single function's vectors are scaled, so its products are too.
      let expected = (0..<8).reduce(0) { $0 + gradient[statement, $1] * vectors[statement, $1] }
      #expect((shares[row, statement] * scale).isApproximatelyEqual(to: expected, absoluteTolerance: 1e-5))
    }
  }
}

/// Functions of no statement, and of more than the networks read, beside ordinary ones.
@Test(arguments: ReadOut.allCases, [true, false])
func emptyAndOverLongFunctionsHaveRightGradients(readOut: ReadOut, masksPadding: Bool) {
  var generator = SeededGenerator(seed: 12)
  let configuration = GeneratorConfiguration(
    vocabularySize: 13, opcodeCount: 5, maximumStatements: 6, embeddingSize: 4, hiddenSize: 3, jointSize: 5,
    readOut: readOut, masksPadding: masksPadding)
  let network = GeneratorNetwork(configuration, namePrefix: "GS_", using: &generator)
  let functions = randomFunctions(
    lengths: [0, 11, 3, 0], vocabularySize: 13, opcodeCount: 5, using: &generator)
  let weights = randomMatrix(4, 5, using: &generator)
  for long in LongFunctions.allCases {
    let pieces = PieceBatch(functions, length: 6, long: long)
    let rows = pieces.functions.map { $0.upperBound - 1 }
    let all = Matrix(rows: pieces.pieces.count, columns: 5)
    for (row, piece) in rows.enumerated() { all.row(piece).update(from: weights.row(row), count: 5) }
    let loss = { inner(network.forward(pieces.pieces).z.rows(at: rows), weights) }
    network.parameters.zeroGradients()
    network.backward(network.forward(pieces.pieces), gradientOfZ: all)
    for parameter in network.parameters {
      expectGradient(of: parameter, matches: loss, using: &generator, "\(readOut), \(long)")
    }
  }
}
