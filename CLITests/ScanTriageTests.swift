import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

/// Reports to files, baselines, comments and configuration files, through the command.
struct ScanTriageTests {
  let folder: ScratchFolder
  let project: String
  let model: String

  init() throws {
    folder = try ScratchFolder()
    project = try folder.writeProject()
    model = try folder.writeModel()
  }

  private func scan(_ arguments: [String]) -> (status: Int32, recorded: RecordedConsole) {
    RecordedConsole.scan(arguments)
  }

  private func scan(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    scan([project, "--model", model, "--threshold", "0"] + arguments)
  }

  private func contents(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  @Test func everyFormatGoesToAFile() throws {
    let outputs = ReportFormats.all.flatMap { ["--output", "\($0.name)=\(folder.path("out.\($0.name)"))"] }
    let (status, recorded) = scan(outputs + [project, "--model", model, "--threshold", "0", "--quiet"])
    #expect(status == 0)
    #expect(recorded.output.contains("copy") && recorded.notes.isEmpty)
    #expect(try contents("out.text").contains("/src/copy.c:3:1: warning: 'copy' scores"))
    #expect(try contents("out.sarif").contains("\"uri\" : \"src/copy.c\""))
    #expect(try contents("out.html").contains("memcpy"))
    #expect(try contents("out.markdown").contains("`copy`"))
    let json = try contents("out.json")
    #expect(scan("--format", "json").recorded.output == json)
  }

  @Test func aReportThatCannotBeWrittenGivesTwo() {
    let (status, recorded) = scan("--output", "json=\(folder.path("none/out.json"))")
    #expect(status == 2)
    #expect(recorded.notes.last?.contains("out.json cannot be written") == true)
    #expect(scan("--output", "json=\(folder.url.path)").status == 2)
  }

  @Test func timesAppearOnlyWhenAsked() {
    #expect(!scan("--format", "json").recorded.output.contains("Time"))
    #expect(scan("--format", "json", "--timestamps").recorded.output.contains("\"startTime\""))
  }

  @Test func aScanOfAPartLeavesTheRestOfTheBaselineAlone() throws {
    let baseline = "\(project)/accepted.json"
    #expect(scan("--write-baseline", baseline).status == 0)
    let whole = try contents("project/accepted.json")
    #expect(whole.contains("\"src/copy.c\"") && whole.contains("\"a.c\""))
    let (status, recorded) = scan([
      "\(project)/src", "--model", model, "--threshold", "0", "--baseline", baseline, "--fail-on", "count:1",
    ])
    #expect(status == 0 && !recorded.notes.contains { $0.contains("stale") })
    #expect(try contents("project/accepted.json") == whole)
  }

  @Test func theGateNamesTheFunctionThatFailsIt() {
    let notes = scan("--fail-on", "score:0").recorded.notes
    #expect(notes.last?.contains(", of ") == true && notes.last?.contains(".c:") == true)
  }

  @Test func ranksByEffortAreTheSameInEveryFormat() throws {
    let text = scan("--order", "effort", "--threshold", "1", "--format", "text").recorded.output
    let json = scan("--order", "effort", "--threshold", "1", "--format", "json").recorded.output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let findings = try #require(object?["findings"] as? [[String: Any]])
    #expect(findings.count == 3)
    for finding in findings {
      let (name, rank) = (finding["function"] as? String ?? "", finding["rank"] as? Int ?? 0)
      #expect(text.contains("'\(name)' scores") && text.contains("rank \(rank) of 3"))
    }
    #expect(scan("--order", "effort", "--format", "markdown").recorded.output.contains("| Lines | So far |"))
  }

  @Test func aBaselineLeavesOnlyWhatIsNewAndShrinks() throws {
    let baseline = folder.path("baseline.json")
    #expect(scan("--fail-on", "count:1").status == 1)
    let written = scan("--write-baseline", baseline, "--fail-on", "count:1", "--top", "1")
    #expect(written.status == 0)
    #expect(written.recorded.notes.last?.hasSuffix("accepts 3 suspects") == true)
    #expect(scan("--baseline", baseline, "--fail-on", "count:1").status == 0)
    try folder.write("int zero(void)\n{\n  return 1;\n}\n", to: "project/a.c")
    let kept = scan("--baseline", baseline, "--fail-on", "count:1", "--keep-baseline")
    #expect(kept.status == 1)
    #expect(kept.recorded.notes.contains { $0.contains("stale baseline entry: zero in project/a.c") })
    #expect(try BaselineFile.read(baseline).entries.count == 3)
    let shrunk = scan("--baseline", baseline)
    #expect(shrunk.recorded.output.contains("a.c:1  zero"))
    #expect(!shrunk.recorded.output.contains("copy"))
    #expect(try BaselineFile.read(baseline).entries.map(\.function) == ["copy", "evil"])
  }

  @Test func aScanOfAPartLeavesWhatABaselineSaysOfTheRest() throws {
    let baseline = folder.path("project/baseline.json")
    func places() throws -> [String] {
      try BaselineFile.read(baseline).entries.map { "\($0.file):\($0.function)" }
    }
    #expect(scan("--write-baseline", baseline).status == 0)
    let all = try places()
    let rest = all.filter { !$0.hasPrefix("src/") }
    #expect(all.contains("src/copy.c:copy") && !rest.isEmpty)
    // Nothing but the baseline tells where the project's paths start.
    for part in ["src", "src/copy.c"] {
      let arguments = [
        folder.path("project/\(part)"), "--model", model, "--threshold", "0", "--baseline", baseline,
      ]
      let (status, recorded) = scan(arguments)
      #expect(status == 0 && !recorded.output.contains("copy.c:"))
      #expect(try places() == all)
    }
    try folder.write("int other(void)\n{\n  return 1;\n}\n", to: "project/src/copy.c")
    let part = [folder.path("project/src"), "--model", model, "--threshold", "0"]
    #expect(scan(part + ["--write-baseline", baseline]).status == 0)
    #expect(try places() == (rest + ["src/copy.c:other"]).sorted())
    try FileManager.default.removeItem(atPath: folder.path("project/src/copy.c"))
    try folder.write("int third(void)\n{\n  return 3;\n}\n", to: "project/src/d.c")
    #expect(scan(part + ["--baseline", baseline]).status == 0)
    #expect(try places() == rest)
  }

  @Test func acceptingAgainKeepsWhatWasMarkedAndWhatWasNotLookedAt() throws {
    let baseline = folder.path("project/accepted.json")
    #expect(scan("--write-baseline", baseline).status == 0)
    let all = try BaselineFile.read(baseline)
    let confirmed = try #require(all.entries.first { $0.function == "copy" })
    var marked = confirmed
    marked.verdict = .confirmed
    try BaselineFile.write(all.adding([marked]), to: baseline)
    let expected = try contents("project/accepted.json")
    for arguments in [[], ["--baseline", baseline], ["--exclude", "src"], ["--exclude", "*.c"]] {
      _ = scan([project, "--model", model, "--threshold", "0", "--write-baseline", baseline] + arguments)
      #expect(try contents("project/accepted.json") == expected, "\(arguments)")
    }
    let listed = scan("--baseline", baseline, "--format", "text").recorded.output
    #expect(listed.contains("'copy' scores") && listed.contains("(confirmed)"))
    #expect(scan("--baseline", baseline, "--fail-on", "count:1").status == 1)
    for format in ["markdown", "html", "sarif"] {
      let report = scan("--baseline", baseline, "--format", format).recorded.output
      let words = ["markdown": "(confirmed)", "html": "\"confirmed\":true", "sarif": "found it to be wrong"]
      #expect(report.contains(words[format] ?? "–"), "\(format)")
    }
  }

  @Test func anotherBaselineTakesWhatIsLeftOfTheFirstAndKeepsItsOwnMarks() throws {
    let (first, second) = (folder.path("first.json"), folder.path("second.json"))
    #expect(scan("--write-baseline", first).status == 0)
    let all = try BaselineFile.read(first)
    let marked = Baseline.Entry(
      file: "gone.c", function: "gone", fingerprint: all.entries[0].fingerprint, verdict: .confirmed)
    try BaselineFile.write(Baseline([marked]), to: second)
    for _ in 0..<2 {
      #expect(scan("--baseline", first, "--write-baseline", second).status == 0)
      #expect(try BaselineFile.read(second) == Baseline(all.entries + [marked]))
    }
  }

  @Test func aPageBesideItChangesNoOtherReport() {
    for format in ["table", "text", "markdown", "sarif", "json"] {
      let alone = scan("--format", format).recorded.output
      let beside = scan("--format", format, "--output", "html=\(folder.path("page.html"))").recorded.output
      #expect(alone == beside, "\(format)")
    }
  }

  @Test func aDamagedBaselineGivesTwoAndStaysAsItIs() throws {
    try folder.write("{", to: "b.json")
    let (status, recorded) = scan("--baseline", folder.path("b.json"))
    #expect(status == 2)
    #expect(recorded.notes.first?.contains("b.json:1: this is no baseline") == true)
    #expect(try contents("b.json") == "{")
  }

  @Test func commentsAcceptAndUnusedOnesAreNoted() throws {
    try folder.write(
      "/* vulnadapt: ignore - checked */\nint zero(void)\n{\n  return 0;\n}\n\n// vulnadapt: ignore\nint x;\n",
      to: "project/a.c")
    let (_, recorded) = scan()
    #expect(!recorded.output.contains("zero"))
    #expect(recorded.output.contains("1 more suspect accepted"))
    #expect(recorded.notes.contains { $0.contains("a.c:7: note: This comment suppresses nothing") })
    #expect(scan("--no-suppressions").recorded.output.contains("zero"))
  }

  @Test func aConfigurationFileGivesWhatTheCommandLineDoesNot() throws {
    _ = try folder.writeModel("project/m.vulnmodel")
    try folder.write(
      "model: m.vulnmodel\nthreshold: 0\nfail-on: count:1\n", to: "project/.vulnadapt.yml")
    #expect(scan([project]).status == 1)
    #expect(scan([project, "--fail-on", "count:100"]).status == 0)
    let bare = scan([project, "--no-config"])
    #expect(bare.status == 0)
    #expect(bare.recorded.notes.first?.contains("the starter model ranks") == true)
    try folder.write("modle: x\n", to: "project/.vulnadapt.yml")
    let wrong = scan([project])
    #expect(wrong.status == 2)
    #expect(
      wrong.recorded.notes.first?.contains(
        ".vulnadapt.yml:1: the key 'modle' is unknown. Did you mean 'model'?") == true)
  }
}
