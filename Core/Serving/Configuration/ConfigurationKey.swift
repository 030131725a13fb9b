import Foundation

/// A setting of a scan that a configuration file or the command line can give.
///
/// The raw value is both the key in the file and the name of the option. Everything that lists or checks
/// settings goes through these cases.
public enum ConfigurationKey: String, CaseIterable, Sendable {
  case model, threshold, top, format
  case failOn = "fail-on"
  case baseline, exclude, apart, suppressions, history, adapt, timestamps, threads

  /// What the setting does, in a few words.
  public var abstract: String {
    switch self {
    case .model: "the model file, or starter"
    case .threshold: "the score from which on a function is a suspect"
    case .top: "how many functions a report lists"
    case .format: "the form of the report on standard output"
    case .failOn: "when the exit status is 1"
    case .baseline: "the file of accepted suspects"
    case .exclude: "files and folders that are left out"
    case .apart: "whether tests, examples, vendored code and the like are ranked apart"
    case .suppressions: "whether comments can accept suspects"
    case .history: "whether the project's git history is read"
    case .adapt: "whether the starter model is adapted to the project's own past"
    case .timestamps: "whether reports say when the scan ran"
    case .threads: "how many threads work"
    }
  }

  /// What a value has to be, to follow "must be".
  public var expected: String {
    switch self {
    case .model: "the path of a file, or \(StarterModel.word)"
    case .baseline: "the path of a file"
    case .exclude: "one or more patterns in .gitignore's syntax"
    case .threshold: "a number from 0 to 1"
    case .top: "a whole number from 0 to 10000000; 0 lists all"
    case .format: "one of " + ReportFormats.all.map { $0.name }.joined(separator: ", ")
    case .failOn: FailureLevel.expected
    case .apart, .suppressions, .history, .adapt, .timestamps: "true or false"
    case .threads: "a whole number from 1 to 256"
    }
  }

  /// What holds when nothing else is said.
  public var standard: String {
    switch self {
    case .model: StarterModel.word
    case .baseline, .exclude: "none"
    case .threshold: "the model's"
    case .top: "the format's"
    case .format: TableReport.name
    case .failOn: "never"
    case .apart, .suppressions, .history, .adapt: "true"
    case .timestamps: "false"
    case .threads: "one per processor"
    }
  }

  /// A value that shows how the setting is written.
  var example: String {
    switch self {
    case .model: "models/here.vulnmodel"
    case .threshold: "0.8"
    case .top: "50"
    case .format: TextReport.name
    case .failOn: "score:0.9"
    case .baseline: "vulnadapt-baseline.json"
    case .exclude: "[generated/, '*_test.c']"
    case .apart, .suppressions, .history, .adapt: "false"
    case .timestamps: "true"
    case .threads: "4"
    }
  }

  /// Whether a text is a value of the setting.
  public func accepts(_ text: String) -> Bool {
    switch self {
    case .model, .baseline: !text.isEmpty && !text.utf8.contains(0) && text.utf8.count <= 4096
    case .exclude: !Self.patterns(text).isEmpty && text.utf8.count <= 16_384 && !text.utf8.contains(0)
    case .threshold: Float(text).map { (0...1).contains($0) } ?? false
    case .top: Int(text).map { (0...10_000_000).contains($0) } ?? false
    case .format: ReportFormats.named(text) != nil
    case .failOn: FailureLevel(text) != nil
    case .apart, .suppressions, .history, .adapt, .timestamps: text == "true" || text == "false"
    case .threads: Int(text).map { (1...256).contains($0) } ?? false
    }
  }

  /// Whether a file may give the setting as a list; its text has an entry a line then.
  var isList: Bool { self == .exclude }

  /// The patterns of a text with one a line.
  static func patterns(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// The setting whose name resembles a text most, when one does.
  static func resembling(_ text: String) -> ConfigurationKey? {
    guard text.utf8.count <= 40 else { return nil }
    let name = text.lowercased().replacing("_", with: "-")
    let nearest = allCases.map { ($0, EditDistance.between(name, $0.rawValue)) }.min { $0.1 < $1.1 }
    guard let (key, distance) = nearest, distance <= max(1, key.rawValue.count / 2 - 1) else { return nil }
    return key
  }
}
