import ArgumentParser
import Core
import Foundation

/// One run of `vulnadapt scan`: from settings to written reports and the exit status.
struct ScanSession {
  let command: ScanCommand
  /// The folder or file that is scanned.
  let root: String
  /// The only files and folders below it that are looked at; empty for all.
  let parts: [String]
  let settings: EffectiveConfiguration
  /// Where the project's paths start from.
  let project: ProjectRoot
  /// Takes results and errors.
  let console: Console
  let terminal: Terminal

  /// Scans, writes the reports and the baseline, and fails when findings reach the level.
  func run() throws {
    let start = Date()
    let triage = try triage()
    let model = try StarterModel.model(in: settings.model)
    let watcher = InterruptWatcher(console)
    let shouldStop: @Sendable () -> Bool = { watcher.isRequested }
    let cache = command.incremental.historyCache
    let history = try history(for: model, cache, shouldStop)
    let adapted = history?.adapted
    var result = try scan(Detector(model: adapted?.file ?? model), triage, history, shouldStop)
    result.adaptation = adapted?.summary
    // Both lie in one folder: what keeps them from being written is said once.
    for problem in Set([cache.problem, result.cacheProblem].compactMap(\.self)).sorted() {
      remark("vulnadapt: \(problem)")
    }
    if let history { result.addNotes(from: history) }
    if settings.showsTimes { result.times = start..<max(start, Date()) }
    note(result)
    if result.fileCount == 0 {
      throw ScanFailure.nothingRead(path: command.name)
    }
    try write(result)
    try updateBaselines(result, triage)
    if let adapted, adapted.isDecided { remark("vulnadapt: \(StarterModel.name): \(adapted.summary)") }
    if let other = model.adaptation, other.project != result.projectName {
      remark(
        "vulnadapt: the model was adapted to \(other.project.printable), not to \(result.projectName.printable)"
      )
    }
    // Last, so that nobody has to look for errors above it.
    if settings.model == nil {
      remark("vulnadapt: \(CommandLineAdvice.standsIn(for: model, withHistory: history != nil))")
    }
    if command.writeBaseline == nil, let level = settings.failureLevel, level.isReached(by: result) {
      console.note("vulnadapt: the scan fails: \(level.reason(of: result)) (--fail-on \(level))")
      throw ExitStatus.findings.exitCode
    }
  }

  /// What has been decided before: a scan goes on with the baseline that it writes, so that no mark in it is lost.
  private func triage() throws -> Triage {
    var triage = try Triage(of: settings, pathInProject: project.pathToScanned)
    if triage.baseline == nil, let file = command.writeBaseline.map(project.output), file.exists {
      triage.baseline = try BaselineFile.read(file)
    }
    return triage
  }

  /// Takes what is no result and no error.
  var remarks: Console { command.quiet.remarks(on: console) }

  /// Says what is no result and no error.
  func remark(_ text: String) { remarks.note(text) }

  /// What reports call the model.
  private var modelName: String {
    settings.model.flatMap { $0.path == StarterModel.word ? nil : $0.path } ?? StarterModel.name
  }

  /// What the project's history says; nil when there is none, or none is wanted.
  private func history(
    for model: ModelFile, _ cache: HistoryCache, _ shouldStop: @escaping @Sendable () -> Bool
  ) throws -> ScannedHistory? {
    guard settings.readsHistory else { return nil }
    var progress = StatusLine(terminal, isQuiet: command.quiet.isOn)
    defer { progress.clear() }
    let history = try command.past.history(
      of: root, cache: cache, adapting: settings.adapts ? model : nil, note: remarks.note,
      shouldStop: shouldStop
    ) { progress.show($0.description) }
    if history == nil, parts.contains(where: { ScannedHistory.isInRepository("\(root)/\($0)") }) {
      progress.clear()
      remark(
        "vulnadapt: the history is left out: what is named is in several repositories, or in none; scan each of these by itself."
      )
    }
    return history
  }

  private var style: ReportStyle {
    ReportStyle(
      usesColor: terminal.usesColor, width: terminal.width, limit: limit, advice: CommandLineAdvice.clauses)
  }

  /// How many findings are listed: within a budget, all that fit.
  private var limit: ReportStyle.Limit {
    command.budget != nil && settings.limit == .standard ? .all : settings.limit
  }

