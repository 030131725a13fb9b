import ArgumentParser
import Core

/// The options of commands that draw a joint space in the plane.
struct EmbeddingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("t-SNE's effective number of neighbours; fewer functions need less.", valueName: "n"))
  var perplexity = 30.0

  @Option(help: ArgumentHelp("The seed of t-SNE and of the measuring classifiers.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    if !(1...1000).contains(perplexity) { throw ValidationError("--perplexity must be from 1 to 1000.") }
  }
}
