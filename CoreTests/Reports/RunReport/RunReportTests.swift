import Foundation
import Testing

@testable import Core

struct RunReportTests {
  private let folder: TemporaryFolder
  private let run: RunFolder

  init() throws {
    folder = try TemporaryFolder()
    run = RunFolder(folder.file("run"))
  }

  private func write(
    record: RunRecord = SampleRun.record(), events: [TrainingEvent] = SampleRun.events,
    scores: ScoreTable = SampleRun.scores()
  ) throws {
    try run.write(record: record, events: events, scores: scores)
  }

  private func report() throws -> RunReport { try RunReport(run, options: SampleRun.options) }

  @Test func aWholeRunHasEveryPlotAndNoNotes() throws {
    try write()
    try SampleRun.joint().write(to: run.jointFile)
    let report = try report()
    #expect(
      report.plots.map(\.name) == [
        "curves-target", "scores", "curves-validation", "losses", "discriminators", "joint",
      ])
    #expect(report.notes.isEmpty)
    #expect(report.boundaryDistortion != nil)
    #expect(report.outcome == .completed)
    let html = report.html
    for text in [
      "does not beat longest first", "Boundary distortion", "00ff12ab", String(repeating: "a", count: 64),
      "objective.alpha", "longest first", "0.200 – 0.800", "prefers-color-scheme", "★ 0.600", "▼ worse than",
    ] {
      #expect(html.contains(text), "\(text)")
    }
  }

  @Test func hostileNamesCannotBecomeMarkup() throws {
    try write()
    try SampleRun.joint().write(to: run.jointFile)
    let report = try report()
    for text in [report.html] + report.plots.map(\.sheet.file) {
      #expect(!text.contains("<script"))
      #expect(!text.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
    }
    #expect(report.html.contains("default-src &#39;none&#39;"))
  }

  @Test func theSameRunGivesTheSameBytes() throws {
    try write()
    try SampleRun.joint().write(to: run.jointFile)
    #expect(try report().html == report().html)
  }

  @Test func theMethodIsTheFirstRankerWhateverTheColumns() throws {
    try write()
    let names = try #require(try report().plots.first?.sheet.charts.first?.marks.map(\.name))
    #expect(names.first?.hasPrefix("ddan") == true)
    #expect(names.dropFirst().first?.hasPrefix("longest first") == true)
    // "random" comes from the plot itself, not from the column of equal scores.
    #expect(names.count == 3)
  }

  @Test func missingFilesAreSaidToBeMissing() throws {
    try write()
    try FileManager.default.removeItem(at: run.trainingFile)
    try FileManager.default.removeItem(at: run.scoresFile)
    let report = try report()
    #expect(report.plots.isEmpty)
    #expect(report.notes.contains { $0.contains("training.jsonl") })
    #expect(report.notes.contains { $0.contains("scores.csv") })
    #expect(report.notes.contains { $0.contains("joint.safetensors") })
    #expect(report.html.contains("Not shown"))
  }

  @Test func aRunWithoutARecordIsRefused() {
    #expect(throws: RunFolderError.self) { try report() }
  }

  @Test func damagedFilesAreRefused() throws {
    try write()
    try Data("{\"event\":\"step\"}\n".utf8).write(to: run.trainingFile)
    #expect(throws: RunFolderError.self) { try report() }
    try write()
    try Data("domain,path\n".utf8).write(to: run.scoresFile)
    #expect(throws: RunFolderError.self) { try report() }
    try write()
    try Data("12345678".utf8).write(to: run.jointFile)
    #expect(throws: ModelFileError.self) { try report() }
    try FileManager.default.removeItem(at: run.jointFile)
    try FileManager.default.createSymbolicLink(
      at: run.jointFile, withDestinationURL: URL(fileURLWithPath: "/etc/passwd"))
    #expect(throws: RunFolderError.self) { try report() }
  }

  @Test(arguments: [Label.vulnerable, .notVulnerable, nil])
  func oneClassOnlyHasNoCurves(label: Label?) throws {
    try write(scores: SampleRun.scores { _ in label })
    let report = try report()
    #expect(!report.plots.contains { $0.name.hasPrefix("curves") })
    #expect(report.notes.contains { $0.contains("labels of both classes") })
    #expect(report.html.contains("<svg"))
  }

  @Test func aMethodWithoutStepsHasNoLossCurves() throws {
    try write(events: [])
    let report = try report()
    #expect(!report.plots.contains { $0.name == "losses" })
    #expect(report.notes.contains { $0.contains("no loss curves") })
  }

  @Test func anEmptyTableAndNoFiguresGiveAPage() throws {
    var record = SampleRun.record()
    record.figures = []
    try write(record: record, events: [], scores: ScoreTable(rankers: ["x"], rows: []))
    #expect(try report().html.contains("Verdict"))
  }

  @Test func oracleFiguresAreMarked() throws {
    try write(record: SampleRun.record(protocol: .parity))
    #expect(try report().html.contains("Oracle figures"))
    try write()
    #expect(try !report().html.contains("Oracle figures"))
  }

  @Test func stoppingThrows() throws {
    try write()
    try SampleRun.joint().write(to: run.jointFile)
    #expect(throws: CancellationError.self) {
      try RunReport(run, options: SampleRun.options, shouldStop: { true })
    }
  }

  @Test func manyFunctionsAreThinnedWithoutLosingVulnerableOnes() {
    let labels: [Label?] = (0..<500).map { $0 % 50 == 0 ? .vulnerable : nil }
    let kept = EmbeddingPlot.sample(labels, limit: 100, seed: 1)
    #expect(kept.count == 100)
    #expect(kept.count { labels[$0] == .vulnerable } == 10)
    #expect(kept == kept.sorted())
    #expect(EmbeddingPlot.sample(labels, limit: 500, seed: 1) == Array(0..<500))
  }
}
