import Foundation

/// What the language server works with: from the project's configuration file, the command line and the client's
/// configuration, each before the last.
public struct ServerSettings: Hashable, Sendable {
  /// The model file.
  public var model: NamedFile?
  /// The score, 0...1, from which on a function is a suspect; nil for the model's.
  public var threshold: Float?
  /// The largest number of statements that are marked in a function.
  public var statements = 3
  /// How long to wait after an edit for the next one, in milliseconds.
  public var debounceMilliseconds = 50
  /// The team's baseline; nil for that of the standard name in the project's root.
  public var baseline: NamedFile?
  /// Where functions that the user has marked as fine are kept, in the form of a baseline; nil keeps none.
  public var fine: NamedFile?
  /// Whether comments can accept suspects; nil for yes, where the project's file says nothing.
  var honoursComments: Bool?
  /// Whether the git histories of projects are read; nil as above.
  public var readsHistory: Bool?
  /// Whether the starter model is adapted to projects' own pasts; nil as above.
  public var adapts: Bool?

  /// Creates settings.
  public init(
    model: String? = nil, threshold: Float? = nil, statements: Int = 3, baseline: String? = nil,
    fine: String? = nil
  ) {
    self.model = model.map(Self.named)
    self.threshold = threshold
    self.statements = statements
    self.baseline = baseline.map(Self.named)
    self.fine = fine.map(Self.named)
  }

  /// A file that the user names; "~" is the user's folder.
  private static func named(_ path: String) -> NamedFile {
    NamedFile((path as NSString).expandingTildeInPath)
  }

  /// What a client calls the settings.
  static let names: Set<String> = [
    "model", "threshold", "statements", "baseline", "suppressions", "history", "adapt",
    "debounceMilliseconds",
  ]

  /// These settings, with those of a project's file where they say nothing.
  func completed(by file: ConfigurationFile) -> ServerSettings {
    let values = EffectiveConfiguration(commandLine: [:], file: file)
    var settings = self
    settings.model = model ?? values.model
    settings.threshold = threshold ?? values.threshold
    settings.baseline = baseline ?? values.baseline
    settings.honoursComments = honoursComments ?? values.honoursComments
    settings.readsHistory = readsHistory ?? values.readsHistory
    settings.adapts = adapts ?? values.adapts
    return settings
  }

  /// These settings with those of a client's configuration in their place; members that make no sense are named.
  func updated(with configuration: JSONValue, root: String?) -> (settings: ServerSettings, problems: [String])
  {
    var settings = self
    var problems: [String] = []
    guard case .object(let members) = configuration else { return (self, []) }
    func path(_ text: String) -> NamedFile {
      guard !text.hasPrefix("/"), !text.hasPrefix("~"), text != StarterModel.word, let root else {
        return Self.named(text)
      }
      return NamedFile("\(root)/\(text)")
    }
    for (name, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
      switch (name, value.string, value.double, value.int) {
      case ("model", let text?, _, _): settings.model = path(text)
      case ("baseline", let text?, _, _): settings.baseline = path(text)
      case ("threshold", _, let number?, _) where (0...1).contains(number): settings.threshold = Float(number)
      case ("suppressions", _, _, _) where value.bool != nil:
        settings.honoursComments = value.bool
      case ("history", _, _, _) where value.bool != nil: settings.readsHistory = value.bool
      case ("adapt", _, _, _) where value.bool != nil: settings.adapts = value.bool
      case ("statements", _, _, let count?) where (0...100).contains(count): settings.statements = count
      case ("debounceMilliseconds", _, _, let count?) where (0...10_000).contains(count):
        settings.debounceMilliseconds = count
      default:
        problems.append(
          "The setting vulnadapt.\(name.printable) is unknown or has an unusable value. Known are model (path or starter),"
            + " threshold (0 to 1), statements (0 to 100), baseline (path), suppressions,"
            + " history and adapt (true or false), debounceMilliseconds (0 to 10000)."
        )
      }
    }
    return (settings, problems)
  }
}
