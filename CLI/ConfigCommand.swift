import ArgumentParser
import Core
import Foundation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Shows the settings of a scan, and where each comes from.",
    discussion: """
      Takes the same options as `vulnadapt scan`, so that a command can be tried
      before it is run. Settings come from the command line, then from the
      nearest .vulnadapt.yml at or above PATH (within its git repository), then
      from defaults.

      EXAMPLES
        vulnadapt config
        vulnadapt config src --fail-on score:0.9
        vulnadapt config --json
      """)

  @Argument(help: "The folders and files that would be scanned.", completion: .file())
  var paths: [String] = []

  @OptionGroup var options: ScanOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    try Console.standard.run { try show(console: .standard) }
  }

  /// Prints the settings.
  ///
  /// - Throws: ``ConfigurationError`` or ``RepositoryError``.
  func show(console: Console) throws {
    let root = try Repository.joining(paths).root
    try Repository.checkExists(root)
    let (settings, _) = try options.configuration(for: root)
    try console.write(ConfigurationListing(settings).text(asJSON: json))
  }
}
