import ArgumentParser
import Core
import Foundation

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns from labelled projects, or from a project's own past, and adapts to an unlabelled one.",
    discussion: """
      Reads every C function of the labelled projects with its label, and every
      function of the unlabelled project, trains the networks of the chosen
      method, and writes one model file for `vulnadapt scan`.

      A labelled project is a folder with one of: a labels.csv or labels.jsonl
      (path,function,line,label,cwe,cve); a pair of folders such as
      Vulnerable_functions/ and Non_vulnerable_functions/; or one function a file,
      those of vulnerable functions named CVE-….

      Without --labeled, the starter model is adapted to the unlabelled project by
      the security fixes in its own git history, where these are enough, unless
      that would have ranked the last of them worse on average. Otherwise
      the starter model is written as it is. See docs/backtest.md.

      --method linear-starter learns from both: its ranking adds what the labels
      taught and what the starter model knows.

      Ctrl-C keeps the best step so far and a checkpoint beside the model; the
      same command with --resume goes on from there to the same result as an
      unbroken run.

      EXAMPLES
        vulnadapt train --unlabeled . -o here.vulnmodel
        vulnadapt train --labeled Samples/pixkit --unlabeled Samples/netkit \\
          -o netkit.vulnmodel
        vulnadapt train --labeled libpng --labeled vlc --unlabeled . \\
          --method ddan --seed 7 -o here.vulnmodel
      """)

  @Option(help: ArgumentHelp("A labelled project; may be repeated.", valueName: "folder"))
  var labeled: [String] = []

  @Option(help: ArgumentHelp("The unlabelled project to adapt to.", valueName: "folder"))
  var unlabeled: String?

  @Option(
    help: ArgumentHelp(
      "The method: \(TrainingMethod.all.map(\.id).joined(separator: ", ")). Without this option, "
        + "\(TrainingMethod.linearAdapted.id), or \(TrainingMethod.linear.id) without an unlabelled project; with "
        + "--preset paper, \(AdaptationMethod.dualGDDDAN.id).", valueName: "name"))
  var method: String?

  @Option(name: [.short, .long], help: ArgumentHelp("The model file to write.", valueName: "file"))
  var output: String

  @OptionGroup var options: TrainingOptions

  @Flag(help: "Go on from the checkpoint that an interrupted run left beside the model.")
  var resume = false

  @Flag(help: "Replace an existing model, and discard a checkpoint that is there.")
  var overwrite = false

  @Flag(
    name: .customLong("no-exemplars"),
    help:
      "Keep no names and sketches of the labelled vulnerable functions in the model, so that it can be given away."
  )
  var omitsExemplars = false

  @OptionGroup var quiet: QuietOptions

  @OptionGroup var parallel: ThreadOptions

  func validate() throws {
    guard let method = TrainingMethod.named(methodName) else {
      throw ValidationError(
        TrainingError.unknownMethod(methodName, known: TrainingMethod.all.map(\.id)).description)
    }
    if resume && overwrite {
      throw ValidationError(
        "--resume goes on from a checkpoint and --overwrite discards it: give one of them.")
    }
    if labeled.isEmpty {
      guard unlabeled != nil else {
        throw ValidationError("Name a labelled project with --labeled, or one to adapt to with --unlabeled.")
      }
      if self.method != nil || resume {
        throw ValidationError(
          "Without --labeled the starter model is adapted: --method and --resume need it.")
      }
    }
    _ = try options.settings(readBy: labeled.isEmpty ? [] : [method])
  }

  /// The method asked for; without one, the program's choice.
  var methodName: String {
    method ?? TrainingMethod.standard(preset: options.preset, hasTarget: unlabeled != nil).id
  }

  /// The settings of the run.
  func settings() throws -> TrainingSettings {
    try options.settings(readBy: TrainingMethod.named(methodName).map { [$0] } ?? [])
  }

  func run() throws {
    try Console.standard.run {
      let remarks = quiet.remarks(on: .standard)
      // The model records how many, so they are set for the whole process.
      if let threads = parallel.threads { Parallel.threadCount = threads }
      if labeled.isEmpty { return try AdaptationSession(command: self, console: remarks).run() }
      try TrainingSession(
        command: self, console: remarks, isTerminal: isatty(STDERR_FILENO) != 0
      ).run()
    }
  }
}
