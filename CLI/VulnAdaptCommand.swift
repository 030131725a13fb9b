import ArgumentParser
import Core

@main
struct VulnAdaptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vulnadapt",
    abstract: "Ranks the functions of a C project by how likely they hide a vulnerability.",
    version: "0.1.0",
    subcommands: [StatementsCommand.self, ScanCommand.self, ModelCommand.self]
  )
}
