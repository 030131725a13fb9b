import ArgumentParser
import Core
import Foundation

/// One run of `vulnadapt scan`: from settings to written reports and the exit status.
struct ScanSession {
  let command: ScanCommand
  let settings: EffectiveConfiguration
  let configurationFolder: String?
  let console: Console
  let terminal: Terminal

  private var root: ProjectRoot { ProjectRoot(of: command.path, fallback: configurationFolder) }

  /// Scans, writes the reports and the baseline, and fails when findings reach the level.
  func run() throws {
    let start = Date()
    let triage = try Triage(of: settings, pathInProject: root.pathToScanned)
    let detector = Detector(model: try model())
    let history = try history()
    var result = try scan(detector, triage)
    if let history { result.addPasts(from: history) }
    if settings.showsTimes { result.times = start..<max(start, Date()) }
    note(result)
    if result.fileCount == 0 {
      throw ScanFailure.nothingRead(path: command.path)
    }
    try write(result)
    try updateBaselines(result, triage)
    if command.writeBaseline == nil, let level = settings.failureLevel, level.isReached(by: result) {
      throw ExitStatus.findings.exitCode
    }
  }

  /// The model asked for, or the one that comes with the program.
  private func model() throws -> ModelFile {
    if let file = settings.model { return try ModelFile(contentsOf: file) }
    let model = try StarterModel.load()
    console.note("vulnadapt: \(StarterModel.advice(for: model))")
    return model
  }

  /// What the project's history says; nil when there is none, or none is wanted.
  private func history() throws -> ScannedHistory? {
    guard command.past.readsHistory else { return nil }
    let watcher = InterruptWatcher(onFirst: {})
    var progress = StatusLine(terminal, isQuiet: command.quiet)
    defer { progress.clear() }
    return try command.past.history(
      of: command.path, cache: command.incremental.historyCache, note: console.note,
      shouldStop: { watcher.isRequested }
    ) { progress.show($0.description) }
  }

  private var style: ReportStyle {
    ReportStyle(usesColor: terminal.usesColor, width: terminal.width, limit: settings.limit)
  }

  private func scan(_ detector: Detector, _ triage: Triage) throws -> ScanResult {
    let formats = (command.quiet ? [] : [settings.format]) + command.output.map(\.format)
    var options = ReportFormats.rankingOptions(
      for: formats, style, threshold: settings.threshold ?? detector.model.threshold, triage: triage)
    if command.writeBaseline != nil { options.suspectLimit = .max }
    let console = console
    let watcher = InterruptWatcher {
      console.note("\nvulnadapt: stopping; press Ctrl-C again to stop at once")
    }
    let repository = Repository(path: command.path)
    options.committed = try command.incremental.committedFunctions(of: repository) { watcher.isRequested }
    var scan = ProjectScan(
      scanner: RepositoryScanner(repository: repository, threads: settings.threads), options: options)
    scan.cache = command.incremental.scanCache(root: command.path, model: detector.model, options: options)
    defer { if let problem = scan.cache?.problem { console.note("vulnadapt: \(problem)") } }
    let configured = scan
    var progress = StatusLine(terminal, isQuiet: command.quiet)
    defer { progress.clear() }
    return try Parallel.limited(to: settings.threads ?? Parallel.threadCount) {
      try configured.run(
        with: detector, names: (command.path, settings.model?.path ?? StarterModel.name),
        shouldStop: { watcher.isRequested }
      ) { done in progress.show("\(done.fileCount) files, \(done.functionCount) functions …") }
    }
  }

  private func write(_ result: ScanResult) throws {
    for output in command.output {
      // Files are plain, however the terminal looks.
      let style = ReportStyle(limit: settings.limit)
      try ReportFile.write(
        output.format.init(style: style).report(result), to: root.output(output.file))
    }
    if !command.quiet { try console.write(settings.format.init(style: style).report(result)) }
    if settings.format == TextReport.self {
      console.note(
        "vulnadapt: \(result.suspectCount) suspects among \(result.functionCount) functions in"
          + " \(result.fileCount) files")
    }
  }

  private func updateBaselines(_ result: ScanResult, _ triage: Triage) throws {
    let remaining = result.triage.remainingBaseline
    if let file = command.writeBaseline {
      let new = result.findings.filter(\.isSuspect).map {
        Baseline.Entry(
          file: triage.pathInProject + $0.function.file, function: $0.function.name,
          fingerprint: $0.fingerprint)
      }
      let baseline = Baseline((remaining?.entries ?? []) + new)
      try BaselineFile.write(baseline, to: root.output(file))
      console.note("vulnadapt: \(file.printable) accepts \(Self.count(baseline.entries.count, "suspect"))")
    } else if let file = settings.baseline, let remaining, !result.triage.staleEntries.isEmpty,
      !command.keepBaseline
    {
      do {
        try BaselineFile.write(remaining, to: file.isOfProject ? file : root.output(file.path))
        console.note(
          "vulnadapt: removed \(Self.count(result.triage.staleEntries.count, "stale entry", "stale entries"))"
            + " from \(file.path.printable)")
      } catch {
        // The scan is done and right; a checkout that cannot be written to is no reason to fail.
        console.note("vulnadapt: stale entries stay: \(error)")
      }
    }
  }

  /// What standard error says of a scan: what was skipped, and what triage no longer needs.
  private func note(_ result: ScanResult) {
    let files = result.skipped.filter { $0.line == nil }
    console.note(files, "files; --format json lists them all") {
      "vulnadapt: skipped \($0.file.printable): it \($0.reason.printable)"
    }
    console.note(result.triage.unusedSuppressions, "comments that suppress nothing") {
      "\(TextReport.path(of: $0.file, below: command.path).printable):\($0.line): note: \($0.reason.printable)"
    }
    console.note(result.triage.staleEntries, "stale baseline entries") {
      "vulnadapt: stale baseline entry: \($0.function.printable) in \($0.file.printable) is gone or has changed"
    }
    if result.triage.idleEntryCount > 0 {
      console.note(
        "vulnadapt: \(Self.count(result.triage.idleEntryCount, "accepted function is", "accepted functions are"))"
          + " no suspect with this model and threshold")
    }
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}

/// Why a scan ended without a report.
enum ScanFailure: Error, CustomStringConvertible {
  /// Not a single file could be read.
  case nothingRead(path: String)

  var description: String {
    switch self {
    case .nothingRead(let path):
      "no file could be read in \(path.printable). Look at the messages above, or run it without --quiet."
    }
  }
}
