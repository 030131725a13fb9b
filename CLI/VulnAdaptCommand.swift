import ArgumentParser
import Core

@main
struct VulnAdaptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vulnadapt",
    abstract: "Ranks the functions of a C project by how likely they hide a vulnerability.",
    version: libraryVersion,
    subcommands: [
      TrainCommand.self,
      MethodsCommand.self,
      ScanCommand.self,
      ConfigCommand.self,
      ExplainCommand.self,
      EvaluateCommand.self,
      ExperimentCommand.self,
      EmbedCommand.self,
      ReportCommand.self,
      FunctionsCommand.self,
      StatementsCommand.self,
      ModelCommand.self,
      LabelsCommand.self,
      HistoryCommand.self,
      LSPCommand.self,
    ]
  )
}
