import Foundation
import Testing

@testable import Core

struct SARIFReportTests {
  private func run(_ result: ScanResult) throws -> [String: Any] {
    let text = SARIFReport(style: ReportStyle()).report(result)
    let log = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ result: ScanResult) throws -> [[String: Any]] {
    try #require(try run(result)["results"] as? [[String: Any]])
  }

  @Test func theRuleHasWhatCodeScanningAsksFor() throws {
    let tool = try #require(try run(SampleScan.result)["tool"] as? [String: [String: Any]])
    let rule = try #require((tool["driver"]?["rules"] as? [[String: Any]])?.first)
    #expect(rule["id"] as? String == "vulnadapt/suspect-function")
    for (text, limit) in [("shortDescription", 1024), ("fullDescription", 1024), ("help", 10_000)] {
      let message = try #require(rule[text] as? [String: String])
      #expect(message["text"].map { !$0.isEmpty && $0.utf8.count <= limit } == true)
    }
    let properties = try #require(rule["properties"] as? [String: Any])
    let severity = try #require(properties["security-severity"] as? String)
    #expect(Double(severity).map { $0 > 0 && $0 <= 10 } == true)
    #expect((properties["tags"] as? [String])?.contains("security") == true)
  }

  @Test func theIndexOfARuleIsThatOfItsName() throws {
    var result = SampleScan.result
    result.findings[0].signals = [
      ObservedSignal(
        name: "input-length", cwe: 1284, observation: "`length` is read",
        range: SampleScan.range(131))
    ]
    result.missedFixes = [result.findings[1]]
    result.missedFixes[0].missedFix = MissedFix(
      function: "g", file: "g.c", commit: "abcdef1234", subject: "Fix", date: 1_700_000_000)
    let run = try run(result)
    let tool = try #require(run["tool"] as? [String: [String: Any]])
    let rules = try #require(tool["driver"]?["rules"] as? [[String: Any]]).map { $0["id"] as? String }
    let results = try #require(run["results"] as? [[String: Any]])
    let indices = results.compactMap { $0["ruleIndex"] as? Int }
    #expect(indices.map { rules[$0] } == results.map { $0["ruleId"] as? String })
    #expect(Set(indices).count == 2 && rules.count == 3)
  }

  @Test func suspectsAreResultsWithRelativePlaces() throws {
    let results = try results(SampleScan.result)
    #expect(results.count == 1)
    let location = try #require((results[0]["locations"] as? [[String: Any]])?.first)
    let place = try #require(location["physicalLocation"] as? [String: [String: Any]])
    #expect(place["artifactLocation"]?["uri"] as? String == "src/reader.c")
    #expect(place["artifactLocation"]?["uriBaseId"] as? String == "%SRCROOT%")
    #expect(place["region"]?["startLine"] as? Int == 120)
    #expect((results[0]["relatedLocations"] as? [[String: Any]])?.map { $0["id"] as? Int } == [1, 2])
    #expect((results[0]["suppressions"] as? [Any])?.isEmpty == true)
    #expect(try run(SampleScan.result)["automationDetails"] as? [String: String] == ["id": "vulnadapt/"])
  }

  @Test func pathsStartAtTheProjectsRoot() throws {
    var result = SampleScan.result
    result.pathInProject = "lib one/"
    let location = try #require((try results(result)[0]["locations"] as? [[String: Any]])?.first)
    let place = try #require(location["physicalLocation"] as? [String: [String: Any]])
    #expect(place["artifactLocation"]?["uri"] as? String == "lib%20one/src/reader.c")
    #expect(try run(result)["automationDetails"] as? [String: String] == ["id": "vulnadapt/lib%20one/"])
  }

  @Test func fingerprintsAreUniqueAndSuppressionsSayWhy() throws {
    let results = try results(SampleScan.hostile)
    let hashes = results.compactMap {
      ($0["partialFingerprints"] as? [String: String])?["primaryLocationLineHash"]
    }
    #expect(hashes.count == SampleScan.hostileNames.count + 1)
    #expect(Set(hashes).count == hashes.count)
    let suppressions = results.compactMap { $0["suppressions"] as? [[String: Any]] }
    #expect(suppressions.count == results.count)
    #expect(suppressions.last?.first?["kind"] as? String == "inSource")
    #expect(suppressions.last?.first?["justification"] as? String == SampleScan.hostileNames[1])
  }

