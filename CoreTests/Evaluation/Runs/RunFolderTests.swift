import Foundation
import Testing

@testable import Core

struct RunFolderTests {
  static let record = RunRecord(
    id: "00ff12ab", evaluationProtocol: .honest, method: "ddan", label: "DDAN", settings: ["batchSize": "64"],
    seed: 3,
    labeled: [
      .init(name: "a", sha256: String(repeating: "a", count: 64), functionCount: 5, vulnerableCount: 2)
    ],
    target: .init(name: "b", sha256: String(repeating: "b", count: 64), functionCount: 2, vulnerableCount: 1),
    duplicates: DuplicateCounts(), libraryVersion: "0.1.0", build: "0011223344556677",
    finished: Date(timeIntervalSince1970: 1_700_000_000), seconds: 1.5, peakMemory: 1 << 20, step: 40,
    validationAveragePrecision: 0.5,
    figures: [
      RankerFigures(
        ranker: "ddan",
        perFunction: [.areaUnderCurve: Estimate(0.75, low: 0.5, high: 1), .f1: Estimate(.nan)],
        perGroup: [.initialFalseAlarms: Estimate(12)])
    ], verdict: "No.")

  static let events: [TrainingEvent] = [
    .started(step: 0, maximumSteps: 20, parameters: 10),
    .step(
      StepReport(
        step: 1, terms: ["classification": 0.5], discriminatorLoss: nil, discriminatorAccuracies: [:],
        gradientNorm: 2)),
    .warning("mind"),
    .evaluated(
      EvaluationReport(
        step: 20, validation: RankingMetrics(scores: [1], labels: [true]), validationLoss: 1, isBest: true,
        evaluationsWithoutImprovement: 0, terms: [:], discriminatorAccuracies: [:])),
    .finished(.completed),
  ]

  static let scores = ScoreTable(
    rankers: ["ddan", "length"],
    rows: [
      .init(
        domain: .validation, path: "x, \"y\".c", function: "f", line: 3, label: .vulnerable, group: "cve:1",
        scores: [0.1, 7]),
      .init(domain: .target, path: "z.c", function: "g", line: 1, label: nil, group: "n", scores: [1e-9, 2]),
    ])

  private let folder: TemporaryFolder
  private let run: RunFolder

  init() throws {
    folder = try TemporaryFolder()
    run = RunFolder(folder.file("run"))
    try run.write(record: Self.record, events: Self.events, scores: Self.scores)
  }

  @Test func aRecordStandsBesidePointsOfItsOwnRunAlone() throws {
    func write(_ joint: JointRepresentations?) throws {
      try run.write(record: Self.record, events: Self.events, scores: Self.scores, joint: joint)
    }
    let files = FileManager.default
    try write(SampleRun.joint())
    #expect(files.fileExists(atPath: run.jointFile.path))
    try write(nil)
    #expect(!files.fileExists(atPath: run.jointFile.path) && files.fileExists(atPath: run.recordFile.path))
    // Points that cannot be written leave a folder without a record.
    try files.createDirectory(at: run.jointFile, withIntermediateDirectories: false)
    #expect(throws: RunFolderError.self) { try write(SampleRun.joint()) }
    #expect(!files.fileExists(atPath: run.recordFile.path))
  }

  @Test func whatIsWrittenIsReadBack() throws {
    #expect(try run.record() == Self.record)
    #expect(try run.scores() == Self.scores)
    let events = try run.trainingEvents()
    #expect(events.count == Self.events.count)
    guard case .step(let step) = events[1], case .warning("mind") = events[2],
      case .evaluated(let look) = events[3],
      case .finished(.completed) = events[4]
    else {
      Issue.record("other events")
      return
    }
    #expect(step.terms == ["classification": 0.5])
    #expect(look.validation.averagePrecision.isNaN)
  }

  @Test func aFolderOfRunsNamesThem() throws {
    let folder = try TemporaryFolder()
    for name in ["seed-2", "seed-1"] {
      try RunFolder(folder.file(name)).write(record: Self.record, events: Self.events, scores: Self.scores)
    }
    #expect(RunFolder.runs(below: folder.url) == ["seed-1", "seed-2"])
    #expect(RunFolder.runs(below: folder.file("seed-1")).isEmpty)
    let error = RunFolderError.holdsRuns(folder: "r", runs: ["seed-1", "seed-2"])
    #expect(error.description.contains("holds 2 runs") && error.description.contains("r/seed-1, r/seed-2"))
  }

  @Test func aLineOfTrainingNamesItsEvent() throws {
    let text = try String(contentsOf: run.trainingFile, encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.count == Self.events.count)
    for (line, kind) in zip(lines, ["started", "step", "warning", "evaluated", "finished"]) {
      #expect(line.contains("\"event\":\"\(kind)\""))
    }
  }

  @Test func aFolderFromAnotherVersionSaysSo() throws {
    try change(run.recordFile) { $0.replacing("\"version\":1", with: "\"version\":99") }
    #expect(throws: RunFolderError.unsupportedVersion(file: run.recordFile.path, found: "99", supported: 1)) {
      try run.record()
    }
    do { _ = try run.record() } catch { #expect("\(error)".contains("a run folder from another version")) }
  }

