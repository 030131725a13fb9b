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
    let rows = (0..<9).map { (number: Int) -> ScoreTable.Row in
      ScoreTable.Row(
        domain: .target, path: "a.c", function: "f\(number)", line: number + 1,
        label: number % 3 == 0 ? .vulnerable : .notVulnerable, group: "g", scores: [Double(number), 1])
    }
    let record = RunRecord(
      id: "00ff12ab", evaluationProtocol: .honest, method: "vuld", label: "VULD", settings: [:], seed: 1,
      labeled: [
        .init(name: "a", sha256: String(repeating: "a", count: 64), functionCount: 5, vulnerableCount: 2)
      ],
      target: .init(
        name: "b", sha256: String(repeating: "b", count: 64), functionCount: 9, vulnerableCount: 3),
      libraryVersion: "0.1.0", seconds: 1, peakMemory: 1, figures: [], verdict: "No.")
    try RunFolder(folder.url.appendingPathComponent("run")).write(
      record: record, events: [.finished(.completed)],
      scores: ScoreTable(rankers: ["vuld", "length"], rows: rows))
    return folder.path("run")
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

  @Test func nothingToWriteIsWrongUsage() {
    for arguments in [["report", "run"], ["report", "run", "-o", "x", "--perplexity", "0"], ["report"]] {
      #expect(throws: (any Error).self) { try VulnAdaptCommand.parseAsRoot(arguments) }
    }
  }
}
