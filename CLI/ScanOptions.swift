import ArgumentParser
import Core

/// The options of a scan that a configuration file can give too; the command line comes first.
struct ScanOptions: ParsableArguments {
  @OptionGroup var scoring: ScoringOptions

  @Option(
    help: ArgumentHelp(
      "How many functions a report lists; 0 lists all. By default 20 in table and markdown, all suspects in text and sarif, 5000 in html, all in json. The statements of the first 200 are named in any case, those of all in sarif and html only.",
      valueName: "n"))
  var top: String?

  @Option(
    help: ArgumentHelp(
      "The form of the report on standard output: "
        + ReportFormats.all.map { "\($0.name), \($0.abstract)" }.joined(separator: "; ") + ".",
      valueName: "format"),
    completion: .list(ReportFormats.all.map { $0.name }))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "Exit with 1 when a finding has a score (score:0.9) or when there are so many suspects (count:5).",
      valueName: "level"))
  var failOn: String?

  @Option(
    help: ArgumentHelp(
      "Report only suspects that this file does not accept. Entries of functions that are gone are reported and removed from it.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var baseline: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Leave out files and folders, in .gitignore's syntax, besides those of the configuration; may be repeated.",
      valueName: "pattern"))
  var exclude: [String] = []

  @Flag(
    inversion: .prefixedNo,
    help: "Rank tests, examples, documentation, contributed and vendored code after the project's own code.")
  var apart: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Let comments such as '// vulnadapt: ignore — reason' accept the function after them.")
  var suppressions: Bool?

  @Flag(inversion: .prefixedNo, help: "Say in reports when the scan ran.")
  var timestamps: Bool?

  @OptionGroup var parallel: ThreadOptions

  @OptionGroup var configured: ConfigurationOptions

  /// The settings given on the command line.
  var values: [ConfigurationKey: String] {
    let values: [ConfigurationKey: String?] = [
      .top: top, .format: format,
      .failOn: failOn, .baseline: baseline,
      .exclude: exclude.isEmpty ? nil : exclude.joined(separator: "\n"),
      .apart: apart.map(String.init), .suppressions: suppressions.map(String.init),
      .timestamps: timestamps.map(String.init), .threads: parallel.threads.map(String.init),
    ]
    return values.compactMapValues(\.self).merging(scoring.values) { $1 }
  }

  func validate() throws {
    for (key, text) in values where !key.accepts(text) {
      throw ValidationError("--\(key.rawValue) must be \(key.expected).")
    }
  }

  /// The settings of a scan of a folder or file.
  ///
  /// - Throws: ``ConfigurationError``.
  func configuration(for path: String) throws -> (settings: EffectiveConfiguration, file: ConfigurationFile?)
  {
    try configured.configuration(for: path, commandLine: values)
  }
}