  @Test func onlyCWEsOfLabelsAppear() throws {
    #expect(try run(SampleScan.result)["taxonomies"] == nil)
    let taxonomies = try #require(try run(SampleScan.hostile)["taxonomies"] as? [[String: Any]])
    #expect((taxonomies[0]["taxa"] as? [[String: Any]])?.map { $0["id"] as? String } == ["CWE-787"])
    var result = SampleScan.result
    result.findings[0].similarFunctions = [
      .init(name: "a", project: "p", similarity: 1, isVulnerable: true, cwe: "CWE-1</script>"),
      .init(name: "b", project: "p", similarity: 1, isVulnerable: false, cwe: "CWE-2"),
      .init(name: "c", project: "p", similarity: 0.4, isVulnerable: true, cwe: "CWE-3"),
    ]
    #expect(try run(result)["taxonomies"] == nil)
  }

  @Test func noMoreResultsThanGitHubTakes() throws {
    var result = SampleScan.result
    result.findings = Array(repeating: result.findings[0], count: SARIFReport.resultLimit + 1)
    #expect(try results(result).count == SARIFReport.resultLimit)
  }

  @Test func urisAreEscapedByByte() {
    #expect(SARIFReport.encoded("a b/é#?%\n.c") == "a%20b/%C3%A9%23%3F%25%0A.c")
  }

  @Test func theRegionIsTheWholeHeadAndNothingElse() throws {
    let text =
      "int f(char *d) { gets(d); return 1; }\nint\ng(d, n)\n    char *d;\n    int n;\n{\n    return n;\n}\n"
    let heads = try FunctionParser().parse(SourceText(text), file: "a.c").functions.map {
      UTF16Columns(of: $0).head
    }
    #expect(heads.map(\.startLine) == [1, 2])
    #expect(heads.map(\.startColumn) == [1, 1])
    #expect(heads.map(\.endLine) == [1, 3])
    #expect(heads.map(\.endColumn) == [15, 8])
  }

  @Test(arguments: [
    "/* 漢字かな */ ", "/* e\u{301}a\u{308} */ ", "/* 𝄞🙂 */ ", "\t/*\té */\t", "int é = 1; ",
    "char *s = \"\u{FEFF}ü\"; ",
  ])
  func columnsCountTheUnitsBeforeAFunction(before: String) throws {
    // The mark that begins the file is none of its text.
    let text =
      "\u{FEFF}\(before)int f(void) { g(\"é\"); } /* 漢 */ int h(void) {\n  é(); }\n\(before)int k(void) { }\n"
    let source = try SourceText(decoding: Array(text.utf8), file: "a.c")
    let functions = try FunctionParser().parse(source, file: "a.c").functions
    let heads = functions.map { UTF16Columns(of: $0).head }
    let first = before.utf16.count + 1
    let second = first + "int f(void) { g(\"é\"); } /* 漢 */ ".utf16.count
    #expect(functions.map(\.name) == ["f", "h", "k"])
    #expect(heads.map(\.startColumn) == [first, second, first])
    #expect(heads.map(\.endColumn) == [first, second, first].map { $0 + 11 })
    let statement = try #require(StatementParser().statements(of: functions[0]).last)
    let region = UTF16Columns(of: functions[0]).region(of: statement.range)
    #expect(region.startColumn == first + "int f(void) { ".utf16.count)
    #expect(region.endColumn == first + "int f(void) { g(\"é\");".utf16.count)
    #expect(functions[0].range.startColumn == before.utf8.count + 1)
  }

  @Test func columnsCountUTF16Units() {
    let text = "int f(/* é𝄞 */ void) {\n  g(\"é𝄞\", 1);\n}"
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(void)",
      range: SourceRange(
        startOffset: 50, endOffset: 50 + text.utf8.count, startLine: 7, startColumn: 5, endLine: 9,
        endColumn: 2),
      text: text)
    let columns = UTF16Columns(of: function)
    #expect(columns.head.startColumn == 5 && columns.head.endLine == 7)
    #expect(columns.head.endColumn == 5 + "int f(/* é𝄞 */ void)".utf16.count)
    let start = text.utf8.count - "g(\"é𝄞\", 1);\n}".utf8.count
    let region = columns.region(
      of: SourceRange(
        startOffset: 50 + start, endOffset: 50 + text.utf8.count - 2, startLine: 8, startColumn: 3,
        endLine: 8,
        endColumn: 18))
    #expect(region.startColumn == 3)
    #expect(region.endColumn == 3 + "g(\"é𝄞\", 1);".utf16.count)
  }
}
