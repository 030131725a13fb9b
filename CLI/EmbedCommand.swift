import ArgumentParser
import Core
import Foundation

struct EmbedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Writes where a model places the functions of two projects in its joint space.",
    discussion: """
      Adaptation succeeds when the functions of both projects meet in one joint \
      space. This command writes it: z of every function of the labelled project, \
      through the source's generator, and of the unlabelled project, through the \
      target's, as safetensors or CSV, by the ending of --output.

      --plot draws the joint space in the plane (t-SNE, perplexity 30), coloured by \
      project and label. --boundary-distortion trains a classifier on the points of \
      one project and tests it on the other, both ways. With --before, such as a \
      model trained by --method vuld, which does not adapt, both come first for that \
      model, and the plot shows the two spaces side by side.

      Labels of the unlabelled project are read only when asked for, to colour and \
      to measure; nothing learns from them, and no model should be chosen by them.

      EXAMPLES
        vulnadapt embed --labeled Samples/pixkit --unlabeled Samples/netkit \\
          --model netkit.vulnmodel -o joint.safetensors --plot joint.svg
        vulnadapt embed --labeled Samples/pixkit --unlabeled Samples/netkit \\
          --labels Samples/netkit-truth.csv --model netkit.vulnmodel \\
          --boundary-distortion
      """)

  @Option(help: ArgumentHelp("A labelled project; may be repeated.", valueName: "folder"))
  var labeled: [String]

  @Option(help: ArgumentHelp("The unlabelled project.", valueName: "folder"))
  var unlabeled: String

  @OptionGroup var shown: ProjectLabelOptions

  @Option(name: [.short, .long], help: ArgumentHelp("The model file.", valueName: "file"))
  var model: String

  @Option(
    help: ArgumentHelp("A model to plot and measure beside it, such as one not adapted.", valueName: "file"))
  var before: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write the points; ends in .safetensors or .csv.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Where to draw the points; ends in .svg.", valueName: "file"))
  var plot: String?

  @Flag(help: "Measure how well each project's class boundary serves the other (needs labels of both).")
  var boundaryDistortion = false

  @OptionGroup var embedding: EmbeddingOptions

  @OptionGroup var parallel: ThreadOptions

  func validate() throws {
    if output == nil && plot == nil && !boundaryDistortion {
      throw ValidationError("Say what to do: --output FILE, --plot FILE or --boundary-distortion.")
    }
    if let output, !["safetensors", "csv"].contains(ending(output)) {
      throw ValidationError("--output must end in .safetensors or .csv.")
    }
    if before != nil && plot == nil && !boundaryDistortion {
      throw ValidationError("--before is for --plot and --boundary-distortion.")
    }
    if let plot, ending(plot) != "svg" { throw ValidationError("--plot must end in .svg.") }
    if boundaryDistortion && !shown.areGiven {
      throw ValidationError(
        "--boundary-distortion needs the labels of the unlabelled project: add --labels FILE or --own-labels."
      )
    }
  }

  private func ending(_ path: String) -> String { URL(fileURLWithPath: path).pathExtension.lowercased() }

  func run() throws {
    try Console.standard.run { try embed(console: .standard, terminal: .current()) }
  }

  /// Writes, draws and measures as asked.
  func embed(console: Console, terminal: Terminal) throws {
    let watcher = InterruptWatcher(console)
    let models = try ([before].compactMap { $0 } + [model]).map { try StarterModel.model(named: $0) }
    console.warnOfSlowKernels()
    let source = try labeled.flatMap { try known(in: $0, console) }
    let target = try targetFunctions(console)
    try parallel.limit {
      let spaces = try models.map { try JointRepresentations(model: $0, source: source, target: target) }
      if let output, let joint = spaces.last {
        try write(joint, to: URL(fileURLWithPath: output))
        console.note(
          "wrote \(output.printable): \(joint.source.z.rows) and \(joint.target.z.rows) functions, "
            + "\(joint.source.z.columns) coordinates each")
      }
      if boundaryDistortion {
        for (model, joint) in zip(models, spaces) {
          var settings = BoundaryDistortion.Settings()
          settings.seed = embedding.seed
          settings.hiddenSizes = model.network?.classifierHiddenSizes ?? settings.hiddenSizes
          try console.write(joint.boundaryDistortion(settings: settings).table(method: model.method))
        }
      }
      if let plot {
        try draw(spaces, to: URL(fileURLWithPath: plot), watcher, console, terminal)
        console.note("wrote \(plot.printable)")
      }
    }
  }

  private func write(_ joint: JointRepresentations, to url: URL) throws {
    guard ending(url.path) == "csv" else { return try joint.write(to: url) }
    try TextFile.write(to: url) { append in try joint.writeCSV(append) }
  }

  private func draw(
    _ spaces: [JointRepresentations], to url: URL, _ watcher: InterruptWatcher, _ console: Console,
    _ terminal: Terminal
  ) throws {
    var settings = TSNE()
    settings.seed = embedding.seed
    settings.perplexity = embedding.perplexity
    var progress = StatusLine(terminal)
    defer { progress.clear() }
    let plots = try spaces.enumerated().map { number, joint in
      try EmbeddingPlot(
        joint, settings: settings, shouldStop: { watcher.isRequested },
        onIteration: { iteration in
          let done = number * settings.iterations + iteration
          progress.show("t-SNE: \(done) of \(spaces.count * settings.iterations) iterations")
        })
    }
    progress.clear()
    if watcher.isRequested {
      console.note("vulnadapt: stopped before the plot was done; it was not written")
      throw ExitStatus.couldNotFinish.exitCode
    }
    if let plot = plots.last, plot.perplexity < embedding.perplexity, let joint = spaces.last {
      console.note(
        "note: \(joint.points.rows) functions allow a perplexity of \(plot.perplexity), not \(embedding.perplexity)"
      )
    }
    try TextFile.write(EmbeddingPlot.sheet(plots).file, to: url)
  }

  private func targetFunctions(_ console: Console) throws -> JointRepresentations.Functions {
    if shown.areGiven { return try known(in: unlabeled, labels: shown.labels, console) }
    let project = try UnlabeledProject.load(from: unlabeled)
    console.note("unlabelled: \(project.name.printable), \(project.functions.count) functions")
    return project.functions.map { ($0, nil) }
  }

  /// The functions of a project with their labels, those without one last.
  private func known(
    in path: String, labels: String? = nil, _ console: Console
  ) throws -> JointRepresentations.Functions {
    let project = try console.load(labeled: path, labels: labels).project
    return project.functions.map { ($0.function, $0.label) } + project.unlabeled.map { ($0, nil) }
  }
}
