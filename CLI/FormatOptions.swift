import ArgumentParser
import Core

/// The option of commands that answer people or programs.
struct FormatOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The output's format.", valueName: "text|json"))
  var format: ListingFormat = .text
}

extension ListingFormat: ExpressibleByArgument {}
