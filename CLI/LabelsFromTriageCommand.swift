import ArgumentParser
import Core
import Foundation

/// `vulnadapt labels from-triage`: labels from what reviewers have marked.
struct LabelsFromTriageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "from-triage",
    abstract: "Takes labels from what reviewers have marked in a project.",
    discussion: """
      Functions that are confirmed become labels 1, accepted ones labels 0. Marks come from the project's baseline \
      (vulnadapt mark, scan --write-baseline, and the app's Baseline… button write it), from what you marked as fine \
      in an editor, and from comments such as // vulnadapt: ignore. A mark speaks of a function by its content: one \
      that has changed since is left out, and counted.

      Writes the labels to FILE.csv and copies of the files they speak of to FILE-sources beside it, so that \
      `vulnadapt train` can use the folder at once.

      EXAMPLES
        vulnadapt labels from-triage . -o marks/labels.csv
        vulnadapt train --labeled marks --unlabeled . -o here.vulnmodel
        vulnadapt labels from-triage src --baseline accepted.json --baseline from-the-app.json -o marks/labels.csv

      EXIT STATUS
        0 done, 2 could not finish (for example, nothing is marked), 64 wrong usage
      """)

  @Argument(help: "The project's folder.", completion: .directory)
  var path = "."

  @OptionGroup var file: LabelFileOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A file of marks; may be repeated. By default the configuration's baseline, or \(ProjectBaseline.standardName) in the project's root.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var baseline: [String] = []

  @Flag(inversion: .prefixedNo, help: "Take comments such as '// vulnadapt: ignore' for marks.")
  var suppressions = true

  func run() throws {
    try Console.standard.run {
      let interrupts = InterruptWatcher()
      try label(on: .standard) { interrupts.isRequested }
    }
  }

  /// Looks marks up and writes the labels.
  func label(on console: Console, shouldStop: @escaping @Sendable () -> Bool = { false }) throws {
    let configuration = try ConfigurationFile.find(for: path)
    let settings = EffectiveConfiguration(commandLine: [:], file: configuration)
    let project = ProjectRoot(
      of: path, configuration: configuration?.folder, marks: baseline.map { NamedFile($0) })
    var reading = Repository.Options()
    reading.excluded = settings.exclusions(scanning: path)
    let marks = try TriageMarks(
      of: Repository(path: path, options: reading), lists: try MarkLists.lists(baseline, settings, project),
      pathInProject: project.pathToScanned, honoursComments: suppressions, shouldStop: shouldStop)
    guard !marks.marks.isEmpty else {
      throw MarkError.nothingMarked(path: path, goneCount: marks.goneCount)
    }
    try TriageLabels(marks, root: path).write(to: file.url, replaces: file.force)
    let found = marks.marks.count { $0.isFound }
    try console.line(
      "\(counting: found, "function") labelled vulnerable, \(marks.marks.count - found) not vulnerable.")
    if marks.goneCount > 0 {
      try console.line(
        "\(counting: marks.goneCount, "mark speaks", plural: "marks speak") of functions that are not here, or not as they were."
      )
    }
    try file.tellOfTraining(on: console)
  }
}

/// Why marks are of no use.
enum MarkError: ExplainedError {
  /// No function is marked.
  case nothingMarked(path: String, goneCount: Int)
  /// A function lies outside of the project whose baseline takes the marks.
  case elsewhere(file: String, project: String)

  var explanation: ErrorExplanation {
    switch self {
    case .nothingMarked(let path, let goneCount):
      .init(
        "no function of \(path.printable) is marked"
          + (goneCount == 0
            ? "."
            : " as it stands: \(counting: goneCount, "mark speaks", plural: "marks speak") of functions that were changed or are gone."),
        next: "Mark some, for example with vulnadapt mark FILE:FUNCTION --as confirmed, or name a --baseline."
      )
    case .elsewhere(let file, let project):
      .init(
        "\(file.printable) is not below \(project.printable), whose baseline takes the marks.",
        next: "Mark functions of one project at a time.")
    }
  }
}
