import Foundation
import Testing

@testable import Core

struct JSONReportTests {
  @Test func holdsEveryFieldOfTheSchema() throws {
    let text = JSONReport(style: ReportStyle()).report(SampleScan.result)
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(
      object.keys.sorted() == [
        "accepted", "apart", "apartCounts", "apartFunctionCount", "apartSuspectCount", "fileCount",
        "findings", "functionCount", "method", "missedFixes", "model", "order",
        "path",
        "pathInProject", "rowCount", "skipped", "staleBaselineEntries", "suspectCount", "threshold",
        "unusedSuppressions", "version",
      ])
    let findings = try #require(object["findings"] as? [[String: Any]])
    #expect(
      findings[0].keys.sorted() == [
        "alike", "endLine", "file", "fingerprint", "function", "isConfirmed", "isSuspect", "linesSoFar",
        "occurrence", "rank", "score", "signals",
        "signature", "startLine", "statements",
      ])
    #expect(findings[0]["score"] as? Double == 0.934123)
    #expect(findings[1]["file"] as? String == "evil\u{1b}]0;x\u{7}.c")
    #expect(findings[1]["function"] as? String == "f\u{202e}")
    let statements = try #require(findings[0]["statements"] as? [[String: Any]])
    #expect(statements[1]["text"] as? String == "length = \u{1b}[2J \"x\";")
    #expect(
      statements[0].keys.sorted() == ["column", "endColumn", "endLine", "line", "share", "text"])
    let skipped = try #require(object["skipped"] as? [[String: Any]])
    #expect(skipped[0]["line"] == nil)
    #expect(skipped[1]["line"] as? Int == 7)
  }

  @Test func everyMemberIsDocumented() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/scan-report.md")
    let documentation = try String(contentsOf: page, encoding: .utf8)
    var result = SampleScan.hostile
    result.times = Date(timeIntervalSince1970: 0)..<Date(timeIntervalSince1970: 1)
    let text = JSONReport(style: ReportStyle()).report(result)
    let members = Set(text.matches(of: /"(\w+)" :/).map { String($0.output.1) })
    #expect(members.count > 20)
    for member in members { #expect(documentation.contains("`\(member)`"), "\(member)") }
  }

  @Test func isTheSameEachTimeAndSafeToShow() {
    let text = JSONReport(style: ReportStyle()).report(SampleScan.result)
    #expect(text == JSONReport(style: ReportStyle(usesColor: true, width: 20)).report(SampleScan.result))
    #expect(!text.unicodeScalars.contains { $0.steersTerminals && $0 != "\n" })
  }
}
