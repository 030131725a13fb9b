import ArgumentParser

/// The option of commands that say more than their results.
struct QuietOptions: ParsableArguments {
  @Flag(
    name: [.customShort("q"), .customLong("quiet")],
    help: "Print results and errors only: no remarks and no progress.")
  var isOn = false

  /// Where remarks go: a console that writes none when the user wants quiet.
  func remarks(on console: Console) -> Console { isOn ? console.withoutNotes : console }
}
