import Testing

@testable import Core

@Suite struct ManifestTests {
  private func csv(_ text: String) throws -> Manifest {
    try CSVLabels.manifest(text, file: "l.csv")
  }

  @Test func columnsStandInAnyOrder() throws {
    let manifest = try csv("Label , FUNCTION,extra,path\n1,f,x,a.c\n")
    #expect(
      manifest.rows == [
        .init(
          lineInManifest: 2, path: "a.c", function: "f", line: nil, label: .vulnerable, cwe: nil, cve: nil)
      ])
  }

  @Test func quotesHideCommasQuotesAndLineEnds() throws {
    let text = "path,function,label,cwe\n\"a,\"\"b\"\".c\",f,1,\"two\nlines\"\n\nb.c,g,0,\nb.c,h,nonsense,\n"
    let manifest = try csv(text)
    #expect(manifest.rows.map(\.path) == ["a,\"b\".c", "b.c"])
    #expect(manifest.rows.map(\.lineInManifest) == [2, 5])
    #expect(manifest.issues.map(\.line) == [6])
  }

  @Test func unusualLineSeparatorsCountAsNone() throws {
    let manifest = try csv("path,function,label\na\u{2028}b.c,f\u{C},1\nb.c,g,2\n")
    #expect(manifest.rows.map(\.path) == ["a b.c"])
    #expect(manifest.issues.map(\.line) == [3])
  }

  @Test func missingValuesAtTheEndAreEmpty() throws {
    #expect(try csv("path,function,label,line,cwe\na.c,f,1").rows.map(\.label) == [.vulnerable])
    #expect(try csv("path,function,line,label\na.c,f,1").issues.count == 1)
  }

  @Test func headersAreChecked() {
    #expect(throws: LabelError.missingColumn(file: "l.csv", column: "label")) { try csv("path,function\n") }
    #expect(throws: LabelError.missingColumn(file: "l.csv", column: "path")) { try csv("") }
    #expect(throws: LabelError.repeatedColumn(file: "l.csv", column: "path")) {
      try csv("path,path,function,label")
    }
  }

  /// Read character by character, the rest of a large file after an open quote takes minutes.
  @Test func aQuoteThatIsNotClosedIsFoundAtOnce() {
    let rows = String(repeating: "a.c,f,1\n", count: 200_000)
    #expect(throws: LabelError.brokenQuotes(file: "l.csv", line: 3)) {
      try csv("path,function,label\na.c,f,1\na.c,\"f,1\n" + rows)
    }
    #expect(throws: LabelError.brokenQuotes(file: "l.csv", line: 2)) {
      try csv("path,function,label\n\"a.c\n" + rows + "\"\n")
    }
  }

  @Test func brokenQuotesEndTheReadingWithTheirLine() {
    #expect(throws: LabelError.brokenQuotes(file: "l.csv", line: 3)) {
      try csv("path,function,label\na.c,f,1\na.c,\"f\"g,1\n")
    }
    #expect(throws: LabelError.brokenQuotes(file: "l.csv", line: 1)) { try csv("path,\"a\"b\n") }
  }

  @Test func aQuoteThatNeverClosesIsReportedNotSwallowed() throws {
    let manifest = try csv("path,function,label\na.c,f,1\nb.c,\"g,1\nc.c,h,0\n")
    #expect(manifest.rows.map(\.path) == ["a.c"])
    #expect(manifest.issues.map(\.line) == [3])
  }

  @Test func jsonLinesTakeTextsNumbersAndTruthValues() {
    let text = """
      {"path": "a.c", "function": "f", "line": 3, "label": 1, "cwe": "CWE-125"}

      {"path": "a.c", "function": "g", "label": "not vulnerable", "line": null}
      {"path": "a.c", "function": "h", "label": false, "line": "7"}
      """
    let manifest = JSONLinesLabels.manifest(Array(text.utf8), file: "l.jsonl")
    #expect(manifest.rows.map(\.lineInManifest) == [1, 3, 4])
    #expect(manifest.rows.map(\.line) == [3, nil, 7])
    #expect(manifest.rows.map(\.label) == [.vulnerable, .notVulnerable, .notVulnerable])
    #expect(manifest.rows[0].cwe == "CWE-125")
    #expect(manifest.issues.isEmpty)
  }

  @Test func jsonLinesThatCannotBeReadAreNamed() {
    let lines = [
      "[1]", "{", #"{"path": "a.c"}"#, #"{"path": 1.5, "function": "f", "label": 1}"#,
      #"{"path": "a.c", "function": {}, "label": 1}"#, String(repeating: "[", count: 70_000),
      String(repeating: "[", count: 20_000), #"{"path": "a.c", "function": "f", "label": 1}"#,
    ]
    let manifest = JSONLinesLabels.manifest(Array(lines.joined(separator: "\n").utf8), file: "l.jsonl")
    #expect(manifest.rows.map(\.lineInManifest) == [8])
    #expect(manifest.issues.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test(arguments: ["1", "true", "Vulnerable", "vul", "YES"]) func vulnerableIsWrittenInSeveralWays(
    word: String
  ) {
    #expect(Label(word) == .vulnerable)
  }

  @Test(arguments: ["0", "FALSE", "not vulnerable", "non_vulnerable", "Non-Vulnerable", "no"])
  func notVulnerableIsWrittenInSeveralWays(word: String) {
    #expect(Label(word) == .notVulnerable)
  }

  @Test(arguments: ["", "2", "-1", "10", "maybe", "1.0"]) func otherWordsAreNoLabel(word: String) {
    #expect(Label(word) == nil)
  }
}
