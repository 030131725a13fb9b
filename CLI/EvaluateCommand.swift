import ArgumentParser
import Core
import Foundation

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures a model on a project whose labels are known, beside trivial rankers.",
    discussion: """
      Scores every function of the project and compares the ranking with its
      labels: area under the ROC curve, average precision, vulnerable functions
      among the first 10 and 20, and clean functions read before the first
      vulnerable one. The same figures stand beside it for "longest first" and for
      a random order: a model that does not beat them has learnt nothing a
      reviewer can use.

      The labels are read only here, after training; a project that a model was
      adapted to stays unlabelled there.

      EXAMPLES
        vulnadapt evaluate Samples/netkit --model netkit.vulnmodel \\
          --labels Samples/netkit-truth.csv
        vulnadapt evaluate libpng --model libpng.vulnmodel --through source \\
          --format json
      """)

  /// The generator that functions go through.
  enum Route: String, ExpressibleByArgument, CaseIterable {
    case model, source, target
  }

  /// How the figures are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The labelled project to measure on.")
  var project: String

  @Option(name: [.short, .long], help: ArgumentHelp("The model file.", valueName: "file"))
  var model: String

  @Option(help: ArgumentHelp("A CSV or JSONL label file; by default the project's own.", valueName: "file"))
  var labels: String?

  @Option(help: "The generator that functions go through: what the model says, source, or target.")
  var through = Route.model

  @Option(help: "Format of the figures.")
  var format = Format.text

  func run() throws {
    try Console.standard.run {
      let comparison = try Self.compare(
        project: project, model: URL(fileURLWithPath: model), labels: labels, through: through,
        note: Console.standard.note)
      switch format {
      case .text: Console.standard.write(comparison.table)
      case .json:
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        Console.standard.line(String(decoding: try encoder.encode(comparison), as: UTF8.self))
      }
    }
  }

  /// The model's ranking beside the trivial ones.
  static func compare(
    project: String, model: URL, labels: String?, through: Route, note: (String) -> Void
  ) throws -> RankerComparison {
    var model = try ModelFile(contentsOf: model)
    try model.route(through)
    let project = try LabeledProject.load(from: project, options: LabelOptions(manifest: labels))
    note(project.summary)
    for issue in project.issues { note("warning: \(issue)") }
    let functions = project.functions.map(\.function)
    let scores = try Detector(model: model).scores(of: functions)
    return RankerComparison(
      rankers: [
        (model.method, scores.map { Double($0) }),
        ("longest first", functions.map { Double(CLexer.tokens(of: $0.text).count) }),
      ], labels: project.functions.map { $0.label == .vulnerable })
  }
}

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
