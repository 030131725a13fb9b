import Testing

@testable import Core

struct TextReportTests {
  @Test func writesSuspectsAsCompilersWarn() {
    let text = TextReport(style: ReportStyle()).report(SampleScan.result)
    #expect(
      text == #"""
        project/src/reader.c:120:3: warning: 'read_chunk' scores 0.934, rank 1 of 12 [vulnadapt/suspect-function]
        project/src/reader.c:131:3: note: 41 % of it from: memcpy(out, chunk, length);
        project/src/reader.c:99:3: note: 7 % of it from: length = \u{1b}[2J "x";

        """#)
  }

  @Test func whatLacksAFixIsListedBelowTheThresholdToo() {
    var result = SampleScan.result
    var missed = result.findings[1]
    missed.missedFix = MissedFix(
      function: "g", file: "g.c", commit: "abcdef1234", subject: "Fix", date: 1_700_000_000)
    result.missedFixes = [missed]
    let text = TextReport(style: ReportStyle()).report(result)
    #expect(text.contains("[vulnadapt/missed-fix]") && text.contains("warning: 'f"))
    let sarif = SARIFReport(style: ReportStyle()).report(result)
    #expect(sarif.contains("\"ruleId\" : \"vulnadapt/missed-fix\"") && sarif.contains("below the threshold."))
    // What a listed row stands for is not said twice.
    result.findings[0].alike = [missed]
    #expect(!TextReport(style: ReportStyle()).report(result).contains("missed-fix"))
  }

  @Test func inAnOrderByLinesWhatIsNoSuspectIsANote() {
    var result = SampleScan.result
    result.order = .effort
    let text = TextReport(style: ReportStyle()).report(result)
    #expect(
      text.contains("note: 'f") && text.contains("scores 0.250, rank 2 of 12 [vulnadapt/below-threshold]"))
    #expect(text.contains("warning: 'read_chunk'"))
  }

  @Test func coloursOnlyWhenAsked() {
    let painted = TextReport(style: ReportStyle(usesColor: true)).report(SampleScan.result)
    #expect(painted.contains("\u{1b}[1mproject/src/reader.c:120:3:\u{1b}[0m \u{1b}[1;35mwarning:\u{1b}[0m"))
  }

  @Test(arguments: [
    ("src/a.c", ".", "src/a.c"), ("src/a.c", "./", "src/a.c"), ("a.c", "lib", "lib/a.c"),
    ("a.c", "lib//", "lib/a.c"),
    ("a.c", "./lib", "lib/a.c"), ("a.c", "/x/lib", "/x/lib/a.c"), ("a.c", "x/a.c", "x/a.c"),
    ("a.c", "a.c", "a.c"),
    ("a.c", "..", "../a.c"), ("a.c", "/", "/a.c"),
  ])
  func pathsStartWhereTheUserStands(_ file: String, _ path: String, _ expected: String) {
    #expect(TextReport.path(of: file, below: path) == expected)
  }

  @Test func aHostileNameStaysOnItsLine() {
    let text = TextReport(style: ReportStyle()).report(SampleScan.hostile)
    // A warning, the missing fix, a statement, and one that is alike.
    #expect(text.split(separator: "\n").count == 4 * SampleScan.hostileNames.count)
  }
}
