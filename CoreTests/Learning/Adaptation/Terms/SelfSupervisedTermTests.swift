import Testing

@testable import Core

private struct TaskFile: Decodable {
  struct Task: Decodable {
    var value: Double
    var grads: [String: GoldenArray]
  }
  var z: GoldenArray
  var outputs: GoldenArray
  var opcodes: [UInt8]
  var turned: [Int?]
  var foreign: [Int?]
  var params: [String: GoldenArray]
  var tasks: [String: Task]

  func heads() throws -> TaskHeads {
    let heads = TaskHeads(
      GeneratorConfiguration(
        vocabularySize: 2, opcodeCount: try #require(params["MO_W1"]).shape[0], embeddingSize: 2,
        hiddenSize: outputs.shape[1] / 2, jointSize: z.shape[1]), seed: 1)
    try load(params, into: heads.parameters)
    return heads
  }

  func space(z: Matrix? = nil, outputs: Matrix? = nil) -> JointSpace {
    var space = makeSpace(sourceZ: Matrix(rows: 1, columns: 4), targetZ: Matrix(rows: 1, columns: 4))
    space.altered = AlteredPoints(
      z: z ?? self.z.matrix, outputs: outputs ?? self.outputs.matrix, opcodes: opcodes,
      isTurned: turned.map { $0.map { $0 == 1 } }, isForeign: foreign.map { $0.map { $0 == 1 } })
    return space
  }

  func heads(_ tasks: TaskHeads) -> Heads {
    var heads = Heads(classifier: makePerceptron("C_", jointSize: 4, hidden: [2], outputs: 2))
    heads.tasks = tasks
    return heads
  }
}

