import ArgumentParser
import Core

/// The option of commands that score with a model.
struct ModelOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The model file; \(StarterModel.word), the starter model, by default.", valueName: "file"),
    completion: .file(extensions: ["vulnmodel"]))
  var model: String?

  /// The model, read.
  func load() throws -> ModelFile { try StarterModel.model(named: model) }
}
