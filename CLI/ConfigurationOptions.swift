import ArgumentParser
import Core

/// Options that say which configuration file is read.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read settings from this file, not from the nearest .vulnadapt.yml.", valueName: "file"),
    completion: .file(extensions: ["yml"]))
  var config: String?

  @Flag(help: "Read no configuration file.")
  var noConfig = false

  func validate() throws {
    if noConfig, config != nil { throw ValidationError("Give one of --config and --no-config.") }
  }

  /// The settings of a folder or file: those of the command line before those of the configuration file.
  ///
  /// - Throws: ``ConfigurationError``.
  func configuration(
    for path: String, commandLine: [ConfigurationKey: String]
  ) throws -> (settings: EffectiveConfiguration, file: ConfigurationFile?) {
    let file: ConfigurationFile? =
      if noConfig { nil } else if let config {
        try ConfigurationFile(reading: NamedFile(config))
      } else {
        try ConfigurationFile.find(for: path)
      }
    return (EffectiveConfiguration(commandLine: commandLine, file: file), file)
  }
}
