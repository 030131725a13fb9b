import RealModule
import Testing

@testable import Core

private struct GraphFile: Decodable {
  struct Case: Decodable {
    var enc: String
    var mask: String
    var rounds: Int
    var dims: [String: Int]
    var n_op: Int
    var batch: GoldenBatch
    /// For each function its edges: kind, from, to.
    var edges: [[[Int]]]
    var params: [String: GoldenArray]
    var outputs: GoldenArray
    var h_last: GoldenArray
    var z: GoldenArray
    var r: GoldenArray
    /// Function and statement whose outputs the loss reads too.
    var places: [[Int]]
    var s: GoldenArray
    var loss: Double
    var grads: [String: GoldenArray]

    func graphBatch() throws -> Batch {
      let plain = batch.batch
      let edges = try edges.enumerated().flatMap { row, edges in
        try edges.map { edge in
          StatementEdge(
            kind: try #require(StatementEdge.Kind(rawValue: UInt8(edge[0]))),
            from: Int32(row * plain.length + edge[1]), to: Int32(row * plain.length + edge[2]))
        }
      }
      return Batch(
        length: plain.length, lengths: plain.lengths, opcodes: plain.opcodes,
        tokenOffsets: plain.tokenOffsets, tokens: plain.tokens, edges: edges)
    }

    func network() throws -> GeneratorNetwork {
      func size(_ name: String) throws -> Int { try #require(dims[name]) }
      let configuration = GeneratorConfiguration(
        vocabularySize: try size("V"), opcodeCount: n_op, maximumStatements: try size("L"),
        embeddingSize: try size("E"), hiddenSize: try size("H"), jointSize: try size("J"),
        readOut: try #require(ReadOut(rawValue: enc)), masksPadding: mask == "packed", graphRounds: rounds)
      var generator = SeededGenerator(seed: 0)
      let network = GeneratorNetwork(configuration, namePrefix: "", using: &generator)
      try load(params, into: network.parameters)
      return network
    }
  }
  var cases: [Case]
}

/// Functions with random edges.
private func graphFunctions(lengths: [Int], using generator: inout SeededGenerator) -> [EncodedFunction] {
  randomFunctions(lengths: lengths, vocabularySize: 13, opcodeCount: 5, using: &generator).map { function in
    var function = function
    let count = function.statementCount
    guard count > 1 else { return function }
    var edges: Set<StatementEdge> = []
    for _ in 0..<2 * count {
      let to = 1 + generator.next(below: count - 1)
      let kinds: [StatementEdge.Kind] = [.definitionToUse, .lastWrite, .guard]
      edges.insert(
        StatementEdge(
          kind: kinds[generator.next(below: 3)], from: Int32(generator.next(below: to)), to: Int32(to)))
    }
    function.edges = edges.sorted()
    return function
  }
}

private func graphNetwork(_ readOut: ReadOut, masksPadding: Bool = true, rounds: Int = 2, dropout: Float = 0)
  -> GeneratorNetwork
{
  var generator = SeededGenerator(seed: 7)
  return GeneratorNetwork(
    GeneratorConfiguration(
      vocabularySize: 13, opcodeCount: 5, maximumStatements: 6, embeddingSize: 5, hiddenSize: 4,
      jointSize: 6, readOut: readOut, masksPadding: masksPadding, dropout: dropout, graphRounds: rounds),
    namePrefix: "GS_", using: &generator)
}

@Suite struct GatedGraphTests {
  @Test func itMatchesTheGoldenVectors() throws {
    let cases = try GoldenFile.all("graph", as: GraphFile.self).flatMap(\.cases)
    #expect(cases.count == 4)
    for golden in cases {
      let label = "\(golden.enc), \(golden.mask), \(golden.rounds) rounds"
      let network = try golden.network()
      let batch = try golden.graphBatch()
      let pass = network.forward(batch)
      #expect(relativeError(network.outputs(of: pass), golden.outputs) < 1e-4, "\(label): outputs")
      #expect(relativeError(pass.h, golden.h_last) < 1e-4, "\(label): h is the LSTM's")
      #expect(relativeError(pass.z, golden.z) < 1e-4, "\(label): z")
      let places = golden.places.map { StatementPlace(function: $0[0], statement: $0[1]) }
      let outputs = network.outputs(of: pass, at: places)
      let loss =
        zip(pass.z.elements, golden.r.data).reduce(0) { $0 + Double($1.0) * $1.1 }
        + zip(outputs.elements, golden.s.data).reduce(0) { $0 + Double($1.0) * $1.1 }
      #expect(abs(loss - golden.loss) < 1e-4 * max(1, abs(golden.loss)), "\(label): loss")
      network.backward(pass, gradientOfZ: golden.r.matrix, ofOutputs: (places, golden.s.matrix))
      for parameter in network.parameters {
        let expected = try #require(golden.grads[parameter.name])
        #expect(relativeError(parameter.gradient, expected) < 1e-4, "\(label): \(parameter.name)")
      }
    }
  }

