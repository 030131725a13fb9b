/// The functions of a project with their labels, and what could not be used.
public struct LabeledProject: Sendable {
  /// The labelled functions, in the byte order of their files and then as they stand in them.
  public var functions: [LabeledFunction]
  /// The functions without a label.
  public var unlabeled: [CFunction]
  /// Labels and files a person should look at.
  public var issues: [LabelIssue]
  /// Source files that were passed over, with the reason.
  public var skipped: [SkippedFile]
  /// Where the labels came from, a noun phrase.
  public var source: String

  /// Creates a project from its parts.
  public init(
    functions: [LabeledFunction], unlabeled: [CFunction] = [], issues: [LabelIssue] = [],
    skipped: [SkippedFile] = [], source: String
  ) {
    self.functions = functions
    self.unlabeled = unlabeled
    self.issues = issues
    self.skipped = skipped
    self.source = source
  }

  /// Reads a project and its labels.
  ///
  /// Labels come from the manifest of the options, from `labels.csv` or `labels.jsonl` in the folder, from
  /// pairs of folders, or from file names, whichever is found first.
  ///
  /// - Parameters:
  ///   - path: The project's folder.
  ///   - options: Settings of reading labels.
  /// - Returns: The project; at least one of its functions has a label.
  /// - Throws: ``LabelError``, ``RepositoryError`` or ``SourceTextError``.
  public static func load(from path: String, options: LabelOptions = LabelOptions()) throws -> LabeledProject
  {
    for source in LabelSources.all {
      guard let project = try source.load(from: path, options: options) else { continue }
      guard !project.functions.isEmpty else {
        throw LabelError.nothingLabeled(folder: path, source: source.name)
      }
      return project
    }
    if let manifest = options.manifest { throw LabelError.unknownManifestKind(file: manifest) }
    // Tells a missing folder from one without labels.
    _ = try Repository(path: path).list()
    throw LabelError.noLabels(folder: path)
  }

  /// The number of vulnerable functions.
  public var vulnerableCount: Int { functions.count { $0.label == .vulnerable } }

  /// SHA-256 of the labelled functions' texts and labels, in hexadecimal; see ``DataHash``.
  var dataHash: String {
    var hash = DataHash()
    for labeled in functions { hash.add(labeled.function, isVulnerable: labeled.label == .vulnerable) }
    return hash.hexadecimal
  }

  /// One sentence with the counts and where the labels came from.
  public var summary: String {
    var text = "\(functions.count) labelled functions, \(vulnerableCount) of them vulnerable, from \(source)"
    if !unlabeled.isEmpty { text += "; \(unlabeled.count) functions have no label" }
    if !issues.isEmpty {
      text += "; \(counting: issues.count, "entry needs", plural: "entries need") a look"
    }
    return text + "."
  }
}
