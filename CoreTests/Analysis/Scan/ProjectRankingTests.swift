import Testing

@testable import Core

struct ProjectRankingTests {
  private func functions(_ detector: Detector) -> [PreparedFunction] {
    (0..<40).map { number in
      let function = DetectorTests.function(
        (0..<number % 7 + 1).map { "var1 = memcpy ( \($0 % 2 == 0 ? "<num>" : "x") ) ;" }.joined(
          separator: "\n"),
        name: "f\(number)")
      return detector.preparation.prepare(function)
    }
  }

  @Test func ranksByScoreThenByOrder() throws {
    let detector = Detector(model: try SampleModel.make(scale: 2))
    var ranking = ProjectRanking(detector: detector, options: .init(limit: nil, threshold: 0.5))
    try ranking.add(functions(detector))
    let findings = try ranking.finish()
    #expect(findings.map(\.rank) == Array(1...40))
    #expect(findings.map(\.score) == findings.map(\.score).sorted(by: >))
    for (first, second) in zip(findings, findings.dropFirst()) where first.score == second.score {
      #expect((Int(first.function.name.dropFirst()) ?? 0) < (Int(second.function.name.dropFirst()) ?? 0))
    }
    #expect(ranking.functionCount == 40)
    #expect(ranking.suspectCount == findings.filter(\.isSuspect).count)
    #expect(ranking.highestScore == findings[0].score)
  }

  @Test func aBudgetIsSpentOnceAndOnTheProjectsOwnCodeFirst() throws {
    let detector = Detector(model: try SampleModel.make())
    let functions = (0..<10).map { number in
      detector.preparation.prepare(
        DetectorTests.function(
          "var1 = memcpy ( x ) ;", name: "f\(number)", file: number < 6 ? "src/a.c" : "tests/t.c"))
    }
    let lines = functions[0].function.lineCount
    func listed(_ budget: Int?) throws -> [Int] {
      var options = ProjectRanking.Options(limit: nil, threshold: 0.5)
      options.budget = budget
      var ranking = ProjectRanking(detector: detector, options: options)
      try ranking.add(functions)
      return [try ranking.finish().count, ranking.apartFindings.count]
    }
    #expect(try listed(nil) == [6, 4])
    #expect(try listed(8 * lines) == [6, 2])
    #expect(try listed(3 * lines + lines - 1) == [3, 0])
    #expect(try listed(100 * lines) == [6, 4])
  }

  @Test func aBudgetIsFilledFromTheWholeOrderAndTheLimitCountsWhatFits() throws {
    let detector = Detector(model: try SampleModel.make())
    let long = (0..<5).map { number in
      var function = DetectorTests.function(
        String(repeating: "var1 = memcpy ( x ) ;\n", count: 20), name: "long\(number)", file: "a.c")
      function.range.endLine = 20
      return function
    }
    let short = (0..<5).map {
      DetectorTests.function("x ;", name: "short\($0)", file: "b.c")
    }
    func listed(_ limit: Int?, _ budget: Int) throws -> [String] {
      var options = ProjectRanking.Options(limit: limit, threshold: 0.999)
      options.budget = budget
      options.families = .apart
      var ranking = ProjectRanking(detector: detector, options: options)
      for function in short + long { try ranking.add([detector.preparation.prepare(function)]) }
      return try ranking.finish().map(\.function.name)
    }
    let room = short[0].lineCount
    let ranked = try listed(nil, .max)
    let fitting = ranked.filter { $0.hasPrefix("short") }
    #expect(try listed(3, 2 * room) == Array(fitting.prefix(2)))
    #expect(try listed(1, 2 * room) == Array(fitting.prefix(1)))
  }

  @Test func keepsAndAttributesOnlyWhatWasAskedFor() throws {
    let detector = Detector(model: try SampleModel.make(scale: 2))
    var all = ProjectRanking(detector: detector, options: .init(limit: nil, threshold: 0.5))
    try all.add(functions(detector))
    var some = ProjectRanking(
      detector: detector, options: .init(limit: 5, attributedFindings: 2, statementLimit: 1, threshold: 0))
    for function in functions(detector) { try some.add([function]) }
    let findings = try some.finish()
    let first = try all.finish().prefix(5)
    #expect(findings.map(\.function) == first.map(\.function))
    #expect(findings.map { $0.statements.count <= 1 } == [true, true, true, true, true])
    #expect(findings[2...].allSatisfy { $0.statements.isEmpty })
    #expect(some.functionCount == 40)
    #expect(some.suspectCount == 40)
  }

  @Test(arguments: [
    ("int compare(const char *a, const char *b)\n{\n  return strcmp(a, b);\n}", true),
    ("int half(struct s *s)\n{\n  if (s->big) return s->n;\n  return s->n >> 1;\n}", true),
    ("void fail(const char *text)\n{\n  puts(text);\n  exit(1);\n}", true),
    ("int sum(int *a)\n{\n  int i, n = 0;\n  for (i = 0; i < 9; i++) n++;\n  return n;\n}", false),
    ("int nth(int *a, int n)\n{\n  return a[n];\n}", false),
    ("void put(char *p, int c)\n{\n  *p++ = c;\n}", false),
    ("void copy(char *a, char *b)\n{\n  memcpy(a, b, 4);\n}", false),
    ("void *room(void)\n{\n  return malloc(8);\n}", false),
    ("int load(int fd, char *b)\n{\n  return read(fd, b, 8);\n}", false),
    ("void run(char *s)\n{\n  system(s);\n}", false),
  ])
  func aFunctionIsTrivialWhereNoMistakeWithMemoryHasRoom(text: String, expected: Bool) {
    let name = text.prefix { $0 != "(" }.split(whereSeparator: { " *".contains($0) }).last.map(String.init)
    #expect(DetectorTests.function(text, name: name ?? "").isTrivial == expected, "\(text)")
  }

  @Test func readingByEffortTrivialFunctionsComeLast() throws {
    let detector = Detector(model: try SampleModel.make(scale: 2))
    let pad = String(repeating: "  n = n + 1;\n", count: 40)
    let texts = [
      "int a(int n)\n{\n  return n;\n}", "int b(char *d, int n)\n{\n\(pad)  memcpy(d, d, n);\n  return n;\n}",
      "int c(int n)\n{\n\(pad)  return n;\n}", "int d(char *d, int n)\n{\n  return d[n];\n}",
    ]
    let functions = texts.map {
      detector.preparation.prepare(DetectorTests.function($0, name: String($0.dropFirst(4).prefix(1))))
    }
    var options = ProjectRanking.Options(limit: nil, threshold: 0.5)
    options.order = .effort
    var ranking = ProjectRanking(detector: detector, options: options)
    try ranking.add(functions)
    let names = try ranking.finish().map(\.function.name)
    #expect(Set(names.prefix(2)) == ["b", "d"] && Set(names.suffix(2)) == ["a", "c"])
  }

  @Test func anEmptyProjectHasNoFindings() throws {
    var ranking = ProjectRanking(
      detector: Detector(model: try SampleModel.make()), options: .init(threshold: 0.5))
    #expect(try ranking.finish().isEmpty)
    #expect(ranking.highestScore == nil)
  }
}
