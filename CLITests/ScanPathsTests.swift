import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

/// What a scan looks at and how it names it.
struct ScanPathsTests {
  let folder: ScratchFolder
  let model: String
  let project: String

  init() throws {
    folder = try ScratchFolder()
    model = try folder.writeModel()
    project = try folder.writeProject()
    try folder.write("int ours(int n)\n{\n  return n + 1;\n}\n", to: "project/src/ours.c")
    try folder.write("int theirs(int n)\n{\n  return n + 2;\n}\n", to: "project/third_party/z/theirs.c")
  }

  private func scan(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    RecordedConsole.scan(["--model", model, "--no-cache"] + arguments)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let output = RecordedConsole.scan(
      ["--model", model, "--no-cache", "--format", "json", "--quiet"] + arguments
    ).recorded.output
    return try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }

  private func files(_ report: [String: Any], _ member: String = "findings") -> [String] {
    (report[member] as? [[String: Any]] ?? []).compactMap { $0["file"] as? String }.sorted()
  }

  @Test func severalFilesAndFoldersAreScannedAtOnce() throws {
    let report = try json(project + "/a.c", project + "/src/ours.c")
    #expect(files(report) == ["a.c", "src/ours.c"])
    // One inside the other counts once.
    #expect(files(try json(project + "/src", project + "/src/ours.c")) == ["copy.c", "copy.c", "ours.c"])
    let missing = scan(project + "/a.c", project + "/none.c")
    #expect(missing.status == 2 && missing.recorded.notes.first?.contains("none.c") == true)
  }

  @Test func aNamedFileThatIsNoCIsRefusedAndOneWithoutFunctionsIsNot() throws {
    try folder.write("print(1)\n", to: "project/x.py")
    try folder.write("int named_otherwise(int n)\n{\n  return n;\n}\n", to: "project/x.inc")
    try folder.write("extern int n;\n", to: "project/x.h")
    let (script, other, header) = (project + "/x.py", project + "/x.inc", project + "/x.h")
    let refused = scan(script)
    #expect(refused.status == 2 && refused.recorded.output.isEmpty)
    #expect(refused.recorded.notes.contains { $0.contains("x.py holds no C function") })
    #expect(scan(header).status == 0 && scan(header, script).status == 0)
    #expect(files(try json(other, script)) == ["x.inc"])
    #expect(scan("").recorded.notes.contains { $0.contains("An empty path cannot be read") })
  }

  @Test func pathsCanBePastedIntoExplain() throws {
    let output = scan(project + "/src").recorded.output
    let place = try #require(output.firstMatch(of: /\S+ours\.c:\d+/)).output
    let choice = try #require(FunctionChoice(String(place)))
    #expect(try choice.find().name == "ours")
    #expect(FunctionChoice("a.c:12:3:")?.name == "12" && FunctionChoice("a.c:12:3")?.file == "a.c")
    #expect(FunctionChoice("a.c:f")?.name == "f")
  }

  @Test func pathsAreThoseFromTheWorkingDirectory() {
    var result = ScanResult(
      findings: [], functionCount: 0, fileCount: 0, suspectCount: 0, threshold: 0, highestScore: nil,
      skipped: [],
      method: "", path: "..", model: "")
    result.pathToWorkingFolder = "lib/in/"
    #expect(result.displayPath(of: "lib/in/a.c") == "a.c")
    #expect(result.displayPath(of: "lib/a.c") == "../a.c")
    #expect(result.displayPath(of: "other/b/a.c") == "../../other/b/a.c")
    result.pathToWorkingFolder = ""
    result.path = "src/tinyproxy/"
    #expect(result.displayPath(of: "src/x.c") == "src/tinyproxy/src/x.c")
  }

