import ArgumentParser
import Core

struct MethodsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods",
    abstract: "Explains the methods that `vulnadapt train --method` knows.",
    discussion: """
      One paragraph a method: what it does, the networks and objective terms it is
      made of, and where it comes from. docs/methods.md has the formulas.

      EXAMPLES
        vulnadapt methods
        vulnadapt methods ddan
        vulnadapt methods --format json
      """)

  @Argument(help: ArgumentHelp("The method to explain; all by default.", valueName: "method"))
  var name: String?

  @OptionGroup var output: FormatOptions

  func run() throws { try run(on: .standard) }

  /// Lists the methods on a console.
  func run(on console: Console) throws {
    try console.run {
      let methods = try name.map { name in
        guard let method = TrainingMethod.named(name) else {
          throw TrainingError.unknownMethod(name, known: TrainingMethod.all.map(\.id))
        }
        return [method]
      }
      try console.write(MethodListing(format: output.format, methods: methods ?? TrainingMethod.all).text())
    }
  }
}
