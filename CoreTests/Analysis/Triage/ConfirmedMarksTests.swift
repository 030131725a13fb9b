import Foundation
import Testing

@testable import Core

struct ConfirmedMarksTests {
  private func rank(
    _ text: String, _ baseline: Baseline, threshold: Float = 0
  ) throws -> (findings: [Finding], outcome: TriageOutcome) {
    let detector = Detector(model: try StarterModel.load())
    var ranking = ProjectRanking(
      detector: detector, options: .init(limit: nil, threshold: threshold, triage: Triage(baseline: baseline))
    )
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    try ranking.add(detector.preparation.prepare(parsed))
    return (try ranking.finish(), ranking.triageOutcome)
  }

  private func entry(_ text: String, _ verdict: Baseline.Verdict) throws -> Baseline.Entry {
    let function = try #require(try FunctionParser().parse(SourceText(text), file: "a.c").functions.first)
    return .init(
      file: "a.c", function: function.name, fingerprint: FunctionFingerprint(of: function), verdict: verdict)
  }

  private let wrong = "int f(char *d, char *s, int n) { memcpy(d, s, n); return n; }\n"
  private let right = "int f(char *d, char *s, int n) { if (n > 8) return 0; memcpy(d, s, n); return n; }\n"
  private let third = "int f(char *d, char *s, int n) { if (n > 9) return 1; memmove(d, s, n); return n; }\n"

  @Test func aConfirmedFindingStaysUntilItsFunctionChanges() throws {
    let marked = Baseline([try entry(wrong, .confirmed)])
    let before = try rank(wrong, marked)
    #expect(before.findings.map(\.isConfirmed) == [true])
    #expect(before.outcome.remainingBaseline == marked)
    // Mended: it leaves the list, and the baseline knows how it reads now.
    let after = try rank(right, marked)
    #expect(after.findings.isEmpty)
    #expect(after.outcome.mendedCount == 1)
    #expect(after.outcome.staleEntries.isEmpty)
    let mended = try #require(after.outcome.remainingBaseline)
    #expect(mended.entries == [try entry(right, .mended)])
    #expect(try rank(right, mended).findings.isEmpty)
    // Whatever is done to it next is news.
    #expect(try rank(third, mended).findings.map(\.isConfirmed) == [false])
  }

  @Test func anAcceptedFunctionThatChangesIsNews() throws {
    let marked = Baseline([try entry(wrong, .accepted)])
    #expect(try rank(wrong, marked).findings.isEmpty)
    let after = try rank(right, marked)
    #expect(after.findings.count == 1)
    #expect(after.outcome.staleEntries.count == 1)
  }

  @Test func oneMendDoesNotHideAnotherFunctionOfItsName() throws {
    // Two branches of an #if: one is as it was.
    let marked = Baseline([try entry(wrong, .confirmed)])
    let both = try rank("#if A\n\(wrong)#else\n\(right)#endif\n", marked)
    #expect(both.findings.count == 2)
    #expect(both.outcome.mendedCount == 0)
  }

  @Test func theMarkOfAnotherFunctionOfItsNameStays() throws {
    let marked = Baseline([try entry(wrong, .confirmed), try entry(third, .confirmed)])
    let one = try rank("#if A\n\(wrong)#else\n\(right)#endif\n", marked)
    #expect(one.outcome.mendedCount == 1)
    #expect(one.findings.map(\.isConfirmed) == [true])
    let left = Baseline([try entry(wrong, .confirmed), try entry(right, .mended)])
    #expect(one.outcome.remainingBaseline == left)
  }

  @Test func verdictsComeBackFromTheFile() throws {
    let baseline = Baseline([
      try entry(wrong, .confirmed), try entry(right, .accepted), try entry(third, .mended),
    ])
    let text = BaselineFile.text(of: baseline)
    #expect(try BaselineFile.parse(Array(text.utf8), file: "b.json") == baseline)
    #expect(!text.contains("accepted"), "accepted entries read as before")
    #expect(throws: BaselineError.self) {
      try BaselineFile.parse(Array(text.replacing("\"mended\"", with: "\"mendet\"").utf8), file: "b.json")
    }
    #expect(throws: BaselineError.self) {
      try BaselineFile.parse(Array(text.replacing("\"mended\"", with: "7").utf8), file: "b.json")
    }
  }

  @Test func aNewMarkTakesTheOldOnesPlace() throws {
    let accepted = Baseline([try entry(wrong, .accepted)])
    let confirmed = accepted.adding([try entry(wrong, .confirmed)])
    #expect(confirmed.entries.map(\.verdict) == [.confirmed])
    #expect(confirmed.removing([try entry(wrong, .accepted)]).entries.isEmpty)
  }
}
