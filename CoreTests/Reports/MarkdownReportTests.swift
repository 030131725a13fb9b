import Testing

@testable import Core

struct MarkdownReportTests {
  @Test func summarisesAScan() {
    let text = MarkdownReport(style: ReportStyle()).report(SampleScan.result)
    #expect(
      text == #"""
        # VulnAdapt: 1 suspect in 12 functions

        3 files read; suspects score 0.500 or more. Model: `b.vulnmodel`, method dual\-gd\-ddan.

        | Rank | Score | Function | Place | Strongest statement |
        |---:|---:|---|---|---|
        | 1 | **0.934** | `read_chunk` | `project/src/reader.c:120` | 131: `memcpy(out, chunk, length);` |
        | 2 | 0.250 | `f\u{202e}` | `project/evil\u{1b}]0;x\u{7}.c:1` |  |

        The first 2 of 12 functions. Bold scores are those of suspects.

        - 2 parts of the project not scanned

        Scores rank functions for review; statements say why one ranks, not where a mistake is.

        """#)
  }

  @Test func signalsAndFamiliesAreNamed() {
    var result = SampleScan.result
    result.findings[0].signals = [
      ObservedSignal(
        name: "input-length", cwe: 1284, observation: "`length` is read", range: SampleScan.range(130))
    ]
    result.findings[0].alike = [result.findings[1]]
    result.apartSuspectCount = 2
    let text = MarkdownReport(style: ReportStyle()).report(result)
    #expect(text.contains("| Function | Place | To check | Strongest statement |"))
    #expect(text.contains("| 130: \\`length\\` is read \\(CWE\\-1284\\) |"))
    #expect(text.contains("and 1 alike\\: ") && text.contains("12 functions and 2 suspects ranked apart"))
  }

  @Test func codeHoldsBackticksAndBars() {
    #expect(MarkdownReport.code("a`b``c|d") == "```a`b``c\\|d```")
    #expect(MarkdownReport.code("`") == "`` ` ``")
    #expect(MarkdownReport.escaped("a*b [x](y) <z>") == #"a\*b \[x\]\(y\) \<z\>"#)
  }

  @Test func aHostileNameStaysInItsRow() {
    let text = MarkdownReport(style: ReportStyle()).report(SampleScan.hostile)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains(" | **") }
    #expect(rows.count == SampleScan.hostileNames.count)
  }
}
