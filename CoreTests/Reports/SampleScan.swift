import Core

/// A small scan result with a hostile name in it.
enum SampleScan {
  static func range(_ line: Int) -> SourceRange {
    SourceRange(
      startOffset: 10 * line, endOffset: 10 * line + 5, startLine: line, startColumn: 3, endLine: line,
      endColumn: 8)
  }

  static let result = ScanResult(
    findings: [
      Finding(
        rank: 1, score: 0.93412345,
        function: CFunction(
          file: "src/reader.c", name: "read_chunk", signature: "int read_chunk(int n)", range: range(120),
          text: ""),
        statements: [
          StatementAttribution(range: range(131), text: "memcpy(out, chunk, length);", share: 0.41),
          StatementAttribution(range: range(99), text: "length = \u{1b}[2J \"x\";", share: 0.0701),
        ], isSuspect: true),
      Finding(
        rank: 2, score: 0.25,
        function: CFunction(
          file: "evil\u{1b}]0;x\u{7}.c", name: "f\u{202e}", signature: "void f(void)", range: range(1),
          text: ""),
        statements: [], isSuspect: false),
    ],
    functionCount: 12, fileCount: 3, suspectCount: 1, threshold: 0.5, highestScore: 0.93412345,
    skipped: [
      .init(file: "big.c", reason: "larger than 50 MB"),
      .init(file: "a.c", line: 7, reason: "unbalanced braces"),
    ],
    method: "dual-gd-ddan", path: "project", model: "b.vulnmodel")
}