  private func scan(
    _ detector: Detector, _ triage: Triage, _ history: ScannedHistory?,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) throws -> ScanResult {
    var options = ReportFormats.rankingOptions(
      for: [settings.format] + command.output.map(\.format), style,
      threshold: settings.threshold ?? detector.model.threshold, triage: triage)
    if command.writeBaseline != nil { options.suspectLimit = .max }
    var reading = Repository.Options()
    reading.excluded = settings.exclusions(scanning: root)
    reading.parts = parts
    let repository = Repository(path: root, options: reading)
    options.order = command.order ?? (command.budget == nil ? .score : .effort)
    if let limit = options.limit, options.order == .effort || options.order == .teaching {
      // Suspects do not come first then, and their ranks count what stands between.
      options.limit = max(limit, options.suspectLimit > 0 ? ProjectRanking.Options.mostRows : 0)
    }
    if let budget = command.budget {
      options.budget = budget
      options.limit = min(options.limit ?? .max, ProjectRanking.Options.mostRows)
    }
    options.families = command.listsAllAlike ? .apart : .together
    options.ranksAncillaryApart = settings.ranksAncillaryApart
    options.mended = history?.mended
    options.past = history.flatMap { detector.model.evidence.map($0.scores) }
    if command.learn {
      options.learned = try learned(detector, repository, options.past, shouldStop: shouldStop)
    }
    options.committed = try command.incremental.committedFunctions(of: repository, shouldStop: shouldStop)
    var scan = ProjectScan(
      scanner: RepositoryScanner(repository: repository, threads: settings.threads), options: options)
    scan.cache = command.incremental.cacheFolder.map(ScanCache.init)
    let configured = scan
    var progress = StatusLine(terminal, isQuiet: command.quiet.isOn)
    defer { progress.clear() }
    var result = try Parallel.limited(to: settings.threads ?? Parallel.threadCount) {
      try configured.run(
        with: detector, names: (parts.isEmpty ? root : command.name, modelName), shouldStop: shouldStop
      ) { done in progress.show("\(done.fileCount) files, \(done.functionCount) functions …") }
    }
    if !parts.isEmpty { result.folder = root }
    result.projectName = URL(fileURLWithPath: root).resolvingSymlinksInPath().lastPathComponent
    result.pathToWorkingFolder = Repository.pathToWorkingFolder(from: root)
    return result
  }

  /// What the project's marks teach.
  private func learned(
    _ detector: Detector, _ repository: Repository, _ past: PastScores?,
    shouldStop: @escaping @Sendable () -> Bool
  ) throws -> LearnedMarks {
    let lists = try MarkLists.lists([], settings, project)
    let marks = try TriageMarks(
      of: repository, lists: lists, pathInProject: project.pathToScanned,
      honoursComments: settings.honoursComments, threads: settings.threads, shouldStop: shouldStop)
    let learned = try LearnedMarks(marks, detector, past: past)
    remark(
      "vulnadapt: learnt from \(counting: learned.foundCount, "confirmed function") and"
        + " \(counting: learned.fineCount, "accepted one")")
    return learned
  }

  private func write(_ result: ScanResult) throws {
    for output in command.output {
      // Files are plain, however the terminal looks.
      let style = ReportStyle(limit: limit, advice: CommandLineAdvice.clauses)
      try ReportFile.write(
        output.format.init(style: style).report(result), to: project.output(output.file))
    }
    try console.write(settings.format.init(style: style).report(result))
    if settings.format == TextReport.self {
      remark(
        "vulnadapt: \(counting: result.suspectCount, "suspect") among"
          + " \(result.scopeInWords) in \(counting: result.fileCount, "file")\(result.apartWords)"
      )
    }
  }

  /// What standard error says of a scan: what was skipped, and what triage no longer needs.
  private func note(_ result: ScanResult) {
    let files = result.skipped.filter { $0.line == nil }
    remarks.note(files, "files; --format json lists them all") {
      "vulnadapt: skipped \(result.displayPath(of: $0.file).printable): it \($0.reason.printable)"
    }
    remarks.note(result.triage.unusedSuppressions, "comments that suppress nothing") {
      "\(result.displayPath(of: $0.file).printable):\($0.line): note: \($0.reason.printable)"
    }
    remarks.note(result.triage.staleEntries, "stale baseline entries") {
      "vulnadapt: stale baseline entry: \($0.function.printable) in \($0.file.printable) is gone or has changed"
    }
    if result.triage.idleEntryCount > 0 {
      remark(
        "vulnadapt: \(counting: result.triage.idleEntryCount, "accepted function is", plural: "accepted functions are")"
          + " no suspect with this model and threshold")
    }
  }
}

extension ScanCommand {
  /// What is scanned, as the user named it.
  var name: String { paths.isEmpty ? "." : paths.joined(separator: " ") }
}
