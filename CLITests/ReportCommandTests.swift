import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

struct ReportCommandTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func report(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    RecordedConsole.run(ReportCommand.self, ["report"] + arguments) {
      try $0.report(console: $1, terminal: .none)
    }
  }

  private func writeRun() throws -> String {
    try write(record(), scores, to: RunFolder(folder.url.appendingPathComponent("run")))
    return folder.path("run")
  }

  /// An experiment of two runs in the folder `out`.
  private func writeExperiment() throws -> [RunFolder] {
    let experiment = ExperimentFolder(folder.url.appendingPathComponent("out"))
    let log = try RunLog(experiment.log())
    return try ["00ff12ab", "00ff12ac"].map { id in
      let record = record(id)
      let run = experiment.run(record)
      try write(record, scores, to: run)
      try log.append(record)
      return run
    }
  }

  private func write(_ record: RunRecord, _ scores: ScoreTable, to run: RunFolder) throws {
    try run.write(record: record, events: [.finished(.completed)], scores: scores)
  }

  private var scores: ScoreTable {
    let rows = (0..<9).map { (number: Int) -> ScoreTable.Row in
      ScoreTable.Row(
        domain: .target, path: "a.c", function: "f\(number)", line: number + 1,
        label: number % 3 == 0 ? .vulnerable : .notVulnerable, group: "g", scores: [Double(number), 1])
    }
    return ScoreTable(rankers: ["vuld", "length"], rows: rows)
  }

  private func record(_ id: String = "00ff12ab") -> RunRecord {
    RunRecord(
      id: id, evaluationProtocol: .honest, method: "vuld", label: "VULD", settings: [:], seed: 1,
      labeled: [
        .init(name: "a", sha256: String(repeating: "a", count: 64), functionCount: 5, vulnerableCount: 2)
      ],
      target: .init(
        name: "b", sha256: String(repeating: "b", count: 64), functionCount: 9, vulnerableCount: 3),
      libraryVersion: "0.1.0", seconds: 1, peakMemory: 1, figures: [], verdict: "No.")
  }

  @Test func aPageAndPlotsAreWritten() throws {
    let (status, recorded) = report(
      try writeRun(), "-o", folder.path("r.html"), "--plots", folder.path("plots"))
    #expect(status == 0, "\(recorded.notes)")
    #expect(try String(contentsOfFile: folder.path("r.html"), encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
    let plots = try FileManager.default.contentsOfDirectory(atPath: folder.path("plots")).sorted()
    #expect(plots == ["curves-target.svg", "scores.svg"])
    #expect(recorded.notes.contains { $0.contains("joint.safetensors") })
  }

  @Test func aFolderThatIsNoRunGivesTwoAndWritesNothing() throws {
    let (status, recorded) = report(folder.url.path, "-o", folder.path("r.html"))
    #expect(status == ExitStatus.couldNotFinish.rawValue)
    #expect(recorded.notes.first?.contains("record.json") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path("r.html")))
  }

  @Test func damagedRunsOfAnExperimentAreNamedAndTheOthersShown() throws {
    let runs = try writeExperiment()
    let intact = report(folder.path("out"), "-o", folder.path("r.html"))
    #expect(intact.status == 0 && !intact.recorded.notes.contains { $0.contains("warning") })
    try Data("path\n".utf8).write(to: runs[0].url.appendingPathComponent("scores.csv"))
    let (status, recorded) = report(
      folder.path("out"), "-o", folder.path("r.html"), "--plots", folder.path("plots"))
    #expect(status == 0)
    let warnings = recorded.notes.filter { $0.hasPrefix("warning: ") }
    #expect(warnings.count == 2 && warnings.allSatisfy { $0.contains(runs[0].url.path + "/scores.csv") })
    #expect(recorded.notes.contains { $0.contains("and 1 pages of runs") })
    let page = try String(contentsOfFile: folder.path("r.html"), encoding: .utf8)
    #expect(page.components(separatedBy: "<a href=").count == 2)

    // Plots alone leave the run out as well.
    let plots = report(folder.path("out"), "--plots", folder.path("plots"))
    #expect(plots.status == 0 && plots.recorded.notes.contains { $0.contains("scores.csv") })
  }

  @Test func aDamagedRecordIsNamedWithItsLine() throws {
    _ = try writeExperiment()
    let log = folder.url.appendingPathComponent("out/runs.jsonl")
    try Data((String(contentsOf: log, encoding: .utf8) + "{\"version\":1}\n").utf8).write(to: log)
    let (status, recorded) = report(folder.path("out"), "-o", folder.path("r.html"))
    #expect(status == ExitStatus.couldNotFinish.rawValue)
    #expect(
      recorded.notes.first?.contains("runs.jsonl") == true && recorded.notes.first?.contains("3") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path("r.html")))
  }

  @Test func nothingToWriteIsWrongUsage() {
    for arguments in [["report", "run"], ["report", "run", "-o", "x", "--perplexity", "0"], ["report"]] {
      #expect(throws: (any Error).self) { try VulnAdaptCommand.parseAsRoot(arguments) }
    }
  }
}
