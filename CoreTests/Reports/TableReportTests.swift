import Testing

@testable import Core

struct TableReportTests {
  @Test func alignsFindingsAndEscapesHostileText() {
    let text = TableReport(style: ReportStyle()).report(SampleScan.result)
    #expect(
      text == #"""
        rank  score  function
           1  0.934  project/src/reader.c:120  read_chunk
                      41 %  131  memcpy(out, chunk, length);
                       7 %   99  length = \u{1b}[2J "x";
                    no suspects: below 0.500
           2  0.250  project/evil\u{1b}]0;x\u{7}.c:1  f\u{202e}

        12 functions in 3 files ranked, 1 suspect (score 0.500 or more); 1 file and 1 region skipped. The first 2 are shown.
        Shares say which statements raised the score: why a function ranks, not where a mistake is.

        """#)
  }

  @Test func longStatementsAreCutToTheWidth() {
    var result = SampleScan.result
    result.findings[0].statements[0].text = String(repeating: "x", count: 500)
    let lines = TableReport(style: ReportStyle(width: 60)).report(result).split(separator: "\n")
    #expect(lines[2].count == 60)
    #expect(lines[2].hasSuffix("x…"))
  }

  @Test func coloursOnlyWhenAsked() {
    #expect(!TableReport(style: ReportStyle()).report(SampleScan.result).contains("\u{1b}"))
    #expect(
      TableReport(style: ReportStyle(usesColor: true)).report(SampleScan.result).contains("\u{1b}[31m0.934"))
  }

  @Test func aShellSaysHowToGetMore() {
    var result = SampleScan.result
    result.findings[0].alike = [result.findings[1]]
    #expect(
      TableReport(style: ReportStyle()).report(result).contains("\nFunctions that are alike are one row.\n"))
    let style = ReportStyle(advice: ShellAdvice([.likenessInOneRow: "-a lists each"]))
    #expect(
      TableReport(style: style).report(result).contains(
        "\nFunctions that are alike are one row; -a lists each.\n"))
  }

  @Test func saysWhenThereIsNothingToRank() {
    var result = SampleScan.result
    result.findings = []
    result.functionCount = 0
    #expect(TableReport(style: ReportStyle()).report(result) == "No functions were found in 3 files.\n")
  }
}
