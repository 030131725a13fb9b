@testable import Core

/// A small scan result with hostile names in it.
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

  /// Names and sources that try to leave their place in every format.
  static let hostileNames = [
    "</script><script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "a\nb\r\nc\td",
    "\u{1b}[2J\u{9b}31m",
    "x\u{202e}y\u{2066}z", "`` ` ``|\\|*_[](http://x)", "{{name}}{{{name}}}", "\u{fffd}\u{fffd}",
    "<!-- ]]> &amp; &lt;",
    "\u{2028}\u{2029}\0\u{7f}", "\"\u{301}onclick=\u{301}x", String(repeating: "long/", count: 819),
    "%2e%2e/%00 #?",
  ]

  /// A scan whose functions have hostile names and sources, all suspects, the last one accepted.
  static let hostile: ScanResult = {
    let findings = hostileNames.enumerated().map { index, name in
      let text = "int f(void)\n{\n  puts(\"\(name)\"); // \(name)\n  return 0;\n}"
      let start = text.utf8.count - 15
      let range = SourceRange(
        startOffset: 100, endOffset: 100 + text.utf8.count, startLine: 10, startColumn: 1, endLine: 14,
        endColumn: 2)
      let statement = SourceRange(
        startOffset: 100 + 16, endOffset: 100 + start, startLine: 12, startColumn: 3, endLine: 12,
        endColumn: 9)
      var finding = Finding(
        rank: index + 1, score: 1 - Float(index) / 50,
        function: CFunction(file: "dir/\(name)/a.c", name: name, signature: name, range: range, text: text),
        statements: [StatementAttribution(range: statement, text: name, share: 1)], isSuspect: true)
      finding.similarFunctions = [
        SimilarFunction(
          name: name, project: name, similarity: 0.9, isVulnerable: true, cwe: "CWE-787", cve: "CVE-2011-3464"
        )
      ]
      finding.ancillary = .tests
      finding.missedFix = MissedFix(
        function: name, file: name, commit: name, subject: name, date: 1_700_000_000)
      var other = finding
      other.function.text = ""
      other.statements = []
      other.similarFunctions = []
      finding.alike = [other]
      return finding
    }
    var result = ScanResult(
      findings: findings, functionCount: findings.count, fileCount: findings.count,
      suspectCount: findings.count, threshold: 0.5, highestScore: 1,
      skipped: hostileNames.map { .init(file: $0, reason: "is \($0)") }, method: hostileNames[0],
      path: hostileNames[0], model: hostileNames[1])
    result.rowCount = findings.count
    result.missedFixes = findings.flatMap(\.alike)
    result.triage.suppressed = [
      {
        var finding = findings[0]
        finding.suppression = .comment(
          SuppressionComment(line: 9, content: .ignore(reason: hostileNames[1]), codeLine: 10))
        finding.occurrence = 2
        return finding
      }()
    ]
    result.triage.unusedSuppressions = [
      UnusedSuppression(
        file: hostileNames[2], line: 1, cause: .noSuspect(function: hostileNames[5], score: 0.1))
    ]
    result.triage.staleEntries = [
      .init(file: hostileNames[0], function: hostileNames[3], fingerprint: findings[0].fingerprint)
    ]
    return result
  }()
}