@Suite struct SelfSupervisedTermTests {
  @Test(arguments: SelfSupervisedTerm.Task.allCases)
  func itMatchesTheGoldenVectors(task: SelfSupervisedTerm.Task) throws {
    let file = try #require(try GoldenFile.all("self-supervised", as: TaskFile.self).first)
    let golden = try #require(file.tasks[task.rawValue])
    let heads = try file.heads()
    heads.parameters.zeroGradients()
    let space = file.space()
    let gradients = JointGradients(for: space)
    let value = SelfSupervisedTerm(task).evaluate(
      space, heads: file.heads(heads), weight: 1, into: gradients)
    #expect(relativeError(value, golden.value) < 1e-4)
    #expect(relativeError(try #require(gradients.alteredZ), try #require(golden.grads["z"])) < 1e-4)
    #expect(
      relativeError(try #require(gradients.alteredOutputs), try #require(golden.grads["outputs"])) < 1e-4)
    for parameter in heads.parameters {
      if let expected = golden.grads[parameter.name] {
        #expect(relativeError(parameter.gradient, expected) < 1e-4, "\(parameter.name)")
      } else {
        #expect(parameter.hasZeroGradient, "\(parameter.name) is another task's")
      }
    }
  }

  @Test(arguments: SelfSupervisedTerm.Task.allCases)
  func gradientsAgreeWithFiniteDifferences(task: SelfSupervisedTerm.Task) throws {
    let file = try #require(try GoldenFile.all("self-supervised", as: TaskFile.self).first)
    let heads = try file.heads()
    let (z, outputs) = (
      Parameter(name: "z", value: file.z.matrix), Parameter(name: "outputs", value: file.outputs.matrix)
    )
    func evaluate(_ gradients: JointGradients? = nil) -> Float {
      let space = file.space(z: z.value, outputs: outputs.value)
      return SelfSupervisedTerm(task).evaluate(
        space, heads: file.heads(heads), weight: 3, into: gradients ?? JointGradients(for: space))
    }
    heads.parameters.zeroGradients()
    let gradients = JointGradients(for: file.space())
    _ = evaluate(gradients)
    let points = task == .maskedOpcode ? outputs : z
    points.gradient.copy(
      from: try #require(task == .maskedOpcode ? gradients.alteredOutputs : gradients.alteredZ))
    let used = heads.parameters.filter { !$0.hasZeroGradient }
    let kept = (used + [points]).map { ($0, $0.gradient.copy()) }
    var generator = SeededGenerator(seed: 2)
    for (parameter, gradient) in kept {
      // Evaluating adds to the heads' gradients.
      parameter.gradient.copy(from: gradient)
      expectGradient(
        of: parameter,
        matches: {
          let before = parameter.gradient.copy()
          defer { parameter.gradient.copy(from: before) }
          return 3 * Double(evaluate())
        }, using: &generator, task.rawValue)
    }
  }

  @Test func nothingToTellIsNothing() throws {
    let file = try #require(try GoldenFile.all("self-supervised", as: TaskFile.self).first)
    var space = file.space(outputs: Matrix(rows: 0, columns: 6))
    space.altered?.opcodes = []
    space.altered?.isTurned = file.turned.map { _ in nil }
    let heads = file.heads(try file.heads())
    for task in [SelfSupervisedTerm.Task.maskedOpcode, .statementOrder] {
      let gradients = JointGradients(for: space)
      #expect(SelfSupervisedTerm(task).evaluate(space, heads: heads, weight: 1, into: gradients) == 0)
      #expect(gradients.alteredZ?.elements.allSatisfy { $0 == 0 } == true)
    }
  }

  @Test func noModelKeepsTheTasksHeads() {
    let networks = AdaptationNetworks(
      method: .selfSupervised,
      configuration: GeneratorConfiguration(
        vocabularySize: 4, opcodeCount: 3, maximumStatements: 2, embeddingSize: 2, hiddenSize: 2,
        jointSize: 3, readOut: .max),
      headSizes: [2], seed: 1)
    #expect(networks.generatorParameters.count == networks.scoringParameters.count + 6)
    #expect(Set(networks.parameters.map(\.name)).count == networks.parameters.count)
    var objective = ObjectiveSettings()
    (objective.maskedOpcode, objective.statementOrder, objective.projectStyle) = (0, 0, 0)
    #expect(!AdaptationMethod.selfSupervised.altersFunctions(objective))
  }
}

@Suite struct AlteredFunctionsTests {
  /// Functions whose every statement says whose it is and where it stood.
  private func functions(_ count: Int, token: Int32, length: Int) -> [EncodedFunction] {
    (0..<count).map { (number: Int) -> EncodedFunction in
      var statements: [(opcode: UInt8, tokens: [Int32])] = []
      for statement in 0..<length {
        let place = Int32(100 * number + statement)
        statements.append((UInt8(1 + statement % 5), [token, place]))
      }
      return EncodedFunction(statements: statements)
    }
  }

  private func altered(seed: UInt64 = 1, length: Int = 12, statements: Int = 9) -> AlteredFunctions {
    AlteredFunctions(
      source: functions(60, token: 1, length: statements),
      target: functions(60, token: 2, length: statements),
      length: length, seed: seed)
  }

  /// The first token of each statement of a function: its project.
  private func projects(_ batch: Batch, _ row: Int) -> [Int32] {
    (0..<Int(batch.lengths[row])).map { batch.tokens[Int(batch.tokenOffsets[row * batch.length + $0])] }
  }

  @Test func answersSayWhatWasDone() {
    let altered = altered()
    let batch = altered.batch
    #expect(batch.count == 120)
    for row in 0..<120 {
      let projects = projects(batch, row)
      let places = (0..<projects.count).map {
        batch.tokens[Int(batch.tokenOffsets[row * batch.length + $0]) + 1]
      }
      #expect((altered.isTurned[row] == nil) != (altered.isForeign[row] == nil), "one thing is asked")
      #expect(projects[0] == (row < 60 ? 1 : 2))
      if let isTurned = altered.isTurned[row] {
        #expect(Set(projects).count == 1 && projects.count == 9)
        #expect((places == places.sorted()) == !isTurned)
        #expect(Set(places).count == 9, "no statement is lost")
      }
      if let isForeign = altered.isForeign[row] {
        #expect((Set(projects).count == 2) == isForeign)
        #expect(Set(places.map { $0 / 100 }).count <= 2 && projects.count <= 12)
        if !isForeign { #expect(Set(places.map { $0 / 100 }).count == 2, "spliced all the same") }
      }
    }
  }

  @Test func hiddenOpcodesAreThoseThatWereThere() {
    let altered = altered(statements: 5)
    #expect(altered.hidden.count == altered.opcodes.count)
    #expect(Set(altered.hidden.map(\.function)).count == 120, "one at least in each")
    for (place, opcode) in zip(altered.hidden, altered.opcodes) {
      let position = place.function * altered.batch.length + place.statement
      #expect(
        altered.batch.opcodes[position] == 0 && place.statement < Int(altered.batch.lengths[place.function]))
      let statement = altered.batch.tokens[Int(altered.batch.tokenOffsets[position]) + 1] % 100
      #expect(opcode == UInt8(1 + statement % 5))
    }
    let hidden = altered.batch.opcodes.indices.filter {
      altered.batch.opcodes[$0] == 0
        && $0 % altered.batch.length < Int(altered.batch.lengths[$0 / altered.batch.length])
    }
    #expect(hidden.count == altered.hidden.count)
  }

  /// No task may be solved by telling the projects apart.
  @Test func answersAreAsFrequentInBothProjects() {
    var yes: [Int: Double] = [:]
    for seed: UInt64 in 0..<40 {
      let altered = altered(seed: seed)
      for row in 0..<120 {
        if altered.isForeign[row] == true { yes[row / 60, default: 0] += 1 }
        if altered.isTurned[row] == true { yes[2 + row / 60, default: 0] += 1 }
      }
    }
    for kind in 0..<4 {
      let share = (yes[kind] ?? 0) / 2400
      #expect(abs(share - 0.25) < 0.04)
    }
  }

  @Test func whatCannotBeAlteredIsNotAskedAbout() {
    let empty = EncodedFunction(statements: [])
    let short = functions(1, token: 1, length: 1)[0]
    let long = functions(1, token: 1, length: 40)[0]
    for seed: UInt64 in 0..<10 {
      let altered = AlteredFunctions(source: [empty, short], target: [long], length: 6, seed: seed)
      #expect(altered.isTurned[0] == nil && altered.isForeign[0] == nil)
      #expect(altered.isTurned[1] == nil && altered.isForeign[1] == nil)
      #expect(altered.batch.lengths.allSatisfy { $0 <= 6 })
      #expect(altered.hidden.allSatisfy { $0.function > 0 })
    }
    #expect(altered(seed: 5).batch.tokens == altered(seed: 5).batch.tokens)
    #expect(altered(seed: 5).batch.tokens != altered(seed: 6).batch.tokens)
  }
}
