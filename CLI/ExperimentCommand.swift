import ArgumentParser
import Core
import Foundation

struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Measures many methods on many pairs of projects, and makes the tables.",
    discussion: """
      A YAML file names pairs of projects, methods, settings to try, seeds and
      protocols; every method tries the same number of settings. The whole file
      and all projects are checked before any time is spent. Runs are made several
      at a time, one thread each; every finished run is a JSON line in runs.jsonl,
      and the same command goes on where a stopped or killed one was. Finished runs
      of another build of the program are kept and named; --redo-old makes them
      again. At the end tables.md and tables.html are written.

      `boundaryDistortion: true` in the file also measures how well the classes'
      boundary of one project serves the other, an oracle's figure.

      On a cluster, give each job --shard i/n and a common folder, then merge.

      EXAMPLES
        vulnadapt experiment Experiments/quick.yml -o quick
        vulnadapt experiment Experiments/paper.yml --data data --plan
        vulnadapt experiment Experiments/paper.yml --data data -o paper --shard 2/8
        vulnadapt experiment merge paper
      """,
    subcommands: [ExperimentRunCommand.self, ExperimentMergeCommand.self],
    defaultSubcommand: ExperimentRunCommand.self)
}

struct ExperimentRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Makes the runs of an experiment file that are not finished yet.")

  @Argument(help: ArgumentHelp("The experiment file.", valueName: "file.yml"))
  var file: String?

  @Option(name: [.short, .long], help: ArgumentHelp("The folder for runs and tables.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Where the file's folders start from; by default, where the file is.", valueName: "folder"))
  var data: String?

  @Option(help: ArgumentHelp("Make the i-th of n parts of the runs, such as 2/8.", valueName: "i/n"))
  var shard: Shard?

  @Option(help: "Runs made at the same time; at first, one per processor.")
  var jobs: Int?

  @Flag(help: "List the runs, say which are finished if -o is given, and make none.")
  var plan = false

  @Flag(help: "List the settings that the file may set, and stop.")
  var listSettings = false

  @Flag(inversion: .prefixedNo, help: "Keep each run's scores, which plots and the test against chance need.")
  var runFolders = true

  @Flag(help: "Make finished runs again that another build of the program made.")
  var redoOld = false

  @OptionGroup var quiet: QuietOptions

  func validate() throws {
    if listSettings { return }
    if file == nil { throw ValidationError("Name an experiment file, such as Experiments/quick.yml.") }
    if !plan && output == nil {
      throw ValidationError("Name a folder for the runs with -o, or look at them with --plan.")
    }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256.") }
  }

  func run() throws { try run(on: .standard) }

  /// Makes the runs and says so on a console.
  func run(on console: Console) throws {
    try console.run {
      let console = quiet.remarks(on: console)
      if listSettings {
        return try console.write(SettingListing().text)
      }
      try ExperimentSession(
        file: URL(fileURLWithPath: file ?? ""), output: URL(fileURLWithPath: output ?? "."),
        data: data.map { URL(fileURLWithPath: $0, isDirectory: true) }, shard: shard, jobs: jobs,
        isPlanOnly: plan, keepsRunFolders: runFolders, redoesOtherBuilds: redoOld, console: console
      ).run()
    }
  }
}

struct ExperimentMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Gathers the runs of all shards in a folder and makes the tables.")

  @Argument(help: ArgumentHelp("The folder that the shards wrote to.", valueName: "folder"))
  var folder: String

  func run() throws {
    try Console.standard.run {
      let folder = ExperimentFolder(URL(fileURLWithPath: folder))
      let records = try folder.merge()
      guard !records.isEmpty else { throw NoRunsError(folder: self.folder) }
      try ExperimentTablesWriter(folder: folder, console: .standard).write(records)
    }
  }
}

/// There is nothing to make tables of.
struct NoRunsError: ExplainedError {
  var folder: String

  var explanation: ErrorExplanation {
    .init(
      "The folder '\(folder)' has no finished runs.",
      next: "Name the folder given to `vulnadapt experiment -o`.")
  }
}

/// One of n parts of an experiment, written i/n.
struct Shard: ExpressibleByArgument, Equatable {
  var index: Int
  var count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], (1...100_000).contains(count),
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }
}