  @Test func excludedFilesAreLeftOutWhereverTheConfigurationStands() throws {
    #expect(files(try json(project, "--exclude", "src/", "--exclude", "third_party/")) == ["a.c"])
    try folder.write("exclude:\n  - /src/copy.c\n  - third_party/\n", to: "project/.vulnadapt.yml")
    #expect(files(try json(project)) == ["a.c", "src/ours.c"])
    #expect(files(try json(project + "/src")) == ["ours.c"])
    #expect(files(try json(project, "--exclude", "a.c")) == ["src/ours.c"])
    #expect(files(try json(project, "--no-config")).count == 4)
  }

  @Test func vendoredCodeIsRankedApartAndDoesNotFailAScan() throws {
    let report = try json(project, "--threshold", "0")
    #expect(files(report).allSatisfy { !$0.hasPrefix("third_party") } && files(report).count == 4)
    #expect(files(report, "apart") == ["third_party/z/theirs.c"])
    #expect(report["apartSuspectCount"] as? Int == 1 && report["suspectCount"] as? Int == 4)
    let output = scan(project, "--threshold", "0").recorded.output
    #expect(output.contains("function ranked apart") && output.contains("theirs.c:1  theirs  vendored code"))
    #expect(scan(project, "--threshold", "0", "--exclude", "/a.c", "--exclude", "src/").status == 0)
    // Named itself, or alone, it is a project like any other.
    #expect(files(try json(project + "/third_party")) == ["z/theirs.c"])
    #expect(files(try json(project, "--exclude", "/a.c", "--exclude", "src/")) == ["third_party/z/theirs.c"])
    #expect(scan(project, "--threshold", "0", "--fail-on", "count:5").status == 0)
    #expect(scan(project, "--threshold", "0", "--fail-on", "count:4").status == 1)
  }

