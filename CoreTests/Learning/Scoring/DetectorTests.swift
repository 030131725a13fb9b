import Foundation
import RealModule
import Testing

@testable import Core

struct DetectorTests {
  static func function(_ text: String, name: String = "f", file: String = "a.c", offset: Int = 0) -> CFunction
  {
    CFunction(
      file: file, name: name, signature: "void \(name)(void)",
      range: SourceRange(
        startOffset: offset, endOffset: offset + text.utf8.count, startLine: 1, startColumn: 1, endLine: 1,
        endColumn: 1),
      text: text)
  }

  /// Random functions of up to 30 statements; every tenth has none.
  static func randomFunctions(_ count: Int, seed: UInt64 = 3) -> [EncodedFunction] {
    var random = TestRandom(state: seed)
    return (0..<count).map { number in
      let statements = number % 10 == 9 ? 0 : Int.random(in: 1...30, using: &random)
      return EncodedFunction(
        statements: (0..<statements).map { _ in
          (
            UInt8.random(in: 1..<34, using: &random),
            (0..<Int.random(in: 0..<5, using: &random)).map { _ in Int32.random(in: 0..<6, using: &random) }
          )
        })
    }
  }

  @Test func scoresLieBetweenZeroAndOneAndDiffer() throws {
    let functions = Self.randomFunctions(50)
    let scores = try Detector(model: SampleModel.make(scale: 2)).scores(of: functions)
    #expect(scores.allSatisfy { 0 < $0 && $0 < 1 })
    #expect(Set(scores).count > 30)
  }

  @Test(arguments: ReadOut.allCases, [true, false])
  func aFunctionWithoutStatementsIsReadAsInTraining(_ readOut: ReadOut, masksPadding: Bool) throws {
    var model = try SampleModel.make(readOut: readOut, maximumStatements: 5, scale: 2)
    model.network?.generator.masksPadding = masksPadding
    let network = try #require(NetworkScorer(model))
    let empty = EncodedFunction(statements: [])
    let z = network.generator.forward(PieceBatch([empty], length: 5, long: .windows).pieces).z
    let logits = network.classifier.forward(z).output
    let detector = Detector(model: model)
    let expected = sigmoid(Double(logits[0, 1] - logits[0, 0]))
    let score = try detector.scores(of: [empty])[0]
    #expect(Double(score).isApproximatelyEqual(to: expected, absoluteTolerance: 1e-6))
    let placed = try detector.representations(of: [empty]).array
    #expect(relativeError(placed, z.array.map(Double.init)) < 1e-5)
  }

  @Test func windowsStandInTheOrderOfTheText() throws {
    let network = try #require(NetworkScorer(SampleModel.make(maximumStatements: 4)))
    let opcodes: [UInt8] = [9, 9, 9, 9, 1, 1, 1, 1]
    let function = EncodedFunction(statements: opcodes.map { (opcode: $0, tokens: []) })
    let batches = ScoringBatches([function], for: network.settings)
    #expect(batches.windows.map { $0.map { batches.pieces[$0] } } == [function.windows(length: 4, stride: 2)])
  }

  @Test func ofEqualWindowsTheFirstDecides() throws {
    let network = try #require(NetworkScorer(SampleModel.make(maximumStatements: 4, scale: 2)))
    let function = EncodedFunction(statements: (0..<10).map { _ in (opcode: 3, tokens: [1, 2]) })
    #expect(try network.decidingWindows(of: [function]).map(\.range) == [0..<4])
    #expect(NetworkScorer.deciding([4, 2, 3], [0, 0, 7, 7, 5]) == 2)
  }

  @Test func aStatementTakesItsEdgesAway() {
    var function = EncodedFunction(statements: (0..<4).map { (opcode: UInt8($0), tokens: []) })
    func edge(_ from: Int32, _ to: Int32) -> StatementEdge {
      StatementEdge(kind: .definitionToUse, from: from, to: to)
    }
    function.edges = [edge(0, 1), edge(0, 2), edge(1, 3), edge(2, 3)]
    #expect(function.removing(statement: 1).edges == [edge(0, 1), edge(1, 2)])
  }

  @Test(arguments: ReadOut.allCases, [1, 4, 40])
  func scoresDoNotDependOnOrderThreadsOrNeighbours(_ readOut: ReadOut, _ length: Int) throws {
    let detector = Detector(
      model: try SampleModel.make(readOut: readOut, maximumStatements: length, scale: 2))
    let functions = Self.randomFunctions(150)
    let scores = try detector.scores(of: functions)
    #expect(try detector.scores(of: Array(functions.reversed())) == scores.reversed())
    let single = try Parallel.limited(to: 1) { try detector.scores(of: functions) }
    #expect(single == scores)
    for (function, score) in zip(functions, scores) {
      #expect(try detector.scores(of: [function]) == [score], "bit for bit")
    }
    #expect(try detector.scores(of: Array(functions[40..<63])) == Array(scores[40..<63]))
  }

