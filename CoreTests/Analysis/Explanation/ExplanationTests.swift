import Foundation
import RealModule
import Testing

@testable import Core

struct ExplanationTests {
  static let text = """
    int f(char *a, const char *b, int n)
    {
      int i = 0;
      if (n > 4) memcpy(a, b, n);
      a[i] = 0; a[n] = 1;
      return n;
    }
    """

  @Test func everyStatementHasItsPartAndTheScoreWithoutIt() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 20, scale: 2))
    let explanation = try detector.explanation(of: DetectorTests.function(Self.text))
    let statements = detector.preparation.parser.statements(of: explanation.function)
    #expect(explanation.parts.map(\.range) == statements.map(\.range))
    #expect(explanation.score == (try detector.scores(of: [explanation.function])[0]))
    let encoded = detector.preparation.encode(explanation.function)
    for (index, part) in explanation.parts.enumerated() {
      let others = EncodedFunction(
        statements: encoded.opcodes.indices.filter { $0 != index }.map {
          (encoded.opcodes[$0], Array(encoded.tokens(ofStatement: $0)))
        })
      let score = try detector.scores(of: [others])[0]
      #expect(score.isApproximatelyEqual(to: (part.scoreWithout ?? -1), absoluteTolerance: 1e-6))
    }
    #expect(explanation.raising.allSatisfy { $0.contribution > 0 })
    let without = try explanation.lowering.map { try #require($0.scoreWithout) }
    #expect(without == without.sorted())
  }

  @Test func longFunctionsAreExplainedByTheStatementsThatDecide() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 4, scale: 2))
    let explanation = try detector.explanation(of: DetectorTests.function(Self.text))
    #expect(explanation.decidingCount == 4 && explanation.parts.count > 4)
    #expect(explanation.parts.count { $0.contribution != 0 } <= 4)
    let logit = explanation.baseline + explanation.parts.reduce(0) { $0 + $1.contribution }
    #expect(logit.isApproximatelyEqual(to: explanation.logit, absoluteTolerance: 0.01))
  }

  /// What scans show is what explanations show: parts of one sum, which is the difference of the scores' logits.
  @Test(arguments: ReadOut.allCases)
  func sharesOfAScanAreThoseOfAnExplanation(_ readOut: ReadOut) throws {
    let models = [
      try SampleModel.make(readOut: readOut, maximumStatements: 20, scale: 2), try SampleModel.makeHybrid(),
    ]
    for model in models {
      let detector = Detector(model: model)
      let function = DetectorTests.function(Self.text)
      let explanation = try detector.explanation(of: function)
      let difference = explanation.logit - explanation.baseline
      let sum = explanation.parts.reduce(0) { $0 + $1.contribution }
      #expect(abs(sum - difference) <= 0.005 * max(1, abs(difference)))
      #expect(abs(1 / (1 + exp(-explanation.logit)) - Double(explanation.score)) < 1e-5)

      let silent = SilentStatements(of: function)
      let raising = Dictionary(grouping: explanation.parts, by: \.range)
        .mapValues { $0.reduce(0) { $0 + $1.contribution } }
        .filter { $0.value > 0 && !silent.contain($0.key) }
      let shares = try detector.attribution(of: function, limit: .max)
      #expect(shares.count == raising.count && !shares.isEmpty)
      let total = raising.values.reduce(0, +)
      // Lists know the integral less well.
      let bound = IntegratedGradients.Precision.list.tolerance * max(1, abs(difference)) / total
      for share in shares { #expect(abs(share.share - (raising[share.range] ?? 0) / total) < bound) }
    }
  }

  @Test func aFunctionWithoutStatementsHasNoParts() throws {
    let detector = Detector(model: try SampleModel.make())
    let explanation = try detector.explanation(of: DetectorTests.function(""))
    #expect(explanation.parts.isEmpty)
    #expect(try [explanation.score] == detector.scores(of: [DetectorTests.function("")]))
  }

  @Test func choicesAreReadAndFound() throws {
    let tree = try TemporaryTree([
      "a:b.c": "int f(void)\n{ return 1; }\nint g(int g)\n{ return 2; }\nint f(int a)\n{ return 3; }\n"
    ])
    let file = tree.path + "/a:b.c"
    #expect(try FunctionChoice(file + ":g")?.find().name == "g")
    #expect(try FunctionChoice(file + ":5")?.find().range.startLine == 5)
    #expect(throws: FunctionChoiceError.ambiguous(file: file, name: "f", lines: [1, 5], others: [])) {
      try FunctionChoice(file + ":f")?.find()
    }
    #expect(throws: FunctionChoiceError.noSuchFunction(file: file, name: "h", known: ["f", "g", "f"])) {
      try FunctionChoice(file + ":h")?.find()
    }
    #expect(throws: FunctionChoiceError.noFunctionAtLine(file: file, line: 99)) {
      try FunctionChoice(file + ":99")?.find()
    }
  }

  @Test func aMacrosNameFindsTheFunctionsThatItMakes() throws {
    let tree = try TemporaryTree(["a.c": "PP(pp_a)\n{ return 1; }\nPP(pp_b)\n{ return 2; }\nXS(xs)\n{ }\n"])
    let file = tree.path + "/a.c"
    #expect(try FunctionChoice(file + ":pp_b")?.find().range.startLine == 3)
    #expect(try FunctionChoice(file + ":XS")?.find().name == "xs")
    #expect(
      throws: FunctionChoiceError.ambiguous(file: file, name: "PP", lines: [1, 3], others: ["pp_a", "pp_b"])
    ) {
      try FunctionChoice(file + ":PP")?.find()
    }
    #expect(
      FunctionChoiceError.ambiguous(file: "a.c", name: "PP", lines: [1, 3], others: ["pp_a", "pp_b"])
        .description
        == "The macro PP makes 2 functions of a.c: pp_a (line 1), pp_b (line 3). Name one of them, for example "
        + "a.c:pp_a.")
  }

  @Test func textsWithoutFunctionAreNoChoice() {
    #expect(FunctionChoice("file.c") == nil && FunctionChoice(":f") == nil && FunctionChoice("f:") == nil)
  }
}