  @Test func testsAndExamplesAreRankedApartUnlessOneSaysOtherwise() throws {
    let places = [
      "tests/t.c": "test", "fuzz/f.c": "fuzzing", "Examples/e.c": "example", "doc/d.c": "documentation",
      "contrib/c.c": "contributed", "src/read_test.c": "test",
    ]
    for (number, path) in places.keys.sorted().enumerated() {
      try folder.write("int one\(number)(int n)\n{\n  return n * \(number) + n;\n}\n", to: "project/\(path)")
    }
    let report = try json(project, "--threshold", "0", "--all-alike")
    let apart = try #require(report["apart"] as? [[String: Any]])
    let kinds = apart.map { ($0["file"] as? String ?? "", $0["ancillary"] as? String ?? "") }
    #expect(
      Dictionary(kinds) { first, _ in first } == places.merging(["third_party/z/theirs.c": "vendored"]) { $1 }
    )
    #expect((report["apartCounts"] as? [String: Int])?["test"] == 2)
    #expect(report["apartFunctionCount"] as? Int == 7 && report["apartSuspectCount"] as? Int == 7)
    #expect(report["suspectCount"] as? Int == 4)
    // Each form says what a function is.
    for (form, words) in [
      ("table", "e.c:1  one0  example code"), ("text", "ranked apart (example code)"),
      ("markdown", "`one0` (example code)"), ("html", "\"kind\":\"example\""),
      ("sarif", "It is example code."),
    ] {
      let output = scan(project, "--threshold", "0", "--top", "0", "--all-alike", "--format", form).recorded
        .output
      #expect(output.contains(words), "\(form)")
    }
    // Ranked with the others when one says so, on the command line or in the file.
    let together = try json(project, "--threshold", "0", "--no-apart", "--all-alike")
    #expect(files(together, "apart").isEmpty && files(together).count == 11)
    #expect(together["suspectCount"] as? Int == 11 && together["apartFunctionCount"] as? Int == 0)
    try folder.write("apart: false\n", to: "project/.vulnadapt.yml")
    #expect(files(try json(project, "--all-alike")).count == 11)
    #expect(files(try json(project, "--all-alike", "--apart"), "apart").count == 7)
    // Whoever names such a folder or file means it.
    #expect(files(try json(project + "/tests", "--no-config")) == ["t.c"])
    #expect(files(try json(project + "/tests/t.c", project + "/src", "--no-config")).contains("tests/t.c"))
    #expect(files(try json(project + "/src", "--no-config"), "apart") == ["read_test.c"])
  }

  @Test func quietKeepsResultsAndDropsRemarks() throws {
    let (status, recorded) = scan(project, "--quiet", "--threshold", "0", "--fail-on", "count:1")
    #expect(status == 1 && recorded.output.contains("ours.c"))
    #expect(
      recorded.notes.count == 1 && recorded.notes[0].contains("4 suspects, 1 or more (--fail-on count:1)"))
  }

  @Test func theNoteAboutTheStarterComesLastAndCanBeTurnedOff() throws {
    func notes(_ arguments: String...) -> [String] {
      RecordedConsole.scan([project, "--no-cache"] + arguments).recorded.notes
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(project)/link.c", withDestinationPath: folder.path("gone.c"))
    let noted = notes()
    #expect(noted.count == 2 && noted[0].contains("skipped") && noted[1].contains("starter model ranks"))
    #expect(notes("--model", "starter").count == 1)
    #expect(notes("--quiet").isEmpty)
  }

  @Test func withEverythingAcceptedNothingIsListed() throws {
    let baseline = folder.path("accepted.json")
    #expect(scan(project, "--threshold", "0", "--write-baseline", baseline).status == 0)
    let (status, recorded) = scan(project, "--threshold", "0", "--baseline", baseline, "--fail-on", "count:1")
    #expect(status == 0 && !recorded.output.contains("rank  score"))
    #expect(recorded.output.contains("Nothing is left to report."))
    let above = scan(project, "--threshold", "1", "--baseline", baseline, "--keep-baseline").recorded.output
    #expect(!above.contains("rank  score"))
    #expect(
      scan(project, "--threshold", "1", "--baseline", baseline, "--keep-baseline", "--top", "2").recorded
        .output
        .contains("no suspects: below 1.000"))
  }

  @Test func aScanOfAPartJudgesThatPartOnly() throws {
    let baseline = folder.path("accepted.json")
    try folder.write("ref: x\n", to: "project/.git/HEAD")
    #expect(scan(project, "--threshold", "0", "--write-baseline", baseline).status == 0)
    let all = try BaselineFile.read(baseline).entries.map(\.file)
    #expect(all.count == 5)
    // A single file, a folder, several files, and a scan that leaves files out.
    #expect(scan(project + "/a.c", "--threshold", "0", "--baseline", baseline).status == 0)
    #expect(scan(project + "/src", "--threshold", "0", "--baseline", baseline).status == 0)
    #expect(
      scan(project + "/a.c", project + "/src/ours.c", "--threshold", "0", "--baseline", baseline).status == 0)
    #expect(scan(project, "--threshold", "0", "--baseline", baseline, "--exclude", "src/").status == 0)
    #expect(try BaselineFile.read(baseline).entries.map(\.file) == all)
    // What is gone from the part goes.
    try FileManager.default.removeItem(atPath: project + "/src/ours.c")
    #expect(scan(project + "/a.c", "--threshold", "0", "--baseline", baseline).status == 0)
    #expect(try BaselineFile.read(baseline).entries.count == 5)
    #expect(scan(project + "/src", "--threshold", "0", "--baseline", baseline).status == 0)
    #expect(try BaselineFile.read(baseline).entries.count == 4)
  }

  @Test func severalRepositoriesAtOnceHaveNoHistoryAndThatIsSaid() throws {
    for name in ["one", "two"] {
      try folder.write("int \(name)(int n)\n{\n  return n + 1;\n}\n", to: "\(name)/a.c")
      #expect(try ToolRun("git", ["-C", folder.path(name), "init", "--quiet"]).status == 0)
    }
    let both = scan(folder.path("one"), folder.path("two"))
    #expect(both.recorded.notes.joined().contains("what is named is in several repositories"))
    #expect(!scan(folder.path("one")).recorded.notes.joined().contains("several repositories"))
  }
}
