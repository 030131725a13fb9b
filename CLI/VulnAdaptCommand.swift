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
      LabelsCommand.self,
      HistoryCommand.self,
      BacktestCommand.self,
      FeaturesCommand.self,
      LSPCommand.self,
      DoctorCommand.self,
    ]
  )

  /// Runs the command that the arguments name.
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // The parser answers --version by itself and knows nothing to add to it.
    if Set(arguments) == ["--version", "--verbose"] { return Console.standard.write(versionDetails) }
    if let suggestion = UsageSuggestion.ofCommand(arguments) {
      exit(withError: ValidationError(suggestion))
    }
    let command: any ParsableCommand
    do {
      command = try parseAsRoot(arguments)
    } catch {
      let isUsage = exitCode(for: error).rawValue == ExitStatus.usage.rawValue
      exit(
        withError: (isUsage ? UsageSuggestion.ofOption(arguments).map { ValidationError($0) } : nil) ?? error)
    }
    do {
      var command = command
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }

  /// The version, the build and what multiplies matrices, a line each.
  static var versionDetails: String {
    let kernels = NumericKernels.current
    let lines = [libraryVersion, "build \(ProgramBuild.current ?? "unknown")", "matrix products: \(kernels)"]
    return (lines + kernels.details.map { "  \($0)" }).map { $0 + "\n" }.joined()
  }
}
