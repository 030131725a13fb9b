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
      afterwards. Both give all figures with 95 % intervals, beside a random order,
      longest first, TF-IDF + logistic regression and learning from the source
      alone (for these two a model needs --labeled), and a sentence on whether the
      method beats them and whether that could be chance. What does not beat
      "longest first" has learnt nothing a reviewer can use.

      The honest protocol reads the target's labels only when all choices are
      made. The parity protocol is the paper's: 80 % of the target to train on, the
      best F1 over all steps on the other 20 %. Its figures are marked oracle.

      Functions of one CVE and near duplicates are kept together when the source is
      split; the second table counts functions of one CVE, one name or one
      near-duplicate group once.

      EXAMPLES
        vulnadapt evaluate Samples/netkit --labels Samples/netkit-truth.csv
        vulnadapt evaluate Samples/netkit --model netkit.vulnmodel \\
          --labels Samples/netkit-truth.csv --brief
        vulnadapt evaluate Samples/netkit --model netkit.vulnmodel \\
          --labels Samples/netkit-truth.csv --labeled Samples/pixkit
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
  @Argument(help: "The labelled project to measure a model on.")
  var project: String?

  @OptionGroup var file: ModelOptions

  @Option(
    help: ArgumentHelp(
      "A labelled project to learn from, with --model for the rankers beside it; may be repeated.",
      valueName: "folder"))
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

  @OptionGroup var output: FormatOptions

  @Flag(help: "Show the main figures only, and no second table.")
  var brief = false

  @OptionGroup var quiet: QuietOptions

  @OptionGroup var options: TrainingOptions

  func validate() throws {
    if target == nil, method == nil, project != nil || file.model != nil || labeled.isEmpty {
      try validateModel()
    } else {
      try validateMethod()
    }
  }

  private func validateModel() throws {
    guard project != nil else {
      throw ValidationError(
        "Name a labelled project, or --labeled, --target and --method. See --help for examples.")
    }
    if runFolder != nil || evaluationProtocol != .honest {
      throw ValidationError("--run-folder and --protocol parity are for methods; a model is trained already.")
    }
    _ = try settings()
  }

  private func validateMethod() throws {
    guard file.model == nil, project == nil else {
      throw ValidationError(
        "Measure either a model (PROJECT --model) or a method (--labeled --target --method).")
    }
    guard let method, target != nil, !labeled.isEmpty else {
      throw ValidationError("A method is measured with --labeled, --target and --method together.")
    }
    guard TrainingMethod.named(method) != nil else {
      throw ValidationError(
        TrainingError.unknownMethod(method, known: TrainingMethod.all.map(\.id)).explanation.text)
    }
    guard (1...100).contains(seeds) else { throw ValidationError("--seeds must be from 1 to 100.") }
    _ = try settings()
  }

  /// The settings of the runs, each of which the method reads or what learns from the source alone beside it.
  func settings() throws -> TrainingSettings {
    let methods = [method, PairEvaluation.sourceOnlyMethod].compactMap { $0.flatMap(TrainingMethod.named) }
    return try options.settings(readBy: methods)
  }

  func run() throws { try run(on: .standard) }

  /// Measures and prints on a console.
  func run(on console: Console) throws {
    try console.run {
      let console = quiet.remarks(on: console)
      if let method, let target {
        return try MethodEvaluationSession(
          command: self, method: method, target: target, console: console
        ).run()
      }
      guard let project else { return }
      try ModelEvaluationSession(
        command: self, project: project, model: file.model ?? StarterModel.word, console: console
      ).run()
    }
  }

  /// The figures as tables: the main ones alone if asked, otherwise all, per function and per group.
  func tables(_ figures: [RankerFigures], isOracle: Bool = false) -> String {
    if brief {
      return FiguresTable(figures, isOracle: isOracle, measures: FiguresTable.mainMeasures).text
    }
    return FiguresTable(figures, isOracle: isOracle).text
      + "\nFunctions of one CVE, one name or one near-duplicate group count once:\n\n"
      + FiguresTable(figures, perGroup: true, isOracle: isOracle).text
  }

  static func json(_ value: some Encodable) throws -> String {
    return try JSONEncoder.indented.text(of: value)
  }
}

extension EvaluationProtocol: ExpressibleByArgument {}
