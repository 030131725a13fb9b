import Foundation
import RealModule
import Testing

@testable import Core

struct ExemplarsTests {
  static let copy =
    "void copy(char *to, char *from, int n)\n{\n  int i;\n  for (i = 0; i < n; i++) to[i] = from[i];\n}"
  static let count =
    "int count(struct list *l)\n{\n  int n = 0;\n  while (l) { n++; l = l->next; }\n  return n;\n}"

  static func labeled(_ text: String, name: String, _ label: Label = .vulnerable) -> LabeledFunction {
    LabeledFunction(
      function: DetectorTests.function(text, name: name, file: "src/\(name).c"), label: label, cwe: "CWE-787",
      cve: "CVE-2020-1")
  }

  static func make() -> Exemplars {
    let project = LabeledProject(
      functions: [
        labeled(copy, name: "copy"), labeled(count, name: "count"),
        labeled(copy + ";", name: "fine", .notVulnerable),
      ], source: "test")
    return Exemplars(of: [(name: "lib", project: project)], normalisation: Normalisation())
  }

  static func sketch(_ text: String, name: String) -> FunctionSketch {
    FunctionSketch(StatementParser().statements(of: DetectorTests.function(text, name: name)))
  }

  @Test func vulnerableFunctionsAreKeptByNameWithoutCode() throws {
    let exemplars = Self.make()
    #expect(exemplars.entries.map(\.name) == ["copy", "count"])
    #expect(exemplars.entries[0].project == "lib" && exemplars.entries[0].cve == "CVE-2020-1")
    let text = try exemplars.parts().text
    #expect(!text.contains("from") && !text.contains("for"))
  }

  @Test func aRenamedCopyIsNearest() {
    let renamed = Self.copy.replacingOccurrences(of: "from", with: "source")
      .replacingOccurrences(of: "copy", with: "move")
    let nearest = Self.make().nearest(to: Self.sketch(renamed, name: "move"), limit: 2)
    #expect(nearest.first?.name == "copy" && nearest[0].similarity > 0.999 && nearest[0].similarity <= 1)
    #expect(nearest.count == 1 || nearest[1].similarity < 0.6)
    #expect(Self.make().nearest(to: Self.sketch("", name: "x"), limit: 2).isEmpty)
  }

  /// Weinberger et al., section 3: the inner product of sketches is that of the features in the mean.
  @Test func innerProductsAreThoseOfTheFeatures() {
    var random = TestRandom(state: 5)
    func statement(_ words: [Int]) -> Statement {
      Statement(
        opcode: .assignment, tokens: words.map { "t\($0)" },
        range: SourceRange(
          startOffset: 0, endOffset: 0, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1))
    }
    var errors: [Double] = []
    for _ in 0..<40 {
      // One-word statements have one feature each, so the cosine is a matter of counting.
      let first = Set((0..<60).map { _ in Int.random(in: 0..<200, using: &random) })
      let second = Set((0..<60).map { _ in Int.random(in: 0..<200, using: &random) })
      let exact =
        Double(first.intersection(second).count) / (Double(first.count) * Double(second.count)).squareRoot()
      let sketches = [first, second].map { FunctionSketch($0.map { statement([$0]) }) }
      errors.append(sketches[0].similarity(to: sketches[1]) - exact)
    }
    let mean = errors.reduce(0, +) / 40
    #expect(mean.isApproximatelyEqual(to: 0, absoluteTolerance: 0.03))
    #expect(errors.allSatisfy { abs($0) < 0.2 })
  }

  @Test func theModelFileKeepsThemAndOpensWithoutThem() throws {
    let folder = try TemporaryFolder()
    var model = try SampleModel.make()
    try model.write(to: folder.file("old.vulnmodel"))
    #expect(try ModelFile(contentsOf: folder.file("old.vulnmodel")).exemplars == nil)
    model.exemplars = Self.make()
    try model.write(to: folder.file("new.vulnmodel"))
    #expect(try ModelFile(contentsOf: folder.file("new.vulnmodel")) == model)
  }

  @Test func contradictionsAreRefused() throws {
    let parts = try Self.make().parts()
    func read(_ text: String?, _ tensor: Tensor?) throws -> Exemplars? {
      try Exemplars.read(text: text, tensor: tensor, file: "m")
    }
    #expect(try read(parts.text, parts.tensor) == Self.make())
    #expect(throws: ModelFileError.self) { try read(parts.text, nil) }
    #expect(throws: ModelFileError.self) { try read(nil, parts.tensor) }
    #expect(throws: ModelFileError.self) { try read("{", parts.tensor) }
    #expect(throws: ModelFileError.self) { try read("{\"functions\":[],\"version\":1}", parts.tensor) }
    let newer = parts.text.replacingOccurrences(of: "\"version\":1", with: "\"version\":2")
    #expect(throws: ModelFileError.self) { try read(newer, parts.tensor) }
    let tensor = Tensor(shape: parts.tensor.shape, elements: parts.tensor.elements.map { $0 + 1 })
    #expect(throws: ModelFileError.self) { try read(parts.text, tensor) }
    let long = parts.text.replacingOccurrences(of: "lib", with: String(repeating: "l", count: 1_001))
    #expect(throws: ModelFileError.self) { try read(long, parts.tensor) }
  }
}
