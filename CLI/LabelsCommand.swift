import ArgumentParser

/// `vulnadapt labels`: makes labels.
struct LabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Makes labels to learn from.",
    subcommands: [LabelsFromGitCommand.self, LabelsFromTriageCommand.self])
}
