import Foundation
import Testing

@testable import Core

struct FinishedRunsTests {
  private let runs: [EvaluationRun]
  private let records: [RunRecord]

  init() throws {
    let tiny = TinyPair()
    let pair = try tiny.pair()
    runs = try ["vuld", "ddan", "linear"].map {
      try EvaluationRun(pair: pair, method: $0, settings: tiny.settings, evaluationProtocol: .honest)
    }
    records = runs.map { run in
      var record = RunFolderTests.record
      record.id = run.id
      record.method = run.method
      record.label = run.label
      record.build = "aaaaaaaaaaaaaaaa"
      if run.method == "linear" { record.step = nil }
      return record
    }
  }

  private func sorted(_ records: [RunRecord], redo: Bool = false, distortion: Bool = false) -> FinishedRuns {
    FinishedRuns(
      records, of: runs, build: "aaaaaaaaaaaaaaaa", redoesOtherBuilds: redo,
      needsBoundaryDistortion: distortion)
  }

  @Test func runsOfThisBuildAreDone() {
    let finished = sorted(records)
    #expect(finished.kept == records)
    #expect(finished.notes().isEmpty)
  }

  @Test func runsOfAnotherBuildAreNamedAndKeptOrMadeAgain() {
    var records = records
    records[1].build = "bbbbbbbbbbbbbbbb"
    records[2].build = nil
    let kept = sorted(records)
    #expect(kept.kept.count == 3)
    #expect(kept.ofOtherBuilds.map(\.method) == ["ddan", "linear"])
    #expect(
      kept.notes() == [
        "2 finished runs by another build of the program, whose figures may differ: DDAN on a → b, seed 3 "
          + "(bbbbbbbbbbbbbbbb); Linear n-gram ranker on a → b, seed 3 (build unknown)"
      ])
    let redone = sorted(records, redo: true)
    #expect(redone.kept.map(\.method) == ["vuld"])
    #expect(redone.outdated.count == 2)
    #expect(redone.notes() == ["2 finished runs by another build of the program are made again"])
  }

  @Test func runsOfOtherSettingsOrVersionsStayOutAndTheirVersionIsNamed() {
    var foreign = records[0]
    foreign.id = "0123456789abcdef"
    #expect(
      sorted(records + [foreign]).notes() == [
        "1 finished run of other data, settings or files stay out of the tables"
      ])
    foreign.libraryVersion = "0.0.9"
    let finished = sorted(records + [foreign])
    #expect(finished.foreign == [foreign])
    #expect(
      finished.notes() == [
        "1 finished run of other data, settings or files, or of version 0.0.9 of the program stay out of the tables"
      ])
  }

  @Test func onlyRunsThatCanHaveBoundaryDistortionAreMadeAgainForIt() throws {
    var records = records
    records[0].boundaryDistortion = try Self.distortion
    let finished = sorted(records, distortion: true)
    #expect(finished.kept.map(\.method) == ["vuld", "linear"])
    #expect(finished.incomplete.map(\.method) == ["ddan"])
  }

  @Test func theLastRecordOfARunCounts() {
    var first = records[0]
    first.finished = Date(timeIntervalSince1970: 20)
    var second = first
    second.finished = Date(timeIntervalSince1970: 30)
    var undated = first
    undated.finished = nil
    #expect([first, records[1], second].latest == [second, records[1]])
    #expect([second, first].latest == [second])
    #expect([first, undated].latest == [first])
    #expect([undated, first].latest == [first])
  }

  static var distortion: BoundaryDistortion {
    get throws {
      let z = Matrix(rows: 4, columns: 1)
      for row in 0..<4 { z[row, 0] = row < 2 ? -1 : 1 }
      let domain = BoundaryDistortion.Domain(z: z, labels: [false, false, true, true])
      var settings = BoundaryDistortion.Settings()
      settings.steps = 5
      return try BoundaryDistortion(source: domain, target: domain, settings: settings)
    }
  }
}
