#if os(Linux)
  import Foundation
  import Testing

  @testable import Core

  /// Kills a process that works in the app's workspace, and looks at what is left.
  ///
  /// The process is this test program again, which only Linux lets start itself by name. An ordinary run tries a few
  /// moments, `make test-kill` as many as VULNADAPT_KILL_MOMENTS says.
  @Suite(.serialized) struct WorkspaceKillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let moments = environment["VULNADAPT_KILL_MOMENTS"].flatMap { Int($0) } ?? 3
    private static let isAsked = environment["VULNADAPT_KILL_MOMENTS"] != nil
    /// What the process that is to be killed does; nil in all others.
    private static let job = environment["VULNADAPT_KILL_JOB"]

    // MARK: The process that is killed

    @Test(.enabled(if: job != nil, "the other tests start it in a process of its own"))
    func victim() throws {
      let folder = URL(fileURLWithPath: try #require(Self.environment["VULNADAPT_KILL_FOLDER"]))
      let progress = Progress(folder)
      progress.note()
      switch Self.job {
      case "changes":
        let store = try WorkspaceStore(folder: WorkspaceFolder(folder.appendingPathComponent("W")))
        var number = try ManyChanges(store).count
        while true {
          try ManyChanges.make(number, in: store)
          progress.note()
          number += 1
        }
      default:
        _ = try OneTraining(folder.appendingPathComponent("W")).run()
        progress.note()
      }
    }

    /// Starts a process that does a job, and kills it.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - folder: Its folder.
    ///   - seconds: How long it works before; nil to wait for its end.
    /// - Returns: How often it noted progress, and how long it worked.
    /// - Throws: When no process can be started.
    private func kill(_ job: String, in folder: URL, after seconds: Double?) throws -> (Int, Double) {
      let progress = Progress(folder)
      try? FileManager.default.removeItem(at: progress.file)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = ["--testing-library", "swift-testing", "--filter", "WorkspaceKillTests/victim"]
      process.environment = Self.environment.merging(
        ["VULNADAPT_KILL_JOB": job, "VULNADAPT_KILL_FOLDER": folder.path], uniquingKeysWith: { $1 })
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      while progress.count == 0, process.isRunning { usleep(1_000) }
      let start = ContinuousClock.now
      if let seconds {
        usleep(UInt32(seconds * 1e6))
        Glibc.kill(process.processIdentifier, SIGKILL)
      }
      process.waitUntilExit()
      return (progress.count, start.duration(to: .now) / .seconds(1))
    }

    // MARK: The tests

    @Test(.enabled(if: job == nil)) func aKilledAppLosesNoChange() throws {
      var random = TestRandom(state: 1)
      var folder = try TemporaryFolder()
      for moment in 0..<Self.moments {
        // Now and then from the start: the kill may fall into the making of the tables.
        let isFresh = moment % 4 == 0
        if isFresh { folder = try TemporaryFolder() }
        let workspace = WorkspaceFolder(folder.file("W"))
        let before = isFresh ? 0 : try ManyChanges(try WorkspaceStore(folder: workspace)).count
        let seconds = Double.random(in: 0...(isFresh ? 0.2 : 0.6), using: &random)
        let (noted, _) = try kill("changes", in: folder.url, after: seconds)
        try #require(noted > 0, "it was killed at work")
        let store = try WorkspaceStore(folder: workspace)
        #expect(store.setAside == nil, "moment \(moment)")
        let left = try ManyChanges(store)
        // The first note says that it is at work. The last change may be on disk, and its note not.
        #expect((before + noted - 1...before + noted).contains(left.count), "moment \(moment)")
        #expect(left.found == ManyChanges.expected(after: left.count), "moment \(moment)")
      }
    }

    /// Each moment trains twice, which is too long for an ordinary run.
    @Test(.enabled(if: job == nil && isAsked, "set VULNADAPT_KILL_MOMENTS to a number of moments"))
    func aKilledTrainingGoesOnToTheSameModelAndRanking() throws {
      var random = TestRandom(state: 2)
      let whole = try TemporaryFolder()
      var (_, seconds) = try kill("training", in: whole.url, after: nil)
      let expected = try OneTraining(whole.file("W")).outcome()
      try #require(expected.state == .completed && !expected.model.isEmpty && !expected.ranking.isEmpty)
      var kills = 0
      for moment in 0..<Self.moments {
        let folder = try TemporaryFolder()
        let share = (Double(moment) + Double.random(in: 0..<1, using: &random)) / Double(Self.moments)
        let (noted, took) = try kill("training", in: folder.url, after: share * seconds)
        if noted == 2 { seconds = min(seconds, took) } else { kills += 1 }
        let training = OneTraining(folder.file("W"))
        let store = try WorkspaceStore(folder: training.folder)
        #expect(store.setAside == nil, "moment \(moment)")
        _ = try store.recoverRuns()
        #expect(try store.runs().allSatisfy { $0.state != .running }, "moment \(moment)")
        _ = try training.run(in: store)
        #expect(try training.outcome(in: store) == expected, "moment \(moment)")
      }
      print("kill: training in the app: \(Self.moments) moments, \(kills) of them before its end")
      #expect(kills > 0)
    }
  }

  /// A file that grows by a byte at each note, so that others can see how far a process came.
  private struct Progress {
    let file: URL

    init(_ folder: URL) { file = folder.appendingPathComponent("progress") }

    func note() {
      let descriptor = open(file.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
      _ = write(descriptor, "x", 1)
      close(descriptor)
    }

    var count: Int { (try? Data(contentsOf: file).count) ?? 0 }
  }

  /// Changes of every kind, one after the other; each carries its number.
  private struct ManyChanges {
    private static let kinds = ["project", "marks", "label", "run", "ranking", "setting"]
    private static let date = Date(timeIntervalSince1970: 1)
    /// The number of the last change of each kind that is there.
    var found: [String: Set<Int>] = [:]

    /// How many changes are there.
    var count: Int { (found.values.flatMap(\.self).max() ?? -1) + 1 }

    /// What is there after so many changes: the last one of each kind, whole.
    static func expected(after count: Int) -> [String: Set<Int>] {
      var expected: [String: Set<Int>] = [:]
      for number in max(0, count - kinds.count)..<count { expected[kinds[number % kinds.count]] = [number] }
      return expected
    }

    /// Reads what a store holds.
    init(_ store: WorkspaceStore) throws {
      func note(_ kind: String, _ names: [String]) {
        found[kind] = names.isEmpty ? nil : Set(names.compactMap { Int($0) })
      }
      note("project", try store.projects().map(\.name))
      let marks = try store.triage(ofProject: "p").keys.map { $0.split(separator: " ")[0] }
      note("marks", marks.count == 40 || marks.isEmpty ? marks.map(String.init) : ["\(-marks.count)"])
      note("label", try store.labelCorrections(ofProject: "p").map(\.function))
      note("run", try store.runs().map { "\($0.step)" })
      let rankings = try store.scans(ofProject: "p")
      let findings = try rankings.flatMap { try store.findings(ofScan: $0.id) }
      note("ranking", rankings.map(\.id) + findings.map(\.function))
      if findings.count != rankings.count * 30 { found["ranking", default: []].insert(-findings.count) }
      note("setting", try store.settings().values.map(\.self))
    }

    /// Makes a change.
    static func make(_ number: Int, in store: WorkspaceStore) throws {
      let name = "\(number)"
      switch kinds[number % kinds.count] {
      case "project":
        try store.save(
          WorkspaceProject(id: "p", name: name, path: "/p", role: .unlabeled, addedAt: date))
      case "marks":
        var marks: [String: TriageState?] = [:]
        for place in 0..<40 {
          marks["\(number) \(place)"] = .confirmed
          marks["\(number - kinds.count) \(place)"] = .some(nil)
        }
        try store.setTriage(marks, ofProject: "p")
      case "label":
        try store.save(
          LabelCorrection(
            projectID: "p", fingerprint: "f", file: "a.c", function: name, label: .vulnerable, changedAt: date
          ))
      case "run":
        var run = WorkspaceRun(
          id: "r", name: "r", createdAt: date, method: "vuld", plan: nil, state: .completed)
        run.step = number
        try store.save(run)
      case "ranking":
        let record = ScanRecord(
          id: name, runID: "r", projectID: "p", scannedAt: date,
          summary: .init(
            functionCount: 30, fileCount: 1, suspectCount: 0, threshold: 0.5, skipped: [], method: "vuld"))
        let function = CFunction(
          file: "a.c", name: name, signature: "int f(void)",
          range: SourceRange(
            startOffset: 0, endOffset: 12, startLine: 1, startColumn: 1, endLine: 1, endColumn: 12),
          text: "int f(void) {}")
        try store.save(
          record,
          (1...30).map {
            StoredFinding(
              Finding(rank: $0, score: 0.5, function: function, statements: [], isSuspect: false),
              scanID: name)
          })
      default: try store.set("s", to: name)
      }
    }
  }

  /// A training in the app that is cancelled, goes on, and ranks a project.
  private struct OneTraining {
    let folder: WorkspaceFolder
    private static let date = Date(timeIntervalSince1970: 1)

    init(_ url: URL) { folder = WorkspaceFolder(url) }

    /// What a training comes to.
    struct Outcome: Equatable {
      var state: WorkspaceRun.State?
      var model: [UInt8]
      var ranking: [String]
    }

    func run() throws -> Outcome {
      let store = try WorkspaceStore(folder: folder)
      try run(in: store)
      return try outcome(in: store)
    }

    /// Does what is left to do.
    func run(in store: WorkspaceStore) throws {
      let projects = ["pixkit", "netkit"].map { name in
        WorkspaceProject(
          id: name, name: name, path: WorkspaceFixture.samples.appendingPathComponent(name).path,
          role: name == "pixkit" ? .labeled : .unlabeled, addedAt: Self.date)
      }
      for project in projects { try store.save(project) }
      var settings = TrainingSettings.tiny
      settings.maximumSteps = 40
      let plan = TrainingPlan(
        labeled: [.init(projects[0])], unlabeled: .init(projects[1]), method: AdaptationMethod.dualGDDDAN.id,
        settings: settings, usesMarks: false)
      var run =
        try store.runs().first
        ?? WorkspaceRun(
          id: "r", name: "r", createdAt: Self.date, method: plan.method, plan: plan, state: .running)
      if run.state == .completed || run.state == .stoppedEarly { return }
      let begins = run.step == 0 && run.state == .running
      run.state = .running
      try store.save(run)
      // A first sitting that is cancelled leaves a checkpoint, from which the second goes on.
      let stop = StopRequest()
      if begins {
        let first = TrainingRunner(
          store: store, run: run, plan: plan, resumes: false, stop: stop,
          publish: { if $0.step >= 12 { stop.make() } })
        run = try first().run
        run.state = .running
        try store.save(run)
      }
      let second = TrainingRunner(
        store: store, run: run, plan: plan, resumes: true, stop: StopRequest(), publish: { _ in })
      _ = try second()
    }

    func outcome() throws -> Outcome { try outcome(in: try WorkspaceStore(folder: folder)) }

    func outcome(in store: WorkspaceStore) throws -> Outcome {
      let run = try store.runs().first
      let scans = try run.map { try store.newestScan(ofRun: $0.id) } ?? nil
      let findings = try scans.map { try store.findings(ofScan: $0.id) } ?? []
      return Outcome(
        state: run?.state, model: Array(try Data(contentsOf: folder.model(ofRun: "r"))),
        ranking: findings.map { "\($0.rank) \($0.file) \($0.function) \($0.score)" })
    }
  }
#endif
