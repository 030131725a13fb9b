import ArgumentParser
import Core

@main
struct VulnAdaptCommand: ParsableCommand {
  static func main() { Program.main() }

  static let configuration = CommandConfiguration(
    commandName: "vulnadapt",
    abstract: "Ranks the functions of a C project by how likely they hide a vulnerability.",
    version: libraryVersion,
    subcommands: [
      InitCommand.self,
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
      SignalsCommand.self,
      ModelCommand.self,
      MarkCommand.self,
      LabelsCommand.self,
      HistoryCommand.self,
      BacktestCommand.self,
      FeaturesCommand.self,
      LSPCommand.self,
      DoctorCommand.self,
    ]
  )

  /// The version, the build and what multiplies matrices, a line each.
  static var versionDetails: String {
    let kernels = NumericKernels.current
    let lines = [libraryVersion, "build \(ProgramBuild.current ?? "unknown")", "matrix products: \(kernels)"]
    return (lines + kernels.details.map { "  \($0)" }).map { $0 + "\n" }.joined()
  }
}
