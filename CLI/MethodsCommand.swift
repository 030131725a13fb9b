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
        vulnadapt methods --format json
      """)

  @Option(help: ArgumentHelp("The output's format.", valueName: "text|json"))
  var format: MethodListing.Format = .text

  func run() throws { try run(on: .standard) }

  /// Lists the methods on a console.
  func run(on console: Console) throws {
    try console.run { try console.write(MethodListing(format: format).text()) }
  }
}

extension MethodListing.Format: ExpressibleByArgument {}
