import Foundation
import Testing

@testable import Core

/// How much work texts make, told by counting it: whatever a text holds, it is read a few times and no more.
@Suite struct WorkTests {
  private func meter<Result>(_ body: () throws -> Result) rethrows -> (result: Result, bytes: Int) {
    let meter = ReadingMeter()
    let result = try ReadingMeter.$current.withValue(meter, operation: body)
    return (result, meter.byteCount)
  }

  private static let function = CFunction(
    file: "a.c", name: "f", signature: "int f(char *p, int n)",
    range: SourceRange(
      startOffset: 0, endOffset: 71, startLine: 1, startColumn: 1, endLine: 1, endColumn: 72),
    text: "int f(char *p, int n) { char b[9]; if (n) strcpy(b, p); return b[0]; }\n")

  @Test func aFunctionIsCutIntoTokensOnceToBeScored() throws {
    for model in [try SampleModel.make(), try StarterModel.load()] {
      let preparation = FunctionPreparation(model: model)
      let (prepared, bytes) = meter { preparation.prepare(Self.function) }
      #expect(bytes == Self.function.text.utf8.count)
      #expect(prepared.fingerprint == FunctionFingerprint(of: Self.function))
      #expect(prepared.linear == preparation.logit(of: Self.function))
    }
  }

  @Test func aFileIsCutIntoTokensOnceFromItsTextToScores() throws {
    let text = SourceText(String(repeating: Self.function.text, count: 5))
    let preparation = FunctionPreparation(model: try StarterModel.load())
    let (prepared, bytes) = try meter {
      preparation.prepare(try FunctionParser().parse(text, file: "a.c", keepsTokens: true) {})
    }
    #expect(bytes == text.bytes.count)
    #expect(
      prepared.functions.map(\.linear) == Array(repeating: preparation.logit(of: Self.function), count: 5))
  }

  @Test(arguments: [
    "}{)(][", "{([", ")]}", "a(1){;}\n", "FOO {\n}\n", "int f(void) { ( } [ ) ", "} 1 2 3\n", "} + * / %\n",
    "} if x else\n", "} b c d e f g h i j k l m\n",
  ])
  func aGrammarIsNotAskedAboutTextThatIsNoC(_ piece: String) {
    let text = Array(String(repeating: piece, count: 3_000).utf8)
    #expect(text.withUnsafeBufferPointer { !FunctionOutline($0).isInDoubt })
  }

  @Test func aGrammarIsAskedWhereABraceIsMissing() {
    let text = Array("int f(void) { if (x) {\n\nint g(void)\n{\n  return 1;\n}\n".utf8)
    #expect(text.withUnsafeBufferPointer { FunctionOutline($0).isInDoubt })
  }

  @Test func theEndOfRawLiteralsIsNotSoughtAgainAndAgain() {
    let text = Array(String(repeating: "R\"a(\n", count: 2_000).utf8)
    text.withUnsafeBufferPointer { bytes in
      var lexer = CLexer(bytes)
      while lexer.next() != nil {}
      #expect(lexer.openRawLiterals == CLexer.mostOpenRawLiterals)
    }
  }

  @Test func signalsThatLookAtTooManyPairsOfPlacesAreLeftOut() {
    func function(_ count: Int) -> CFunction {
      let text =
        "int f(char *p, char *q)\n{\n"
        + String(repeating: "p = malloc(4);\nq = realloc(q, 8);\n", count: count)
        + "gets(p);\n}"
      return CFunction(
        file: "a.c", name: "f", signature: "int f(char *p, char *q)",
        range: SourceRange(
          startOffset: 0, endOffset: text.utf8.count, startLine: 1, startColumn: 1, endLine: 2 * count + 4,
          endColumn: 2), text: text)
    }
    func names(_ count: Int, limit: Int?) -> Set<String> {
      Set(SignalFinder.signals(of: function(count), meter: limit.map(SignalMeter.init(limit:))).map(\.name))
    }
    let all = names(200, limit: nil)
    #expect(all.isSuperset(of: ["lost-reallocation", "copy-without-bound"]))
    // The same function with as many looks as its tokens need, but not as their square does.
    let bounded = names(200, limit: 20_000)
    #expect(!bounded.contains("lost-reallocation") && bounded.contains("copy-without-bound"))
    #expect(names(20, limit: 20_000).contains("lost-reallocation"))
  }

  @Test func endlessChainsOfMembersAreNoPlaces() {
    func paths(_ members: Int) -> [String] {
      var text = "void f(char *p) { free(p" + String(repeating: "->a", count: members) + "); q = 1; }"
      return text.withUTF8 { bytes in
        SignalReading(FunctionTokens(bytes: bytes), name: "f").allPlaces.map(\.path)
      }
    }
    let limit = SignalReading.memberLimit
    #expect(paths(limit) == ["p" + String(repeating: "->a", count: limit), "q"])
    #expect(paths(limit + 1) == ["q"])
  }

  @Test(arguments: ["const ", "const * ", "* "])
  func declaratorsAreSoughtOnceBehindManyQualifiers(_ piece: String) {
    let count = 4_000
    var text = "int f(void) { int " + String(repeating: piece, count: count) + "x; }"
    let evidence = text.withUTF8 { bytes in
      let tokens = FunctionTokens(bytes: bytes)
      return NameEvidence(tokens, head: HeadSpan(tokens), ownName: "f")
    }
    #expect(evidence.steps < 4 * count)
  }

  @Test func aReadingEndsSoonAfterItIsToldTo() throws {
    struct Stop: Error {}
    let text = SourceText(String(repeating: "int f(void) { return 1; }\n", count: 40_000))
    var asked = 0
    #expect(throws: Stop.self) {
      try FunctionParser().parse(text, file: "a.c") {
        asked += 1
        if asked == 2 { throw Stop() }
      }
    }
    #expect(asked == 2)
  }

  @Test func plainNamesOfAnIgnoreFileAreLookedUp() {
    let lines = (0..<5_000).map { "name\($0).o\n" }.joined() + "*.tmp\n!name7.o\nbuild/\nbuild\n"
    let rules = IgnoreRules(Array(lines.utf8))
    func verdict(_ name: String, isFolder: Bool = false) -> Bool? {
      rules.verdict([Array("a".utf8), Array(name.utf8)][...], isFolder: isFolder)
    }
    #expect(rules.comparedPatterns == 1)
    #expect(verdict("name6.o") == true)
    #expect(verdict("name7.o") == false)
    #expect(verdict("x.tmp") == true)
    #expect(verdict("build", isFolder: true) == true)
    #expect(verdict("build") == true)
    #expect(verdict("other.c") == nil)
  }

  @Test func statementsOfEndlessFunctionsAreNotWeighed() throws {
    let detector = Detector(model: try StarterModel.load())
    var long = Self.function
    long.text = "int f(char *p, int n) {" + String(repeating: " strcpy(b, p);", count: 100_000) + " }"
    long.range.endOffset = long.text.utf8.count
    #expect(try !detector.attribution(of: Self.function, limit: 3).isEmpty)
    #expect(try detector.attribution(of: long, limit: 3).isEmpty)
  }

  @Test func aStopEndsTheListingOfAFolder() throws {
    let folder = FileManager.testPlace.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for index in 0..<20 { try Data().write(to: folder.appendingPathComponent("\(index).c")) }
    var asked = 0
    #expect(throws: RepositoryError.stopped(path: folder.path)) {
      try Repository(path: folder.path).list {
        asked += 1
        return asked > 5
      }
    }
    #expect(asked == 6)
  }

  @Test func theSearchForNeighboursAnswersAStop() {
    let functions = (0..<3_000).map { ["a", "b\($0 % 7)", "c\($0 % 11)"] }
    var asked = 0
    let graph = NeighbourGraph(of: functions) {
      asked += 1
      return asked > 1
    }
    #expect(graph == nil)
    #expect(asked == 2)
  }
}
