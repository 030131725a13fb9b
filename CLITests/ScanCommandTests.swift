import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

struct ScanCommandTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func scan(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    RecordedConsole.scan(arguments)
  }

  @Test func ranksEveryFunctionAndExitsWithZero() throws {
    let (status, recorded) = scan(try folder.writeProject(), "--model", try folder.writeModel())
    #expect(status == ExitStatus.done.rawValue)
    #expect(recorded.output.contains("src/copy.c:3  copy"))
    #expect(recorded.output.contains("a.c:1  zero"))
    #expect(recorded.output.contains("3 functions in 2 files ranked"))
    #expect(!recorded.output.contains("\u{1b}"))
    #expect(recorded.notes.isEmpty)
  }

  @Test func topAndFormatDecideTheReport() throws {
    let (project, model) = (try folder.writeProject(), try folder.writeModel())
    let (status, recorded) = scan(
      project, "--model", model, "--top", "1", "--format", "json", "--threshold", "0")
    #expect(status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(recorded.output.utf8)) as? [String: Any])
    #expect((object["findings"] as? [Any])?.count == 1)
    #expect(object["functionCount"] as? Int == 3)
    #expect(object["suspectCount"] as? Int == 3)
    let all = scan(project, "--model", model, "--top", "0", "--format", "json").recorded.output
    let allObject = try #require(try JSONSerialization.jsonObject(with: Data(all.utf8)) as? [String: Any])
    #expect((allObject["findings"] as? [Any])?.count == 3)
  }

  @Test func theReportDoesNotDependOnThreads() throws {
    let (project, model) = (try folder.writeProject(), try folder.writeModel())
    let outputs = Set(
      ["1", "2", "5"].map {
        scan(project, "--model", model, "--threads", $0, "--format", "json").recorded.output
      })
    #expect(outputs.count == 1)
  }

  @Test func failOnGivesOneFromTheScoreOn() throws {
    let (project, model) = (try folder.writeProject(), try folder.writeModel())
    let (status, recorded) = scan(project, "--model", model, "--fail-on", "score:0")
    #expect(status == ExitStatus.findings.rawValue)
    #expect(recorded.output.contains("3 functions"))
    #expect(scan(project, "--model", model, "--fail-on", "score:1").status == ExitStatus.done.rawValue)
  }

  @Test func missingFilesGiveTwoAndNameTheFile() throws {
    let (project, model) = (try folder.writeProject(), try folder.writeModel())
    let noModel = scan(project, "--model", folder.path("none.vulnmodel"))
    #expect(noModel.status == ExitStatus.couldNotFinish.rawValue)
    #expect(noModel.recorded.notes.first?.contains("none.vulnmodel") == true)
    let noProject = scan(folder.path("nowhere"), "--model", model)
    #expect(noProject.status == ExitStatus.couldNotFinish.rawValue)
    #expect(noProject.recorded.notes.first?.contains("nowhere") == true)
    try folder.write("not a model", to: "bad.vulnmodel")
    let badModel = scan(project, "--model", folder.path("bad.vulnmodel"))
    #expect(badModel.status == ExitStatus.couldNotFinish.rawValue)
    #expect(badModel.recorded.notes.count == 1)
    #expect(badModel.recorded.output.isEmpty)
  }

  @Test func aProjectOfWhichNothingCanBeReadGivesTwo() throws {
    let model = try folder.writeModel()
    try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: true)
    #expect(scan(folder.path("empty"), "--model", model).status == ExitStatus.couldNotFinish.rawValue)
    try folder.write(String(repeating: "\u{1}\0\u{2}", count: 5000), to: "binary.c")
    let (status, recorded) = scan(folder.path("binary.c"), "--model", model)
    #expect(status == ExitStatus.couldNotFinish.rawValue)
    #expect(recorded.notes.contains { $0.contains("binary.c") })
    #expect(recorded.output.isEmpty)
  }

  @Test(arguments: [
    ["p", "--model", "m", "--top", "-1"], ["p", "--model", "m", "--top", "x"],
    ["p", "--model", "m", "--threshold", "1.5"], ["p", "--model", "m", "--threshold", "nan"],
    ["p", "--model", "m", "--fail-on", "-0.1"], ["p", "--model", "m", "--format", "xml"],
    ["p", "--model", "m", "--threads", "0"], ["p", "--fail-on", "1"], ["p", "--fail-on", "0.9"],
    ["p", "--model", "m", "--unknown"],
    ["p", "--fail-on", "count:0"], ["p", "--output", "json"], ["p", "--output", "xml=a"],
    ["p", "--output", "json="],
    ["p", "--output", "json=a", "--output", "html=./a"], ["p", "--config", "c", "--no-config"],
  ])
  func wrongUsageGives64(_ arguments: [String]) {
    do {
      _ = try VulnAdaptCommand.parseAsRoot(["scan"] + arguments)
      Issue.record("accepted \(arguments)")
    } catch {
      #expect(VulnAdaptCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue)
    }
  }

  @Test func hostileNamesAreEscaped() throws {
    let model = try folder.writeModel()
    try folder.write("void f(void)\n{\n  puts(\"\u{1b}[2J\u{9b}31m\");\n}\n", to: "p/a\u{1b}[31m.c")
    let (status, recorded) = scan(folder.path("p"), "--model", model)
    #expect(status == 0)
    #expect(recorded.output.contains(#"a\u{1b}[31m.c:1"#))
    #expect(!recorded.output.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x9b })
  }

  @Test func skippedFilesAreNoted() throws {
    let (project, model) = (try folder.writeProject(), try folder.writeModel())
    try FileManager.default.createSymbolicLink(
      atPath: "\(project)/link.c", withDestinationPath: folder.path("gone.c"))
    let (status, recorded) = scan(project, "--model", model)
    #expect(status == 0)
    #expect(recorded.notes.contains { $0.contains("skipped \(project)/link.c: it") })
    #expect(recorded.output.contains("1 file skipped"))
  }
}
