import Foundation
import Testing

@testable import Core

struct ExperimentRunnerTests {
  private let folder: TemporaryFolder
  private let runs: [EvaluationRun]

  init() throws {
    folder = try TemporaryFolder()
    let tiny = TinyPair()
    let pair = try tiny.pair()
    runs = try [UInt64(1), 2].flatMap { seed in
      try ["vuld", "ddan"].map { method in
        var settings = tiny.settings
        settings.seed = seed
        return try EvaluationRun(pair: pair, method: method, settings: settings, evaluationProtocol: .honest)
      }
    }
  }

  private var place: ExperimentFolder { ExperimentFolder(folder.file("out")) }

  private func runner(_ runs: [EvaluationRun]) -> ExperimentRunner {
    var runner = ExperimentRunner(runs: runs, folder: place)
    runner.resamples = 5
    return runner
  }

  /// Collects what a runner tells.
  private final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var ids: [String] = []
    var finished: [String] { lock.withLock { ids } }
    func add(_ event: ExperimentEvent) {
      if case .finished(let record, _, _, _) = event { lock.withLock { ids.append(record.id) } }
    }
  }

  @Test func finishedRunsAreNotRepeatedAndATornLineIs() throws {
    let first = Told()
    _ = try runner(runs).run(log: RunLog(place.log()), onEvent: first.add)
    #expect(Set(first.finished) == Set(runs.map(\.id)))
    // A kill in the middle of the last record.
    let text = try String(contentsOf: place.log(), encoding: .utf8)
    try Data(text.dropLast(40).utf8).write(to: place.log())
    let second = Told()
    let log = try RunLog(place.log())
    #expect(log.hadTornLine)
    #expect(log.records.count == 3)
    let outcome = try runner(runs).run(log: log, onEvent: second.add)
    #expect(second.finished.count == 1)
    #expect(outcome.records.count == 4)
    #expect(try RunLog.records(in: place.log()).count == 4)
  }

  @Test func aRunGivesTheSameFiguresWhenRepeated() throws {
    var records: [[RankerFigures]] = []
    for lanes in [1, 2] {
      var runner = ExperimentRunner(
        runs: Array(runs.prefix(2)), folder: ExperimentFolder(folder.file("out\(lanes)")))
      runner.resamples = 5
      runner.lanes = lanes
      let outcome = try runner.run(log: RunLog(runner.folder.log()))
      records.append(outcome.records.sorted { $0.id < $1.id }.flatMap(\.figures))
    }
    #expect(records[0] == records[1])
  }

  @Test func aStopKeepsWhatIsFinished() throws {
    let told = Told()
    var runner = runner(runs)
    runner.lanes = 1
    let outcome = try runner.run(
      log: RunLog(place.log()), shouldStop: { !told.finished.isEmpty }, onEvent: told.add)
    #expect(outcome.isInterrupted)
    #expect(outcome.records.count == 1)
    #expect(try RunLog.records(in: place.log()).count == 1)
  }

  @Test func runsKeepTheirScores() throws {
    _ = try runner(Array(runs.prefix(1))).run(log: RunLog(place.log()))
    let kept = place.run(runs[0].id)
    #expect(try kept.record().id == runs[0].id)
    #expect(try kept.scores().rows(of: .target).count == 40)
    #expect(try !kept.trainingEvents().isEmpty)
  }

  @Test func twoProcessesCannotWriteOneLog() throws {
    let log = try RunLog(place.log())
    #expect(
      throws: RunFolderError.unwritable(file: place.log().path, reason: "another experiment is writing to it")
    ) {
      try RunLog(place.log())
    }
    _ = log
  }

  @Test func aLogFromAnotherVersionIsRefused() throws {
    _ = try runner(Array(runs.prefix(1))).run(log: RunLog(place.log()))
    let text = try String(contentsOf: place.log(), encoding: .utf8)
    try Data(text.replacing("\"version\":1", with: "\"version\":7").utf8).write(to: place.log())
    #expect(throws: RunFolderError.unsupportedVersion(file: place.log().path, found: "7", supported: 1)) {
      try RunLog(place.log())
    }
    try Data("{\"version\":1}\n".utf8).write(to: place.log())
    #expect(throws: RunFolderError.malformed(file: place.log().path, line: 1, detail: "\"id\" is missing")) {
      try RunLog(place.log())
    }
  }

  @Test func shardsTogetherAreTheWholeAndMerge() throws {
    for index in 1...2 {
      let own = runs.enumerated().filter { $0.offset % 2 == index - 1 }.map(\.element)
      _ = try runner(own).run(log: RunLog(place.log(shard: (index, 2))))
    }
    #expect(try place.logs().count == 2)
    let merged = try place.merge()
    #expect(Set(merged.map(\.id)) == Set(runs.map(\.id)))
    #expect(try place.merge().count == 4)
    #expect(try RunLog.records(in: place.log()).count == 4)
  }

  @Test func tablesHoldEveryMethodBesideTheTrivialRankers() throws {
    let outcome = try runner(runs).run(log: RunLog(place.log()))
    let summary = ExperimentSummary(records: outcome.records) { try? place.run($0.id).scores() }
    let section = try #require(summary.sections.first)
    #expect(section.rows == ["VULD", "DDAN", "longest first", "TF-IDF + LR", "random"])
    let cell = try #require(section.cells["DDAN"]?[0])
    #expect(cell.seeds == 2 && cell.settingsTried == 1)
    #expect(cell.verdict?.contains("longest first") == true)
    let markdown = ExperimentMarkdown(summary).text
    #expect(markdown.contains("| one → other | 40 | 10 |"))
    #expect(markdown.contains("| random | 0.250 |"))
    #expect(markdown.contains("**"))
    #expect(ExperimentHTML(summary).text.contains("<td class=\"best\">"))
  }

  @Test func runsOfAnotherBuildAreMadeAgainWhenAskedAndReplaceTheOldOnes() throws {
    _ = try runner(Array(runs.prefix(2))).run(log: RunLog(place.log()))
    let text = try String(contentsOf: place.log(), encoding: .utf8)
    let build = try #require(ProgramBuild.current)
    var lines = text.split(separator: "\n").map(String.init)
    lines[0] = lines[0].replacing(build, with: "0123456789abcdef")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: place.log())
    let kept = Told()
    _ = try runner(Array(runs.prefix(2))).run(log: RunLog(place.log()), onEvent: kept.add)
    #expect(kept.finished.isEmpty)
    var redoing = runner(Array(runs.prefix(2)))
    redoing.redoesOtherBuilds = true
    let redone = Told()
    let outcome = try redoing.run(log: RunLog(place.log()), onEvent: redone.add)
    #expect(redone.finished.count == 1)
    #expect(outcome.records.count == 2)
    let records = try RunLog.records(in: place.log())
    #expect(records.count == 2 && records.allSatisfy { $0.build == build })
    #expect(try place.merge().count == 2)
  }

  @Test func theTablesSayThatBuildsDiffer() throws {
    var records = try runner(Array(runs.prefix(2))).run(log: RunLog(place.log())).records
    #expect(!ExperimentMarkdown(ExperimentSummary(records: records)).text.contains("different builds"))
    records[0].build = nil
    let summary = ExperimentSummary(records: records)
    let build = try #require(ProgramBuild.current)
    // Builds are in the order of their names, which are digests.
    let names = ["0.1.0 (\(build)): 1", "0.1.0 (build unknown): 1"].sorted().joined(separator: ", ")
    #expect(
      ExperimentMarkdown(summary).text.contains(
        "different builds of the program, whose figures may differ: \(names)."
      )
    )
    #expect(ExperimentHTML(summary).text.contains("different builds"))
  }

  @Test func boundaryDistortionIsRecordedAndHasTablesWhereAsked() throws {
    var measuring = runner(runs)
    measuring.measuresBoundaryDistortion = true
    let outcome = try measuring.run(log: RunLog(place.log()))
    for record in outcome.records {
      let distortion = try #require(record.boundaryDistortion)
      #expect(distortion.sourceToTarget.majorityShare == 0.75)
    }
    // What is read back is what was measured, and the run is not made again for it.
    let told = Told()
    _ = try measuring.run(log: RunLog(place.log()), onEvent: told.add)
    #expect(told.finished.isEmpty)
    let summary = ExperimentSummary(records: try RunLog.records(in: place.log()))
    let own = outcome.records.filter { $0.method == "ddan" }.compactMap(\.boundaryDistortion)
    let figures = try #require(summary.sections[0].cells["DDAN"]?[0]?.boundaryDistortion)
    #expect(own.count == 2)
    #expect(
      abs(figures.accuracy.gap.mean - (own[0].accuracyGap + own[1].accuracyGap) / 2) < 1e-12)
    let markdown = ExperimentMarkdown(summary).text
    #expect(markdown.contains("### Boundary distortion, accuracy (oracle)"))
    #expect(markdown.contains("### Boundary distortion, balanced accuracy (oracle)"))
    #expect(markdown.contains("| one answer for all | 0.750 / 0.750 |"))
    #expect(ExperimentHTML(summary).text.contains("Boundary distortion, accuracy (oracle)"))
    let plain = ExperimentSummary(
      records: outcome.records.map { record in
        var record = record
        record.boundaryDistortion = nil
        return record
      })
    #expect(!ExperimentMarkdown(plain).text.contains("Boundary distortion"))
  }
}
