import ArgumentParser
import Core
import Foundation

/// `vulnadapt model info`: describes a model.
struct ModelInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Prints what a model is, what it was trained on, and how well it did.",
    discussion: """
      The file is checked in full: every tensor, size and setting.

      EXAMPLES
        vulnadapt model info here.vulnmodel
        vulnadapt model info starter
      """)

  @Argument(
    help: ArgumentHelp("The model file, or \(StarterModel.word) for the starter model.", valueName: "file"),
    completion: .file(extensions: ["vulnmodel"]))
  var file: String

  @OptionGroup var output: FormatOptions

  func run() throws {
    try Console.standard.run { try describe(console: .standard) }
  }

  /// Reads the model and prints it.
  func describe(console: Console) throws {
    let description = ModelDescription(of: try StarterModel.model(named: file), file: file)
    try console.write(output.format == .text ? description.text : description.json)
  }
}
