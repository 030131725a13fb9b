import ArgumentParser
import Core
import Foundation

/// `vulnadapt model compare`: sets two models side by side.
struct ModelCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Shows where two models differ, and how differently they rank a project.",
    discussion: """
      Without a project, prints what the models are side by side and marks the rows that differ (*). With a project, \
      also how much the two rankings agree and which functions change places most; with labels of it, the figures of \
      both models beside longest first, and whether the difference could be chance.

      EXAMPLES
        vulnadapt model compare starter here.vulnmodel
        vulnadapt model compare starter here.vulnmodel src
        vulnadapt model compare a.vulnmodel b.vulnmodel Samples/netkit --labels Samples/netkit-truth.csv
      """)

  @Argument(help: ArgumentHelp("A model file, or \(StarterModel.word).", valueName: "model"))
  var first: String

  @Argument(help: ArgumentHelp("Another model file, or \(StarterModel.word).", valueName: "model"))
  var second: String

  @Argument(help: ArgumentHelp("A project to rank with both.", valueName: "project"), completion: .directory)
  var project: String?

  @Option(help: ArgumentHelp("A CSV or JSONL file with labels of the project.", valueName: "file"))
  var labels: String?

  @Flag(help: "Read the labels that the project's own folder holds.")
  var ownLabels = false

  @Option(help: ArgumentHelp("How many functions that change places are shown.", valueName: "n"))
  var top = 10

  func validate() throws {
    if project == nil, labels != nil || ownLabels {
      throw ValidationError("Labels are of a project; name it after the two models.")
    }
    if labels != nil && ownLabels { throw ValidationError("Give --labels or --own-labels, not both.") }
    guard (0...1_000).contains(top) else { throw ValidationError("--top must be from 0 to 1000.") }
  }

  func run() throws {
    try Console.standard.run { try compare(console: .standard) }
  }

  /// Compares and prints.
  func compare(console: Console) throws {
    let models = (try StarterModel.model(named: first), try StarterModel.model(named: second))
    try console.write(
      ModelDescription(of: models.0, file: first)
        .text(beside: ModelDescription(of: models.1, file: second)))
    guard let project else { return }
    let name = URL(fileURLWithPath: project).lastPathComponent
    var functions: [CFunction]
    var measured: LabeledProject?
    if labels != nil || ownLabels {
      let labeled = try LabeledProject.load(from: project, options: LabelOptions(manifest: labels))
      for issue in labeled.issues { console.note("warning: \(issue)") }
      functions = labeled.functions.map(\.function) + labeled.unlabeled
      measured = labeled
    } else {
      functions = try UnlabeledProject.load(from: project).functions
    }
    let ranking = try RankingComparison(
      functions, Detector(model: models.0), Detector(model: models.1))
    try console.write("\n" + ranking.text(names: (first, second), project: name, limit: top))
    if let measured {
      let result = try ModelEvaluation(project: (name, measured)).compare(
        (first, models.0), (second, models.1))
      try console.write("\n" + FiguresTable(result.figures, measures: FiguresTable.mainMeasures).text)
      try console.write("\n" + result.verdict + "\n")
    }
  }
}
