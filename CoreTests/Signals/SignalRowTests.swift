import Testing

@testable import Core

struct SignalRowTests {
  private func signal(_ name: String, line: Int, _ observation: String = "`p` is used") -> ObservedSignal {
    ObservedSignal(
      name: name, cwe: 690, observation: observation,
      range: SourceRange(
        startOffset: 100 * line, endOffset: 100 * line + 9, startLine: line, startColumn: 1, endLine: line,
        endColumn: 10))
  }

  @Test func aKindIsOneRowAndWorthComesBeforeLines() {
    let rows = SignalRow.rows(of: [
      signal("allocation-unchecked", line: 883), signal("allocation-unchecked", line: 956),
      signal("made-up", line: 1), signal("allocation-unchecked", line: 1279),
      signal("copy-without-bound", line: 1515, "`strcpy` copies"),
    ])
    #expect(rows.map(\.first.name) == ["copy-without-bound", "allocation-unchecked", "made-up"])
    #expect(rows.map(\.first.range.startLine) == [1515, 883, 1])
    #expect(rows[0].more.isEmpty && rows[0].sentence == "`strcpy` copies (CWE-690)")
    #expect(rows[1].sentence == "`p` is used (CWE-690), and 2 more: lines 956, 1279")
  }

  @Test func placesOfOneLineAreOne() {
    let rows = SignalRow.rows(of: [
      signal("moving-pointer-loop", line: 1819, "`q`"), signal("moving-pointer-loop", line: 1819, "`r`"),
      signal("moving-pointer-loop", line: 1819),
    ])
    #expect(rows.count == 1 && rows[0].more.isEmpty && rows[0].places.count == 3)
    let two = SignalRow.rows(of: [signal("off-by-one", line: 4), signal("off-by-one", line: 9)])
    #expect(two[0].more == ", and 1 more: line 9")
  }

  @Test func manyLinesAreCounted() {
    let row = SignalRow.rows(of: (1...9).map { signal("off-by-one", line: $0) })[0]
    #expect(row.more == ", and 8 more: lines 2, 3, 4, 5, 6, …")
  }

  @Test func reportsShowRowsAndBlocks() {
    var result = SampleScan.result
    var range = SampleScan.range(930)
    (range.endLine, range.endOffset) = (955, 9600)
    result.findings[0].statements = [
      StatementAttribution(range: range, text: "if (n) { …", share: 0.121, isBlock: true)
    ]
    result.findings[0].signals = [883, 956, 1279].map { signal("allocation-unchecked", line: $0) }
    let style = ReportStyle(width: 78)
    let table = TableReport(style: style).report(result)
    #expect(table.contains("CWE-690  883  `p` is used, and 2 more: lines 956, 1279\n"))
    #expect(table.contains("12 %  930–955  if (n) { …\n"))
    let text = TextReport(style: style).report(result)
    #expect(text.contains(":883:1: note: to check: `p` is used (CWE-690), and 2 more: lines 956, 1279\n"))
    #expect(text.contains(":930:3: note: 12 % of it from lines 930–955: if (n) { …\n"))
    #expect(MarkdownReport(style: style).report(result).contains("| 930–955: `if (n) { …` |"))
    let json = JSONReport(style: style).report(result)
    #expect(json.contains("\"isBlock\" : true"))
    let sarif = SARIFReport(style: style).report(result)
    #expect(sarif.contains("[lines 930–955](1)") && sarif.contains("and 2 more: lines 956, 1279"))
    let html = HTMLReport(style: style).report(result)
    #expect(html.contains("930–955") && html.contains("and 2 more: lines 956, 1279"))
  }

  @Test func aCutRowKeepsItsOtherLines() {
    var result = SampleScan.result
    result.findings[0].signals = [883, 956].map {
      signal("allocation-unchecked", line: $0, String(repeating: "x", count: 300))
    }
    let lines = TableReport(style: ReportStyle(width: 78)).report(result).split(separator: "\n")
    #expect(lines[2].count == 78 && lines[2].hasSuffix("x…, and 1 more: line 956"))
  }
}
