import Foundation

/// The settings of a scan, each with where it came from: command line before file before default.
public struct EffectiveConfiguration: Sendable {
  /// Where a value came from.
  public enum Origin: Hashable, Sendable {
    case commandLine
    case file(path: String, line: Int)
    case standard
  }

  private let commandLine: [ConfigurationKey: String]
  private let file: ConfigurationFile?

  /// Joins the sources.
  ///
  /// - Parameters:
  ///   - commandLine: Values the user gave; they must be acceptable.
  ///   - file: The configuration file, if there is one.
  public init(commandLine: [ConfigurationKey: String], file: ConfigurationFile?) {
    self.commandLine = commandLine
    self.file = file
  }

  /// The value of a setting as text, and its origin; the text is nil for a default.
  public subscript(key: ConfigurationKey) -> (text: String?, origin: Origin) {
    if let text = commandLine[key] { return (text, .commandLine) }
    if let file, let entry = file.entries[key] {
      let isPath = (key == .model && entry.text != StarterModel.word) || key == .baseline
      return (
        isPath ? file.resolved(entry.text) : entry.text, .file(path: file.path, line: entry.line)
      )
    }
    return (nil, .standard)
  }

  /// The model file, or the word that stands for the starter model.
  public var model: NamedFile? {
    self[.model].text == StarterModel.word ? NamedFile(StarterModel.word) : named(.model)
  }
  /// The threshold; nil for the model's.
  public var threshold: Float? { self[.threshold].text.flatMap(Float.init) }
  /// How many findings a report lists.
  public var limit: ReportStyle.Limit {
    switch self[.top].text.flatMap({ Int($0) }) {
    case nil: .standard
    case 0: .all
    case let count?: .first(count)
    }
  }
  /// The format on standard output.
  public var format: any ReportFormat.Type {
    self[.format].text.flatMap(ReportFormats.named) ?? TableReport.self
  }
  /// When the scan counts as failed; nil for never.
  public var failureLevel: FailureLevel? { self[.failOn].text.flatMap { FailureLevel($0) } }
  /// The baseline file.
  public var baseline: NamedFile? { named(.baseline) }
  /// Files and folders that are left out: the command line's, which count from the scanned folder, add to the file's,
  /// which count from the file's folder.
  ///
  /// - Parameter scanned: The scanned folder or file.
  /// - Returns: The patterns, each with the path from where it counts to the scanned folder.
  public func exclusions(scanning scanned: String) -> [Repository.Exclusion] {
    var exclusions: [Repository.Exclusion] = []
    if let file, let entry = file.entries[.exclude] {
      let folder = RealPath.asFarAsItExists(file.folder)
      let own = ProjectRoot.foldersAbove(scanned).first ?? "/"
      let isBelow = own.hasPrefix(folder == "/" ? "/" : folder + "/")
      let rest = isBelow ? String(own.dropFirst(folder.count).drop { $0 == "/" }) : ""
      exclusions += ConfigurationKey.patterns(entry.text).map { Repository.Exclusion($0, from: rest) }
    }
    return exclusions
      + ConfigurationKey.patterns(commandLine[.exclude] ?? "").map { Repository.Exclusion($0) }
  }
  /// Whether tests, examples, vendored code and the like are ranked apart.
  public var ranksAncillaryApart: Bool { self[.apart].text != "false" }
  /// Whether comments can accept suspects.
  public var honoursComments: Bool { self[.suppressions].text != "false" }
  /// Whether the project's git history is read.
  public var readsHistory: Bool { self[.history].text != "false" }
  /// Whether the starter model is adapted to the project's own past.
  public var adapts: Bool { self[.adapt].text != "false" }
  private func named(_ key: ConfigurationKey) -> NamedFile? {
    if let path = commandLine[key] { return NamedFile(path) }
    return file.flatMap { $0.named(key) }
  }

  /// Whether reports say when the scan ran.
  public var showsTimes: Bool { self[.timestamps].text == "true" }
  /// How many threads work; nil for one per processor.
  public var threads: Int? { self[.threads].text.flatMap { Int($0) } }
}
