import Testing

@testable import Core

struct TriageTests {
  /// Ranks the functions of files; with threshold 0 every function is a suspect.
  private func rank(
    _ files: [(String, String)], threshold: Float = 0, limit: Int? = nil, triage: Triage = Triage(),
    isScanned: (String) -> Bool = { _ in true }
  ) throws -> (findings: [Finding], ranking: ProjectRanking) {
    let detector = Detector(model: try SampleModel.make())
    var ranking = ProjectRanking(
      detector: detector, options: .init(limit: limit, threshold: threshold, triage: triage))
    let parser = try FunctionParser()
    for (file, text) in files {
      try ranking.add(detector.preparation.prepare(parser.parse(SourceText(text), file: file)))
    }
    return (try ranking.finish(isScanned: isScanned), ranking)
  }

  private func names(_ findings: [Finding]) -> Set<String> { Set(findings.map(\.function.name)) }

  private func baseline(of findings: [Finding], prefix: String = "") -> Baseline {
    Baseline(
      findings.map {
        .init(file: prefix + $0.function.file, function: $0.function.name, fingerprint: $0.fingerprint)
      })
  }

  private let f = "int f(int n) { return n + 1; }\n"
  private let g = "int g(int n) { memcpy(n); return n; }\n"

  @Test func aCommentAcceptsTheFunctionAfterIt() throws {
    let (findings, ranking) = try rank([("a.c", "// vulnadapt: ignore — fine\n" + f + g)], limit: 1)
    #expect(names(findings) == ["g"])
    #expect(ranking.suspectCount == 1)
    #expect(ranking.triageOutcome.suppressed.map(\.function.name) == ["f"])
    #expect(ranking.triageOutcome.suppressed.first?.suppression?.reason == "fine")
    #expect(ranking.triageOutcome.unusedSuppressions.isEmpty)
    let off = try rank(
      [("a.c", "// vulnadapt: ignore — fine\n" + f + g)], triage: Triage(honoursComments: false))
    #expect(names(off.findings) == ["f", "g"])
  }

  @Test func commentsThatAcceptNothingAreReported() throws {
    let text = "// vulnadapt: ignore\nint x;\n// vulnadapt: ignor\n" + f
    let unused = try rank([("a.c", text)]).ranking.triageOutcome.unusedSuppressions
    #expect(unused.map(\.line) == [1, 3])
    #expect(unused.map(\.cause) == [.noFunction, .unknownWords])
    let calm = try rank([("a.c", "// vulnadapt: ignore\n" + f)], threshold: 1)
    #expect(names(calm.findings) == ["f"])
    #expect(calm.ranking.triageOutcome.unusedSuppressions.first?.reason.contains("no suspect") == true)
  }

  @Test func theBaselineAcceptsWhatItKnowsAndNothingElse() throws {
    let known = baseline(of: try rank([("a.c", f)]).findings)
    let triage = Triage(baseline: known)
    let moved = try rank([("b/new.c", "\n\n" + f + g)], triage: triage)
    #expect(names(moved.findings) == ["g"])
    #expect(moved.ranking.triageOutcome.suppressed.map(\.suppression) == [.baseline])
    #expect(moved.ranking.triageOutcome.staleEntries.isEmpty)
    let copied = try rank([("a.c", f), ("b.c", f)], triage: triage)
    #expect(copied.findings.map(\.function.file) == ["b.c"])
    #expect(copied.findings.map(\.occurrence) == [2])
    let changed = try rank([("a.c", f.replacing("1", with: "2"))], triage: triage)
    #expect(names(changed.findings) == ["f"])
    #expect(changed.ranking.triageOutcome.staleEntries == known.entries)
    #expect(changed.ranking.triageOutcome.remainingBaseline == Baseline())
  }

  @Test func onlyWhatWasScannedCanBeStale() throws {
    let known = baseline(of: try rank([("a.c", f), ("b.c", g)]).findings, prefix: "src/")
    let other = try rank(
      [("c.c", "int h(void) { return 0; }")], triage: Triage(baseline: known, pathInProject: "lib/"))
    #expect(other.ranking.triageOutcome.staleEntries.isEmpty)
    let unread = try rank(
      [("c.c", "int h(void) { return 0; }")], triage: Triage(baseline: known, pathInProject: "src/"),
      isScanned: { $0 != "b.c" })
    #expect(unread.ranking.triageOutcome.staleEntries.map(\.file) == ["src/a.c"])
    #expect(unread.ranking.triageOutcome.remainingBaseline?.entries.map(\.file) == ["src/b.c"])
  }

  @Test func entriesOfFunctionsThatAreNoSuspectsStay() throws {
    let known = baseline(of: try rank([("a.c", f)]).findings)
    let (findings, ranking) = try rank([("a.c", f)], threshold: 1, triage: Triage(baseline: known))
    #expect(names(findings) == ["f"])
    #expect(ranking.triageOutcome.idleEntryCount == 1)
    #expect(ranking.triageOutcome.remainingBaseline == known)
  }
}