  @Test(arguments: ReadOut.allCases, [true, false])
  func gradientsMatchFiniteDifferences(readOut: ReadOut, masksPadding: Bool) {
    for dropout: Float in [0, 0.3] {
      var generator = SeededGenerator(seed: 3)
      let network = graphNetwork(readOut, masksPadding: masksPadding, dropout: dropout)
      let batch = Batch(graphFunctions(lengths: [4, 6, 0, 1, 5], using: &generator), length: 6)
      let weights = randomMatrix(5, 6, using: &generator)
      let places = [StatementPlace(function: 1, statement: 5), StatementPlace(function: 4, statement: 0)]
      let statementWeights = randomMatrix(2, 8, using: &generator)
      let loss = {
        let pass = network.forward(batch, dropoutSeed: 5)
        return inner(pass.z, weights) + inner(network.outputs(of: pass, at: places), statementWeights)
      }
      network.backward(
        network.forward(batch, dropoutSeed: 5), gradientOfZ: weights, ofOutputs: (places, statementWeights))
      for parameter in network.parameters {
        expectGradient(of: parameter, matches: loss, using: &generator, "\(readOut), dropout \(dropout)")
      }
    }
  }

  @Test(arguments: ReadOut.allCases, [true, false])
  func scoringAgreesWithTrainingAndNoFunctionReachesAnother(readOut: ReadOut, masksPadding: Bool) {
    var generator = SeededGenerator(seed: 4)
    let network = graphNetwork(readOut, masksPadding: masksPadding)
    let functions = graphFunctions(lengths: [3, 6, 0, 9, 1, 5, 2], using: &generator)
    let expected = network.forward(Batch(functions, length: 6)).z
    let inference = GeneratorInference(network)
    let together = inference.representations(of: functions)
    #expect(relativeError(together.elements, expected.elements.map(Double.init)) < 1e-5)
    for (row, function) in functions.enumerated() {
      let alone = inference.representations(of: [function])
      #expect(alone.array == together.rows(row..<row + 1).array, "bit for bit")
    }
  }

  @Test func edgesMatterAndTheirKindsDo() {
    var generator = SeededGenerator(seed: 5)
    let network = graphNetwork(.max)
    var function = randomFunctions(
      lengths: [5], vocabularySize: 13, opcodeCount: 5, using: &generator)[0]
    func z(_ edges: [StatementEdge]) -> [Float] {
      function.edges = edges
      return GeneratorInference(network).representations(of: [function]).array
    }
    let kinds: [StatementEdge.Kind] = [.definitionToUse, .lastWrite, .guard]
    let all: [[Float]] = kinds.map { kind in z([StatementEdge(kind: kind, from: 0, to: 3)]) }
    let none: [Float] = z([])
    let distinct: Set<[Float]> = Set(all).union([none])
    #expect(distinct.count == 4)
  }

