import Foundation
import Testing

@testable import Core

struct HTMLReportPlainTests {
  private func page(_ adjust: (inout ScanResult) -> Void = { _ in }) -> String {
    var result = SampleScan.result
    adjust(&result)
    return HTMLReport(style: ReportStyle()).report(result)
  }

  @Test func thePageIsCalledLikeTheProject() {
    let text = page {
      $0.path = "."
      $0.projectName = "tinyproxy"
    }
    #expect(text.contains("<title>tinyproxy – VulnAdapt</title>") && text.contains("<h1>tinyproxy</h1>"))
    #expect(page().contains("<title>project – VulnAdapt</title>"))
  }

  @Test func aPlainTableStandsUntilTheScriptTakesItAway() throws {
    let text = page()
    let plain = try #require(text.range(of: "<main id=\"plain\""))
    let end = try #require(text.range(of: "</main>", range: plain.upperBound..<text.endIndex))
    let table = text[plain.lowerBound..<end.lowerBound]
    #expect(table.contains("read_chunk") && table.contains("src/reader.c:120") && table.contains("memcpy"))
    #expect(!table.contains("<script") && text.contains("<main class=\"work\" hidden>"))
    #expect(text.contains(#"byId("plain").remove()"#))
  }

  @Test func rowsHoldNothingEmptyAndNameWhatToCheck() throws {
    let plain = page {
      $0.findings[0].signals = [
        ObservedSignal(
          name: "copy-without-bound", cwe: 120, observation: "`strcpy` copies", range: SampleScan.range(121))
      ]
    }
    let table = try #require(plain.firstRange(of: "<main id=\"plain\"").map { plain[$0.lowerBound...] })
    #expect(
      !table.contains("<details><summary></summary>") && !table.contains("<span class=\"muted\"></span>"))
    #expect(table.contains("<td>121: `strcpy` copies (CWE-120)</td>"))
    let family = page { $0.findings[0].alike = [$0.findings[1]] }
    #expect(family.contains("<details><summary>and 1 alike</summary>"))
  }

  @Test func againstABaselineTheTableHoldsSuspectsOnly() {
    let text = page { $0.triage.remainingBaseline = Baseline() }
    #expect(text.contains("\"review\":true"))
    #expect(!text.contains("<td>2</td><td>0.250</td>"))
    let none = page {
      $0.triage.remainingBaseline = Baseline()
      $0.findings.removeFirst()
    }
    #expect(none.contains("Nothing is left to report."))
  }

  @Test func whatIsRankedApartComesAfterTheProjectsOwn() throws {
    let text = page {
      $0.apartFindings = [$0.findings[0]]
      $0.apartFindings[0].ancillary = .vendored
      $0.apartCounts = ["vendored": 1, "test": 3]
      $0.apartSuspectCount = 1
      $0.findings = []
    }
    #expect(text.contains("<h2>Ranked apart") && text.contains("\"apart\":true"))
    #expect(text.contains("functions ranked apart: 3 test, 1 vendored; 1 suspect"))
    #expect(text.contains("\"kind\":\"vendored\"") && text.contains("vendored code</span>"))
  }
}
