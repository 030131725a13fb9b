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
        | 1 | **0.934** | `read_chunk` | `src/reader.c:120` | 131: `memcpy(out, chunk, length);` |
        | 2 | 0.250 | `f\u{202e}` | `evil\u{1b}]0;x\u{7}.c:1` |  |

        The first 2 of 12 functions. Bold scores are those of suspects.

        - 2 parts of the project not scanned

        Scores rank functions for review; statements say why one ranks, not where a mistake is.

        """#)
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