  @Test(arguments: ReadOut.allCases) func statementsPartsAddUpToTheWay(readOut: ReadOut) {
    var generator = SeededGenerator(seed: 6)
    let network = graphNetwork(readOut)
    let batch = Batch(graphFunctions(lengths: [4, 6], using: &generator), length: 6)
    let weights = randomMatrix(2, 6, using: &generator)
    let gradient = network.gradientOfStatementVectors(network.forward(batch), gradientOfZ: weights)
    let inference = GeneratorInference(network)
    let parts = inference.contributions(inference.forward(batch, scales: [1, 1]), gradientOfZ: weights)
    let vectors = network.statementVectors(of: batch)
    for position in 0..<12 {
      let expected = (0..<10).reduce(0.0) {
        $0 + Double(gradient[position, $1]) * Double(vectors[position, $1])
      }
      #expect(
        Double(parts.elements[position]).isApproximatelyEqual(to: expected, absoluteTolerance: 1e-4))
    }
  }
}

@Suite struct StatementGraphTests {
  private func edges(_ body: String) -> [StatementEdge] {
    let function = makeFunction(body)
    return StatementFlow(StatementParser(normalisation: Normalisation()).statements(of: function)).edges
  }

  @Test func definitionsReachUsesAndConditionsGuardThem() {
    let edges = edges(
      """
      int copy(char *to, const char *from, int size) {
        int length = strlen(from);
        if (length > size) return -1;
        memcpy(to, from, length);
        length = 0;
        return length;
      }
      """)
    // 0 head, 1 declaration, 2 if, 3 return, 4 call, 5 assignment, 6 return.
    func has(_ kind: StatementEdge.Kind, _ from: Int32, _ to: Int32) -> Bool {
      edges.contains(StatementEdge(kind: kind, from: from, to: to))
    }
    #expect(has(.definitionToUse, 0, 1) && has(.definitionToUse, 1, 2) && has(.definitionToUse, 1, 4))
    #expect(has(.guard, 2, 4) && has(.lastWrite, 1, 5) && has(.definitionToUse, 5, 6))
    #expect(!has(.guard, 2, 6), "the write takes the check away")
    #expect(!has(.definitionToUse, 1, 6))
    #expect(edges == edges.sorted() && Set(edges).count == edges.count)
  }

  @Test func edgesFollowTheirStatements() throws {
    var generator = SeededGenerator(seed: 8)
    let function = graphFunctions(lengths: [9], using: &generator)[0]
    let part = function[3..<8]
    let kept = function.edges.filter { $0.from >= 3 && $0.to < 8 }
    #expect(part.edges.map { $0.moved(by: 3) } == kept && !kept.isEmpty)
    let whole = function[0..<3].appending(function[3..<9])
    #expect(whole.tokens == function.tokens && whole.opcodes == function.opcodes)
    #expect(whole.edges.allSatisfy { ($0.from < 3) == ($0.to < 3) })
    let batch = Batch([part, function], length: 6)
    #expect(batch.edges.allSatisfy { $0.from / 6 == $0.to / 6 })
    #expect(batch.edges.filter { $0.to >= 6 }.count == function.edges.filter { $0.to < 6 }.count)
    let both = batch.appending(Batch([part], length: 6))
    #expect(both.edges.suffix(part.edges.count).map { $0.moved(by: -12) } == part.edges)
  }

  @Test func onlyModelsWithAGraphLookForEdges() throws {
    let vocabulary = try Vocabulary(tokens: [Vocabulary.unknownToken])
    let statements = StatementParser(normalisation: Normalisation()).statements(
      of: makeFunction("int f(int a) { int b = a; return b; }"))
    #expect(FunctionEncoder(vocabulary: vocabulary).encode(statements).edges.isEmpty)
    #expect(!FunctionEncoder(vocabulary: vocabulary, findsEdges: true).encode(statements).edges.isEmpty)
  }
}
