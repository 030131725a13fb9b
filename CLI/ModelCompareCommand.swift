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
      ranked by the text alone, also how much the two rankings agree and which functions change places most; with labels of it, the figures of \
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

  @OptionGroup var measured: ProjectLabelOptions

  @Option(help: ArgumentHelp("How many functions that change places are shown.", valueName: "n"))
  var top = 10

  func validate() throws {
    if project == nil, measured.areGiven {
      throw ValidationError("Labels are of a project; name it after the two models.")
    }
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
    let labeled =
      measured.areGiven ? try console.load(labeled: project, labels: measured.labels).project : nil
    let functions =
      try labeled.map { $0.functions.map(\.function) + $0.unlabeled }
      ?? UnlabeledProject.load(from: project).functions
    let ranking = try RankingComparison(
      functions, Detector(model: models.0), Detector(model: models.1))
    try console.write("\n" + ranking.text(names: (first, second), project: name, limit: top))
    if let labeled {
      let result = try ModelEvaluation(project: (name, labeled)).compare(
        (first, models.0), (second, models.1))
      try console.write("\n" + FiguresTable(result.figures, measures: FiguresTable.mainMeasures).text)
      try console.write("\n" + result.verdict + "\n")
    }
  }
}
