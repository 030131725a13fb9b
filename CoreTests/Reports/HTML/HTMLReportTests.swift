import Foundation
import Testing

@testable import Core

struct HTMLReportTests {
  private func page(_ result: ScanResult) -> String { HTMLReport(style: ReportStyle()).report(result) }

  private func data(_ page: String) throws -> [[String: Any]] {
    let start = try #require(page.range(of: #"<script type="application/json" id="functions">"#))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let json = Data(page[start.upperBound..<end.lowerBound].utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    return try #require(object["functions"] as? [[String: Any]])
  }

  @Test func holdsEveryFunctionAndNoNetworkAddress() throws {
    let html = page(SampleScan.result)
    #expect(try data(html).map { $0["name"] as? String } == ["read_chunk", "f\\u{202e}"])
    #expect(!html.contains("http:") && !html.contains("https:"))
  }

  @Test func hostileTextMakesNoElement() throws {
    let html = page(SampleScan.hostile)
    #expect(!html.contains("<img") && !html.contains("<!-- "))
    #expect(html.components(separatedBy: "<script").count == 3)
    #expect(html.components(separatedBy: "</script>").count == 3)
    #expect(try data(html).count == SampleScan.hostileNames.count + 1)
  }

  @Test func runsAreTheWholeSourceWithTheStatements() throws {
    let text = "int f(void)\n{\n  é(\"\u{202e}𝄞\");\n}"
    let end = text.utf8.count
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(void)",
      range: SourceRange(
        startOffset: 7, endOffset: 7 + end, startLine: 1, startColumn: 1, endLine: 4, endColumn: 2),
      text: text)
    let statement = SourceRange(
      startOffset: 7 + 16, endOffset: 7 + end - 2, startLine: 3, startColumn: 3, endLine: 3, endColumn: 16)
    let source = HTMLSource(
      function, statements: [StatementAttribution(range: statement, text: "", share: 1)])
    #expect(source.text == "int f(void)\n{\n  é(\"\\u{202e}𝄞\");\n}")
    var rest = source.text.utf16[...]
    var parts: [String] = []
    for run in source.runs.matches(of: /([0-9a-z]+)([A-I])([0-9a-z]*);/) {
      let length = try #require(Int(run.output.1, radix: 36))
      parts.append("\(run.output.2)\(run.output.3):" + (String(rest.prefix(length)) ?? "?"))
      rest = rest.dropFirst(length)
    }
    #expect(rest.isEmpty)
    #expect(
      parts == [
        "C:int", "A: ", "H:f", "A:(", "C:void", "A:)\n{\n  ", "H1:é", "A1:(", "D1:\"", "I1:\\u{202e}",
        "D1:𝄞\"",
        "A1:);",
        "A:\n}",
      ])
  }
}
