import ArgumentParser
import Core
import Foundation

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures a model, or a method on a pair of projects, beside trivial rankers.",
    discussion: """
      With --model, scores every function of a labelled project and compares the
      ranking with its labels. With --labeled, --target and --method, trains once
      for each seed, adapts to the target without its labels, and measures on them
      afterwards: all figures with 95 % intervals, beside a random order, longest
      first, TF-IDF + logistic regression and learning from the source alone, and
      a sentence on whether the method beats these and whether that could be
      chance. A method that does not beat "longest first" has learnt nothing a
      reviewer can use.

      The honest protocol reads the target's labels only when all choices are
      made. The parity protocol is the paper's: 80 % of the target to train on, the
      best F1 over all steps on the other 20 %. Its figures are marked oracle.

      Functions of one CVE and near duplicates are kept together when the source is
      split; the second table counts functions of one CVE, one name or one
      near-duplicate group once.

      EXAMPLES
        vulnadapt evaluate Samples/netkit --model netkit.vulnmodel \\
          --labels Samples/netkit-truth.csv
        vulnadapt evaluate --labeled Samples/pixkit --target Samples/netkit \\
          --labels Samples/netkit-truth.csv --method dual-gd-ddan --seeds 3
        vulnadapt evaluate --labeled ffmpeg --target libpng --method ddan \\
          --protocol parity --run-folder runs/ddan
      """)

  /// The generator that functions go through.
  enum Route: String, ExpressibleByArgument, CaseIterable {
    case model, source, target
  }

  /// How the figures are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The labelled project to measure a model on.")
  var project: String?

  @Option(name: [.short, .long], help: ArgumentHelp("The model file.", valueName: "file"))
  var model: String?

  @Option(help: ArgumentHelp("A labelled project to learn from; may be repeated.", valueName: "folder"))
  var labeled: [String] = []

  @Option(help: ArgumentHelp("The labelled project to adapt to without its labels.", valueName: "folder"))
  var target: String?

  @Option(help: ArgumentHelp("The method to measure; `vulnadapt methods` lists them.", valueName: "name"))
  var method: String?

  @Option(
    name: .customLong("protocol"), help: "How the method is measured: honest, or parity with the paper.")
  var evaluationProtocol = EvaluationProtocol.honest

  @Option(help: "How many seeds to train with, from --seed on.")
  var seeds = 5

  @Option(
    help: ArgumentHelp(
      "Keep each run's record, events and scores here, seed by seed if there are several.",
      valueName: "folder"))
  var runFolder: String?

  @Option(
    help: ArgumentHelp(
      "A CSV or JSONL label file of the project measured on; by default the project's own.",
      valueName: "file"))
  var labels: String?

  @Option(help: "The generator that functions go through: what the model says, source, or target.")
  var through = Route.model

  @Option(help: "Format of the figures.")
  var format = Format.text

  @Flag(name: [.short, .long], help: "Print nothing but the figures and errors.")
  var quiet = false

  @OptionGroup(title: "Settings")
  var options: TrainingOptions

  @OptionGroup(title: "How functions are rewritten")
  var normalisation: NormalisationOptions

  func validate() throws {
    if target != nil || method != nil || !labeled.isEmpty {
      try validateMethod()
    } else if project == nil || model == nil {
      throw ValidationError(
        "Name a labelled project and --model, or --labeled, --target and --method. See --help for examples.")
    }
  }

  private func validateMethod() throws {
    guard model == nil, project == nil else {
      throw ValidationError(
        "Measure either a model (PROJECT --model) or a method (--labeled --target --method).")
    }
    guard let method, target != nil, !labeled.isEmpty else {
      throw ValidationError("A method is measured with --labeled, --target and --method together.")
    }
    guard TrainingMethod.named(method) != nil else {
      throw ValidationError(
        "There is no method '\(method)'. Choose one of: "
          + TrainingMethod.all.map(\.id).joined(separator: ", ") + ".")
    }
    guard (1...100).contains(seeds) else { throw ValidationError("--seeds must be from 1 to 100.") }
    do { _ = try settings() } catch let error as TrainingError {
      throw ValidationError(error.description)
    }
  }

  /// The settings of the runs.
  func settings() throws -> TrainingSettings {
    var settings = try options.settings()
    settings.normalisation = normalisation.applied(to: settings.normalisation)
    return settings
  }

  func run() throws {
    let console = quiet ? Console.quiet : .standard
    try console.run {
      if let method, let target {
        return try MethodEvaluationSession(
          command: self, method: method, target: target, console: console
        ).run()
      }
      guard let project, let model else { return }
      let comparison = try Self.compare(
        project: project, model: URL(fileURLWithPath: model), labels: labels, through: through,
        note: console.note)
      switch format {
      case .text: console.write(comparison.table)
      case .json: console.line(try Self.json(comparison))
      }
    }
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The model's ranking beside the trivial ones.
  static func compare(
    project: String, model: URL, labels: String?, through: Route, note: (String) -> Void
  ) throws -> RankerComparison {
    var model = try ModelFile(contentsOf: model)
    try model.route(through)
    let name = URL(fileURLWithPath: project).lastPathComponent
    let project = try LabeledProject.load(from: project, options: LabelOptions(manifest: labels))
    note(project.summary)
    for issue in project.issues { note("warning: \(issue)") }
    let vulnerable = project.vulnerableCount
    guard vulnerable > 0, vulnerable < project.functions.count else {
      throw EvaluationError.oneClass(
        name: name, vulnerable: vulnerable, notVulnerable: project.functions.count - vulnerable)
    }
    let functions = project.functions.map(\.function)
    let scores = try Detector(model: model).scores(of: functions)
    return RankerComparison(
      rankers: [
        (model.method, scores.map { Double($0) }),
        ("longest first", functions.map { Double(LengthRanker.length(of: $0)) }),
      ], labels: project.functions.map { $0.label == .vulnerable })
  }
}

extension EvaluationProtocol: ExpressibleByArgument {}

/// Why a model cannot be measured as asked.
struct RouteError: Error, CustomStringConvertible {
  var route: EvaluateCommand.Route

  var description: String {
    "The model has no \(route.rawValue) generator: it was trained by a method with one generator or none. "
      + "Leave --through out."
  }
}

extension ModelFile {
  /// Sends functions through another generator than the model's own choice.
  fileprivate mutating func route(_ route: EvaluateCommand.Route) throws {
    let generator: NetworkSettings.Generator
    switch route {
    case .model: return
    case .source: generator = .source
    case .target: generator = .target
    }
    guard network?.generators.contains(generator) == true else { throw RouteError(route: route) }
    network?.scoringGenerator = generator
  }
}
