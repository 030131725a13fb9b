import ArgumentParser
import Core
import Foundation

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Looks at model files.", subcommands: [Info.self])

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "info",
      abstract: "Prints what a model is, what it was trained on, and how well it did.",
      discussion: "The file is checked in full: every tensor, size and setting.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json
    }

    @Argument(help: ArgumentHelp("The model file.", valueName: "file"))
    var file: String

    @Option(help: "The form of the answer.")
    var format = Format.text

    func run() throws {
      try Console.standard.run { try describe(console: .standard) }
    }

    /// Reads the model and prints it.
    func describe(console: Console) throws {
      let description = ModelDescription(
        of: try ModelFile(contentsOf: URL(fileURLWithPath: file)), file: file)
      try console.write(format == .text ? description.text : description.json)
    }
  }
}
