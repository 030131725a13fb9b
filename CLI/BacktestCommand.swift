import ArgumentParser
import Core
import Foundation

/// `vulnadapt backtest`: would the ranking have helped?
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Puts a project back to a past commit and measures what rankings would have found.",
    discussion: """
      All functions that stood at the commit are ranked with nothing but what was known then; wanted are those that \
      later fixes changed. A commit is a fix when its message names a CVE or matches a --pattern, when --commits \
      lists it, or when a record of --osv names it, as for `vulnadapt labels from-git`. Whether a fix is later is \
      decided by ancestry, never by dates; what a record says to have come in after the commit does not count. \
      Tests, examples, documentation and vendored folders are left out of every ranking; --exclude says otherwise.

      Beside a random order and longest first stand the functions of recently fixed files (as bugspots does), \
      recently fixed functions, length and recent fixes together, the starter model with and without \
      history, and any --model. A model that has learnt from this project after the commit knows the answer; the \
      command cannot tell.

      Without --at and --every, the commit is chosen near the point where 40 % of the fixed functions were fixed, a \
      day before a fix that follows 30 days without any. What nobody found, or nobody named, counts as clean, so \
      figures are low and are read beside those of longest first.

      EXAMPLES
        vulnadapt backtest .
        vulnadapt backtest . --at 2020-12-31 --model here.vulnmodel
        vulnadapt backtest . --every 1y --format markdown
        vulnadapt backtest . --pattern 'fix(es|ed)? .*overflow' --output html=backtest.html
        vulnadapt backtest ~/src/libexpat --osv oss-fuzz-vulns/vulns/expat

      EXIT STATUS
        0 done, 2 could not finish (for example, no fix is found), 64 wrong usage
      """)

  /// A report to write to a file, given as `FORMAT=FILE`.
  struct Output: ExpressibleByArgument {
    let format: BacktestReport.Format
    let file: String

    init?(argument: String) {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let format = BacktestReport.Format(rawValue: parts[0]) else { return nil }
      self.format = format
      file = parts[1]
    }
  }

  @OptionGroup var source: RepositoryOptions

  @Option(
    help: ArgumentHelp("A commit, branch or tag, or a date such as 2020-12-31.", valueName: "commit|date"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "Put the project back again and again, a period apart: a number and d, w, m or y.", valueName: "period")
  )
  var every: String?

  @OptionGroup(title: "Fixes") var fixes: FixOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A model file to measure as well; may be repeated.", valueName: "file"),
    completion: .file(extensions: ["vulnmodel"]))
  var model: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Leave files out of the ranking, in .gitignore's syntax; may be repeated. Replaces the usual ones: "
        + BacktestProject.usuallyExcluded.joined(separator: " "), valueName: "pattern"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp("The form of the report on standard output.", valueName: "text|json|markdown|html"))
  var format: BacktestReport.Format = .text

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Also write a report to a file, such as html=backtest.html; may be repeated.", valueName: "format=file")
  )
  var output: [Output] = []

  func validate() throws {
    if at != nil && every != nil { throw ValidationError("Give one of --at and --every.") }
    if let every, Self.seconds(every) == nil {
      throw ValidationError("--every must be a number and d, w, m or y, for example --every 1y.")
    }
  }

  /// The length of a period such as `1y` in seconds.
  static func seconds(_ period: String) -> Int64? {
    let units: [Character: Int64] = ["d": 86_400, "w": 7 * 86_400, "m": 2_629_800, "y": 31_557_600]
    guard let unit = period.last.flatMap({ units[$0] }), let count = Int64(period.dropLast()),
      (1...10_000).contains(count)
    else { return nil }
    return count * unit
  }

  func run() throws { try Console.runInterruptibly(test) }

  /// Runs the backtest and writes the reports.
  func test(
    on console: Console, terminal: Terminal, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    var status = StatusLine(terminal)
    defer { status.clear() }
    if !fixes.osv.isEmpty { status.show("reading records …") }
    var backtest = Backtest(truth: try fixes.labels(shouldStop: shouldStop, onRecords: console.warn))
    if let at { backtest.moments = .at(at) }
    if let every, let period = Self.seconds(every) { backtest.moments = .every(period) }
    if !exclude.isEmpty { backtest.excluded = exclude }
    backtest.history = try source.reading()
    backtest.cache = source.cache
    let models = try models()
    backtest.rankers += models.map(\.ranker)
    backtest.learntProjects = models.compactMap { ranker, model in
      model.map { (ranker.title, ($0.provenance.labeled + $0.provenance.unlabeled).map(\.name)) }
    }
    backtest.reviewed = Self.starterName
    let configured = backtest
    let git = try source.open(shouldStop: shouldStop)
    let result = try source.parallel.limit {
      try configured.run(git) { progress in status.show(progress.description) }
    }
    status.clear()
    console.noteProblem(of: configured.cache)
    let report = BacktestReport(result)
    for output in output { try ReportFile.write(report.text(output.format), to: NamedFile(output.file)) }
    try console.write(report.text(format))
  }

  private static let starterName = "starter"

  /// The rankers of models, each with its model where that is not another one's in another use.
  private func models() throws -> [(ranker: BacktestRanker, model: ModelFile?)] {
    let starter = Detector(model: try StarterModel.load())
    let byText = BacktestRanker.model(
      starter, name: "\(Self.starterName)-text", title: "\(StarterModel.name) without history", using: .none)
    let others = try model.flatMap { file in
      let detector = Detector(model: try ModelFile(contentsOf: URL(fileURLWithPath: file)))
      return rankers(detector, name: "model:\(file)", title: file)
    }
    return rankers(starter, name: Self.starterName, title: StarterModel.name) + [(byText, nil)] + others
  }

  /// A model as it is, and, where scans adapt it, as they do.
  private func rankers(
    _ detector: Detector, name: String, title: String
  ) -> [(ranker: BacktestRanker, model: ModelFile?)] {
    let own = BacktestRanker.model(detector, name: name, title: title)
    guard detector.model.adaptsToPasts else { return [(own, detector.model)] }
    let adapted = BacktestRanker.model(
      detector, name: "\(name)-adapted", title: "\(title), adapted", using: .adapted)
    return [(own, detector.model), (adapted, nil)]
  }
}

extension BacktestReport.Format: ExpressibleByArgument {}
