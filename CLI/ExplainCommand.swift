import ArgumentParser
import Core
import Foundation

/// `vulnadapt explain`: shows why one function has its score.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows why a function has its score, statement by statement.",
    discussion: """
      Prints the function with what each statement adds to its score, the statements whose absence would lower \
      the score most, the functions beside it that are like it, and the labelled vulnerable functions that resemble it. Contributions are integrated \
      gradients: they add up to the difference between the function's logit and that of an empty one.

      The model, the threshold, and whether the history counts come from the command line, then from the nearest \
      .vulnadapt.yml, as in a scan.

      They say what the model looked at, so that you can judge it; a mistake may well be elsewhere.

      EXAMPLES
        vulnadapt explain src/read.c:read_header --model here.vulnmodel
        vulnadapt explain src/read.c:210 --model here.vulnmodel
        vulnadapt explain src/read.c:read_header --model here.vulnmodel --format json

      EXIT STATUS
        0 done, 2 could not finish (for example, FILE has no such function), 64 wrong usage
      """)

  @Argument(
    help: ArgumentHelp("A C file and a function of it, or a line in one.", valueName: "file:function"),
    completion: .file())
  var target: String

  @OptionGroup var scoring: ScoringOptions

  @Option(help: ArgumentHelp("How many similar labelled functions to show.", valueName: "n"))
  var similar = 3

  @OptionGroup var output: FormatOptions

  @Flag(help: "List every statement that raises the score, log calls and tiny shares included.")
  var all = false

  @OptionGroup var configured: ConfigurationOptions

  @OptionGroup(title: "History") var past: HistoryOptions

  func validate() throws {
    guard FunctionChoice(target) != nil else {
      throw ValidationError("Name a file and a function, for example src/read.c:read_header.")
    }
    guard (0...1_000).contains(similar) else { throw ValidationError("--similar must be from 0 to 1000.") }
  }

  func run() throws { try Console.runInterruptibly(explain) }

  /// The project's history; nil when there is none, or none is wanted.
  private func history(
    of function: CFunction, for model: ModelFile, _ settings: EffectiveConfiguration, _ console: Console,
    _ terminal: Terminal,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) throws -> ScannedHistory? {
    guard settings.readsHistory else { return nil }
    var status = StatusLine(terminal)
    defer { status.clear() }
    let cache = HistoryCache()
    let history = try past.history(
      of: function.file, cache: cache, adapting: settings.adapts ? model : nil,
      note: {
        status.clear()
        console.note($0)
      }, shouldStop: shouldStop
    ) { status.show($0.description) }
    status.clear()
    console.noteProblem(of: cache)
    return history
  }

  /// Explains on a console.
  func explain(
    on console: Console, terminal: Terminal, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    guard let choice = FunctionChoice(target) else { return }
    let function = try choice.find()
    let settings = try configured.configuration(for: function.file, commandLine: scoring.values).settings
    let model = try StarterModel.model(in: settings.model)
    let history = try history(of: function, for: model, settings, console, terminal, shouldStop)
    let detector = Detector(model: history?.adapted?.file ?? model)
    var explanation = try detector.explanation(
      of: function, threshold: settings.threshold, similarLimit: similar)
    if let history {
      // Histories name files from the folder that they were asked of.
      var named = function
      named.file = URL(fileURLWithPath: function.file).resolvingSymlinksInPath().lastPathComponent
      explanation.take(history, for: detector.model, path: named.file)
      explanation.missedFix = history.missedFix(of: named)
    }
    explanation.adaptation = history?.adapted?.summary
    explanation.alike = AlikeFunctions.beside(function).map(\.function)
    switch output.format {
    case .text:
      let style = ReportStyle(
        usesColor: terminal.usesColor, width: terminal.width, advice: CommandLineAdvice.clauses)
      try console.write(ExplanationText(style: style, showsAll: all).text(of: explanation))
    case .json: try console.write(ExplanationJSON.text(of: explanation))
    }
  }
}
