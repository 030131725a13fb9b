import ArgumentParser
import Core

/// Options that give labels to a project that a model did not learn from, to measure or to show them.
struct ProjectLabelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A CSV or JSONL file with labels of the project that the model did not learn from.", valueName: "file"))
  var labels: String?

  @Flag(help: "Read the labels that this project's own folder holds.")
  var ownLabels = false

  /// Whether there are labels.
  var areGiven: Bool { labels != nil || ownLabels }

  func validate() throws {
    if labels != nil && ownLabels { throw ValidationError("Give --labels or --own-labels, not both.") }
  }
}
