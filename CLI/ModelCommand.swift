import ArgumentParser

/// `vulnadapt model`: looks at models.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Looks at model files.",
    subcommands: [ModelInfoCommand.self, ModelCompareCommand.self])
}
