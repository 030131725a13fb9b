import Foundation
import Testing

@testable import Core

struct ExperimentReportTests {
  /// An experiment of two seeds whose runs were kept.
  static func folder() throws -> (TemporaryFolder, ExperimentFolder) {
    let scratch = try TemporaryFolder()
    let folder = ExperimentFolder(scratch.url)
    let log = try RunLog(folder.log())
    for seed in [1, 2] as [UInt64] {
      var record = SampleRun.record()
      record.seed = seed
      record.id = "00ff12a\(seed)"
      var scores = SampleRun.scores()
      if seed == 2 {
        for index in scores.rows.indices { scores.rows[index].scores[1] = -scores.rows[index].scores[1] }
      }
      try folder.run(record).write(record: record, events: SampleRun.events, scores: scores)
      try log.append(record)
    }
    return (scratch, folder)
  }

  @Test func runsAreNamedByWhatTheyRan() throws {
    var record = SampleRun.record()
    record.label = "Dual-GD-DDAN α=0.1"
    record.labeled[0].name = "FFmpeg"
    record.target.name = "../lib png"
    #expect(ExperimentFolder.name(of: record) == "dual-gd-ddan-0-1_ffmpeg-to-lib-png_seed-3_00ff12ab")
    record.evaluationProtocol = .parity
    #expect(ExperimentFolder.name(of: record).contains("_parity_seed-3_"))
  }

  @Test func foldersOfOlderProgramsAreFound() throws {
    let scratch = try TemporaryFolder()
    let record = SampleRun.record()
    try RunFolder(scratch.file("runs/\(record.id)")).write(
      record: record, events: SampleRun.events, scores: SampleRun.scores())
    #expect(try ExperimentFolder(scratch.url).run(record).record().id == record.id)
  }

  @Test func thePageHoldsTheRunsWithLinksAndTheRangeOfTheSeeds() throws {
    let (scratch, folder) = try Self.folder()
    defer { withExtendedLifetime(scratch) {} }
    let report = try ExperimentReport(folder)
    #expect(report.records.count == 2 && report.plots.count == 1)
    let charts = report.plots[0].sheet.charts
    #expect(charts[0].marks.contains { if case .band = $0.shape { true } else { false } })
    #expect(!charts[0].x.label.isEmpty && !charts[0].y.label.isEmpty)
    let page = report.html { $0.seed == 1 ? "runs/one.html" : nil }
    #expect(page.contains("<a href=\"runs/one.html\">") && page.components(separatedBy: "<a href").count == 2)
    #expect(page.contains("<h3>AP") || page.contains("average precision") || page.contains("<h2>Honest"))
    #expect(!page.contains("<script>alert(1)"))
  }

  @Test func runsWhoseScoresCannotBeReadAreTold() throws {
    let (scratch, folder) = try Self.folder()
    defer { withExtendedLifetime(scratch) {} }
    #expect(try ExperimentReport(folder).unreadScores.isEmpty)
    let runs = try folder.records().map(folder.run)
    try Data("path\n".utf8).write(to: runs[0].scoresFile)
    let damaged = try ExperimentReport(folder)
    #expect(damaged.unreadScores.count == 1 && damaged.records.count == 2 && damaged.plots.count == 1)
    #expect(damaged.unreadScores.first?.description.contains(runs[0].scoresFile.path) == true)
    // The folder of a run of another machine need not be here.
    try FileManager.default.removeItem(at: runs[0].url)
    #expect(try ExperimentReport(folder).unreadScores.isEmpty)
  }

  @Test func theShareFoundGoesFromNoneToAll() throws {
    let found = try #require(ExperimentReport.found(SampleRun.scores(), by: "ddan"))
    #expect(found.count == 51 && found.first == 0 && found.last == 1)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(ExperimentReport.found(SampleRun.scores { _ in .vulnerable }, by: "ddan") == nil)
    #expect(ExperimentReport.found(SampleRun.scores(), by: "none") == nil)
  }
}
