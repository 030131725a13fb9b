import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

struct ExperimentCommandTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try .withTinyPair() }

  private static let tiny = """
    pairs: [{labeled: one, target: other}]
    methods: [vuld, ddan]
    seeds: 1
    preset: small
    settings: {maximumSteps: 2, minimumSteps: 1, evaluationInterval: 1, embeddingSize: 4, hiddenSize: 4, jointSize: 4}
    """

  private func session(_ console: RecordedConsole, plan: Bool = false, shard: Shard? = nil)
    -> ExperimentSession
  {
    ExperimentSession(
      file: URL(fileURLWithPath: scratch.path("x.yml")), output: URL(fileURLWithPath: scratch.path("out")),
      data: nil, shard: shard, jobs: 1, isPlanOnly: plan, keepsRunFolders: true, console: console.console)
  }

  @Test func anExperimentEndsInTablesAndIsNotRepeated() throws {
    try scratch.write(Self.tiny, to: "x.yml")
    let first = RecordedConsole()
    try session(first).run()
    #expect(first.output.contains("| longest first |"))
    #expect(first.notes.contains { $0.contains("2/2") })
    for name in ["runs.jsonl", "tables.md", "tables.html"] {
      #expect(FileManager.default.fileExists(atPath: scratch.path("out/\(name)")))
    }
    let second = RecordedConsole()
    try session(second).run()
    #expect(second.notes.contains("2 runs, 2 of them finished before"))
    #expect(second.output == first.output)
  }

  @Test func aRunWhoseScoresAreDamagedIsNamedAndLeftOutOfComparisons() throws {
    try scratch.write(Self.tiny, to: "x.yml")
    let first = RecordedConsole()
    try session(first).run()
    #expect(!first.notes.contains { $0.contains("warning") })
    let runs = try FileManager.default.contentsOfDirectory(atPath: scratch.path("out/runs")).sorted()
    #expect(runs.count == 2)
    let scores = "out/runs/\(runs[0])/scores.csv"
    try scratch.write("path\n", to: scores)
    let again = RecordedConsole()
    try session(again).run()
    let warnings = again.notes.filter { $0.hasPrefix("warning: ") }
    #expect(warnings.count == 1 && warnings.first?.contains(scratch.path(scores)) == true)
    #expect(again.output.contains("| longest first |"))
    // A run whose folder is elsewhere is no fault.
    try FileManager.default.removeItem(atPath: scratch.path("out/runs/\(runs[0])"))
    let elsewhere = RecordedConsole()
    try session(elsewhere).run()
    #expect(!elsewhere.notes.contains { $0.contains("warning") })
  }

  @Test func thePlanListsRunsAndMakesNone() throws {
    try scratch.write(Self.tiny, to: "x.yml")
    let console = RecordedConsole()
    try session(console, plan: true).run()
    #expect(console.output.split(separator: "\n").count == 2)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
  }

  @Test func aProjectWithoutVulnerableFunctionsIsFoundBeforeAnyRun() throws {
    try scratch.write("path,function,label\na.c,g1,0\na.c,g2,0\n", to: "other/labels.csv")
    try scratch.write(Self.tiny, to: "x.yml")
    #expect(throws: ExperimentFileError.self) { try session(RecordedConsole()).run() }
    do { try session(RecordedConsole()).run() } catch let error as ExperimentFileError {
      #expect(error.line == 1)
      #expect(error.message.contains("other has 0 vulnerable and 2 not vulnerable functions"))
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
  }

  @Test func aMissingProjectIsNamedWithItsLine() throws {
    try scratch.write(Self.tiny.replacing("target: other", with: "target: nowhere"), to: "x.yml")
    do { try session(RecordedConsole()).run() } catch let error as ExperimentFileError {
      #expect(error.line == 1)
      #expect(error.message.contains("nowhere"))
    }
  }

  @Test(arguments: ["0/2", "3/2", "1", "a/b", "1/0", "1/2/3", "-1/2"])
  func senselessShardsAreUsageErrors(text: String) {
    #expect(Shard(argument: text) == nil)
  }

  @Test func shardsAreCountedFromOne() {
    let shard = Shard(argument: "2/8")
    #expect(shard?.index == 2 && shard?.count == 8)
  }

  @Test(arguments: [
    [], ["x.yml"], ["x.yml", "-o", "out", "--jobs", "0"], ["x.yml", "-o", "out", "--shard", "9/2"],
  ])
  func senselessOptionsAreUsageErrors(arguments: [String]) {
    do {
      _ = try ExperimentRunCommand.parse(arguments)
      Issue.record("accepted")
    } catch {
      #expect(ExperimentRunCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue)
    }
  }
}
