import Foundation
import Testing

@testable import Core

struct ScannedHistoryTests {
  @Test func everyReportShowsThePast() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": HistoryReaderTests.function("f")])
    let subject = "Fix [overflow] <b>|`x`"
    try repository.commit(subject, ["a.c": HistoryReaderTests.function("f", "x();")])
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(int a)",
      range: SourceRange(
        startOffset: 0, endOffset: 16, startLine: 1, startColumn: 1, endLine: 1, endColumn: 17),
      text: "int f(int a) { }")
    let finding = Finding(rank: 1, score: 0.9, function: function, statements: [], isSuspect: true)
    var result = ScanResult(
      findings: [finding], functionCount: 1, fileCount: 1, suspectCount: 1, threshold: 0.5, highestScore: 0.9,
      skipped: [], method: "linear", path: ".", model: "m")
    let history = try ScannedHistory.read(of: repository.path, cache: HistoryCache(nil)).get()
    result.addPasts(from: history)
    #expect(result.findings[0].past?.securityFixCount == 1)
    for format in ReportFormats.all {
      let text = format.init(style: ReportStyle(width: 400)).report(result)
      #expect(text.contains("Changed by 1 security fix"), "\(format.name)")
      if format.name == "html" { #expect(!text.contains("<b>|")) }
    }
  }
}
