import ArgumentParser
import Core

/// Options of commands that tell suspects from other functions.
struct ScoringOptions: ParsableArguments {
  @OptionGroup var file: ModelOptions

  @Option(
    name: .customLong("threshold"),
    help: ArgumentHelp(
      "The score, 0 to 1, from which on a function is a suspect, in place of the model's.", valueName: "score"
    ))
  var thresholdText: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Read the git history of the project: it has a say in the scores, and is shown.")
  var history: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Adapt the starter model to the project's own past, where that would have helped before.")
  var adapt: Bool?

  /// The score from which on a function is a suspect.
  var threshold: Float? { thresholdText.flatMap(Float.init) }

  /// The settings given on the command line.
  var values: [ConfigurationKey: String] {
    let values: [ConfigurationKey: String?] = [
      .model: file.model, .threshold: thresholdText, .history: history.map(String.init),
      .adapt: adapt.map(String.init),
    ]
    return values.compactMapValues(\.self)
  }

  func validate() throws {
    let key = ConfigurationKey.threshold
    guard thresholdText.map(key.accepts) ?? true else {
      throw ValidationError("--\(key.rawValue) must be \(key.expected).")
    }
  }
}