  @Test(arguments: [
    ("\"id\":\"00ff12ab\"", "\"id\":\"../../etc\""), ("\"value\":0.75", "\"value\":7.5"),
    ("\"seed\":3", "\"seed\":-3"), ("\"protocol\":\"honest\"", "\"protocol\":\"kind\""),
    ("\"functionCount\":2", "\"functionCount\":0"), ("\"seconds\":1.5", "\"seconds\":1.5,\"seconds\":2"),
    ("\"auc\"", "\"luck\""), ("aaaa\"", "aaZZ\""), ("{", ""), ("0011223344556677", "../../secrets"),
    ("2023-11-14T22:13:20Z", "yesterday"), ("\"seconds\":1.5", "\"seconds\":1e300"),
    ("\"step\":40", "\"step\":9223372036854775807"),
  ])
  func anImpossibleRecordIsRefused(old: String, new: String) throws {
    try change(run.recordFile) { text in
      guard let range = text.range(of: old) else { return text }
      return text.replacingCharacters(in: range, with: new)
    }
    #expect(throws: RunFolderError.self) { try run.record() }
  }

  /// A step of 2⁶³ is no whole number that a picture could tell.
  @Test(arguments: ["-1", "9223372036854775807"]) func impossibleStepsAreRefused(_ step: String) throws {
    for number in ["\"step\":0", "\"step\":1,", "\"step\":20"] {
      try run.write(record: Self.record, events: Self.events, scores: Self.scores)
      try change(run.trainingFile) { text in
        #expect(text.contains(number))
        return text.replacing(number, with: "\"step\":\(step)" + (number.hasSuffix(",") ? "," : ""))
      }
      #expect(throws: RunFolderError.self) { try run.trainingEvents() }
    }
  }

  @Test func boundaryDistortionIsMarkedAsOracleAndImpossibleOnesAreRefused() throws {
    var record = Self.record
    record.boundaryDistortion = try FinishedRunsTests.distortion
    try run.write(record: record, events: [], scores: Self.scores)
    #expect(try run.record() == record)
    try change(run.recordFile) { text in
      #expect(text.contains("\"oracleBoundaryDistortion\":{\"sourceToTarget\":{\"accuracy\":"))
      return text.replacing("\"majorityShare\":0.5", with: "\"majorityShare\":5")
    }
    #expect(throws: RunFolderError.self) { try run.record() }
  }

  @Test(arguments: [
    ("target", "elsewhere"), (",1e-09,", ",nan,"), ("z.c,g,1,", "z.c,g,0,"), ("ddan,length", "ddan,ddan"),
    ("domain", "place"), (",7", ",7,7"), (",1,cve", ",2,cve"), ("\"x", "\"\"x"),
  ])
  func impossibleScoresAreRefused(old: String, new: String) throws {
    try change(run.scoresFile) { $0.replacing(old, with: new) }
    #expect(throws: RunFolderError.self) { try run.scores() }
  }

  @Test func aWrongRowIsNamedByItsLine() throws {
    try change(run.scoresFile) { $0.replacing("target", with: "elsewhere") }
    #expect(
      throws: RunFolderError.malformed(file: run.scoresFile.path, line: 3, detail: "the domain is unknown")
    ) { try run.scores() }
  }

  /// A file can be large without taking any room.
  @Test func tablesThatAreLargeAreRefusedBeforeTheyAreRead() throws {
    for file in [run.scoresFile, run.trainingFile] {
      let size = RunFolder.tableLimit + 1
      #expect(truncate(file.path, off_t(size)) == 0)
      let expected = RunFolderError.tooLarge(file: file.path, size: size, limit: RunFolder.tableLimit)
      #expect(throws: expected) {
        if file == run.scoresFile { _ = try run.scores() } else { _ = try run.trainingEvents() }
      }
      #expect(truncate(file.path, off_t(4 << 20)) == 0)
      #expect(throws: RunFolderError.self) {
        if file == run.scoresFile { _ = try run.scores() } else { _ = try run.trainingEvents() }
      }
    }
  }

  @Test(arguments: [("domain,path", 1), ("domain,\"", 2), ("other,", 1)])
  func aTableWithoutLineOrQuoteEndsIsRefusedAtOnce(_ start: String, _ line: Int) throws {
    let header = (ScoreTable.columns + ["r"]).joined(separator: ",") + "\n"
    let rest = String(repeating: start == "domain,\"" ? "a\n" : "a", count: 40_000)
    let text = (start == "domain,\"" ? header : "") + start + rest + rest
    #expect {
      try ScoreTable(csv: Array(text.utf8), file: "s")
    } throws: { error in
      if case .malformed("s", line, _) = error as? RunFolderError { true } else { false }
    }
  }

  @Test func linksAndMissingFilesAreNotFollowed() throws {
    let link = RunFolder(folder.file("other"))
    try FileManager.default.createDirectory(at: link.url, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: link.recordFile, withDestinationURL: run.recordFile)
    #expect(throws: RunFolderError.self) { try link.record() }
    #expect(throws: RunFolderError.self) { try link.scores() }
  }

  private func change(_ file: URL, _ edit: (String) -> String) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let edited = edit(text)
    try #require(edited != text)
    try Data(edited.utf8).write(to: file)
  }
}
