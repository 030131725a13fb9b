import ArgumentParser
import Core
import Foundation

/// `vulnadapt statements`: shows functions as the network sees them.
struct StatementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements",
    abstract: "Shows each function of a file as normalised statements.",
    discussion: """
      Prints each statement's source range, its kind (opcode) and its information \
      tokens, with variables, functions and literals replaced. This is all that \
      learning and scanning see of a function.

      A file in which no function is found is shown as a whole.

      EXAMPLES
        vulnadapt statements src/main.c
        vulnadapt statements src/main.c --function parse_header --variant gadget
        vulnadapt statements src/main.c --format json

      EXIT STATUS
        0 done, 2 could not finish (for example, FILE is missing), 64 wrong usage
      """)

  @Argument(help: ArgumentHelp("A C file.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "Show the functions of this name, or that a macro of this name makes, only.", valueName: "name"))
  var function: String?

  @OptionGroup var output: FormatOptions

  @OptionGroup(title: "Normalisation") var options: SettingOptions<RewritingScope>

  func validate() throws { _ = try normalisation() }

  private func normalisation() throws -> Normalisation {
    do throws(SettingError) {
      let methods = TrainingMethod.all.filter(\.trainsNetworks)
      return try TrainingSettings().changed(options.changes, readBy: methods).normalisation
    } catch {
      throw ValidationError(error.sentence(naming: .option))
    }
  }

  func run() throws { try run(on: .standard) }

  /// Shows the statements on a console.
  func run(on console: Console) throws {
    try console.run {
      let source = try SourceText(reading: FilePathBytes(file), followsLink: true)
      var functions = try FunctionParser().parse(source, file: file).functions
      if functions.isEmpty, let whole = CFunction(wholeOf: source, file: file) {
        console.note("no function was found in \(file); it is shown as a whole")
        functions = [whole]
      }
      if let function {
        let names = functions.map(\.name)
        functions = FunctionChoice.functions(named: function, among: functions)
        guard !functions.isEmpty else { throw NoSuchFunction(file: file, name: function, others: names) }
      }
      let parser = StatementParser(normalisation: try normalisation())
      try console.write(StatementListing(format: output.format, parser: parser).text(of: functions))
    }
  }
}

/// The file has no function of the name asked for.
struct NoSuchFunction: ExplainedError {
  var file: String
  var name: String
  var others: [String]

  var explanation: ErrorExplanation {
    let shown = others.prefix(10).joined(separator: ", ") + (others.count > 10 ? " …" : "")
    return .init(
      "\(file.printable) has no function \(name.printable)\(others.isEmpty ? ", and none at all" : "").",
      next: others.isEmpty ? "Name a C file." : "Name one of its functions: \(shown).")
  }
}
