import ArgumentParser
import Core

/// `vulnadapt signals`: what a reviewer can check, without a model.
struct SignalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signals",
    abstract: "Lists what to check in functions: copies without bounds, unchecked lengths, and the like.",
    discussion: """
      Without PATH, explains each signal: what it looks for, the weakness (CWE), what mends it.

      With PATH, or several, prints every place where one fires, in the form of compiler warnings, and says on
      standard error how often each does. Signals are read from the text of one function at a time; they name what to
      check and prove nothing. `vulnadapt scan` shows them for the functions that rank first. Tests, examples,
      documentation, contributed and vendored code come last and say so; --exclude leaves files out.

      EXAMPLES
        vulnadapt signals
        vulnadapt signals src
        vulnadapt signals src lib/read.c --exclude '*_test.c'
        vulnadapt signals src --format json > signals.json

      EXIT STATUS
        0 done, 2 could not finish (for example, PATH is missing), 64 wrong usage
      """)

  @OptionGroup var sources: SourceOptions

  @OptionGroup var output: FormatOptions

  @OptionGroup var quiet: QuietOptions

  func validate() throws {
    if sources.paths.isEmpty, !sources.exclude.isEmpty {
      throw ValidationError("--exclude leaves out files of a PATH: name one.")
    }
  }

  func run() throws { try run(on: .standard) }

  /// Lists the signals on a console.
  func run(on console: Console) throws {
    try console.run {
      guard !sources.paths.isEmpty else {
        try console.write(SignalListing.descriptions(output.format))
        return
      }
      let (root, repository) = try sources.repository()
      var listing = SignalListing(format: output.format, parts: repository.options.parts)
      let scanner = RepositoryScanner(repository: repository)
      _ = try scanner.scan(
        transform: { parsed in parsed.functions.map { ($0, SignalFinder.signals(of: $0)) } },
        { (functions: [(CFunction, [ObservedSignal])]) in listing.add(functions) })
      try console.write(listing.text(below: root))
      listing.rates().forEach(quiet.remarks(on: console).note)
    }
  }
}