  @Test func networksThatRunOverPaddingScoreTheSameWithNeighbours() throws {
    var model = try SampleModel.make(readOut: .last, maximumStatements: 12, scale: 2)
    model.network?.generator.masksPadding = false
    let detector = Detector(model: model)
    let functions = Self.randomFunctions(30)
    let scores = try detector.scores(of: functions)
    for (function, score) in zip(functions, scores) {
      #expect(try detector.scores(of: [function]) == [score], "bit for bit")
    }
  }

  @Test func settingsThatNeedHugeBuffersAreRefused() throws {
    var model = try SampleModel.make(readOut: .max, maximumStatements: 1 << 20)
    model.network?.generator.masksPadding = false
    #expect(throws: Never.self) { try model.check(file: "x") }
    model.network?.generator.hiddenSize = 17
    #expect(model.network?.problem != nil)
  }

  @Test func networksThatWouldReadPaddingForSecondsAreRefused() throws {
    var model = try SampleModel.make(readOut: .max, maximumStatements: 1 << 12)
    model.network?.generator.hiddenSize = 1_024
    #expect(model.network?.problem == nil)
    model.network?.generator.masksPadding = false
    #expect(model.network?.problem?.contains("longest length") == true)
  }

  @Test func aLongFunctionHasTheScoreOfItsHighestWindow() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 4, scale: 2))
    for function in Self.randomFunctions(20) where function.statementCount > 4 {
      let windows = function.windows(length: 4, stride: 2)
      let expected = try detector.scores(of: windows).max()
      #expect(try detector.scores(of: [function]) == [expected ?? 0])
      #expect(windows.count >= (function.statementCount + 3) / 4)
    }
  }

  @Test func weightsThatOverflowAreATypedError() throws {
    var model = try SampleModel.make()
    for (name, tensor) in model.tensors {
      model.tensors[name] = Tensor(
        shape: tensor.shape, elements: tensor.elements.map { $0 < 0 ? -3e38 : 3e38 })
    }
    let detector = Detector(model: model)
    do {
      let scores = try detector.scores(of: Self.randomFunctions(50))
      #expect(scores.allSatisfy { (0...1).contains($0) })
    } catch {
      #expect(error == .scoreIsNotANumber)
    }
  }

  @Test func sharesArePositiveAndAddUpToOne() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 40, scale: 2))
    let text = "void f(void) {\n  memcpy ( var1 ) ;\n  g ( <num> ) ;\n  var1 = <num> ;\n}"
    let function = Self.function(text, offset: 100)
    let shares = try detector.attribution(of: function, limit: .max)
    #expect(!shares.isEmpty)
    let sum = shares.map(\.share).reduce(0, +)
    #expect(sum.isApproximatelyEqual(to: 1, absoluteTolerance: 1e-9))
    #expect(shares.map(\.share) == shares.map(\.share).sorted(by: >))
    #expect(shares.allSatisfy { $0.share > 0 })
    #expect(try detector.attribution(of: function, limit: 1) == [shares[0]])
    #expect(try detector.attribution(of: Self.function(""), limit: 3).isEmpty)
  }

  /// A model whose only information is the token `memcpy`, which raises the score.
  @Test func theStatementThatRaisesTheScoreHasTheWholeShare() throws {
    var model = try SampleModel.make(readOut: .max, maximumStatements: 40)
    for (name, tensor) in model.tensors {
      var elements = tensor.elements.map(abs)
      if name.hasSuffix("op_table") || name.contains("W_hh") { elements = elements.map { _ in 0 } }
      if name.hasSuffix("tok_table") {
        elements = [0, 0, 1, 1] + Array(repeating: 0, count: elements.count - 4)
      }
      if name == "C_W2" { elements = [-1, -1, -1, 1, 1, 1] }
      model.tensors[name] = Tensor(shape: tensor.shape, elements: elements)
    }
    let text = "var1 = <num> ;\nmemcpy ( var1 ) ;\ng ( <num> ) ;"
    let shares = try Detector(model: model).attribution(of: Self.function(text), limit: .max)
    #expect(shares.count == 1)
    #expect(shares.first?.share == 1)
  }

  @Test func excerptsStayInsideTheFunction() {
    let function = Self.function("int  f(int a)\n{\treturn é;}", offset: 10)
    func range(_ start: Int, _ end: Int) -> SourceRange {
      SourceRange(
        startOffset: start, endOffset: end, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1)
    }
    #expect(function.excerpt(range(10, 23)) == "int f(int a)")
    #expect(function.excerpt(range(0, 999)) == "int f(int a) { return é;}")
    #expect(function.excerpt(range(500, 20)) == "")
    let long = Self.function(String(repeating: "é", count: 1000))
    #expect(long.excerpt(range(0, 5000)) == String(repeating: "é", count: 200) + "…")
  }
}
