import ArgumentParser
import Core

struct MethodsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods",
    abstract: "Explains the methods that `vulnadapt train --method` knows, and the starter model's.",
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
      let listing =
        try name.map { try MethodListing(format: output.format, method: $0) }
        ?? MethodListing(format: output.format)
      try console.write(listing.text())
    }
  }
}
