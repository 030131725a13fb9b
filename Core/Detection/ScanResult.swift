/// The outcome of a scan: the ranking and what it covers.
public struct ScanResult: Sendable {
  /// A file or region that was not scanned.
  public struct Skipped: Hashable, Sendable {
    /// The file, relative to the scanned folder.
    public var file: String
    /// The first line of the region; nil for a whole file.
    public var line: Int?
    /// Why it was skipped, as a finished sentence or a few words.
    public var reason: String

    /// Describes something skipped.
    public init(file: String, line: Int? = nil, reason: String) {
      self.file = file
      self.line = line
      self.reason = reason
    }
  }

  /// The highest-ranked functions, best first.
  public var findings: [Finding]
  /// How many functions were ranked.
  public var functionCount: Int
  /// How many files they come from, files without functions included.
  public var fileCount: Int
  /// How many of all ranked functions are suspects.
  public var suspectCount: Int
  /// The score from which on a function is a suspect.
  public var threshold: Float
  /// The highest score; nil without functions.
  public var highestScore: Float?
  /// What was not scanned.
  public var skipped: [Skipped]
  /// The method the model was trained with.
  public var method: String
  /// What was scanned, as the user named it.
  public var path: String
  /// The model file, as the user named it.
  public var model: String

  /// Creates a result.
  public init(
    findings: [Finding], functionCount: Int, fileCount: Int, suspectCount: Int, threshold: Float,
    highestScore: Float?, skipped: [Skipped], method: String, path: String, model: String
  ) {
    self.findings = findings
    self.functionCount = functionCount
    self.fileCount = fileCount
    self.suspectCount = suspectCount
    self.threshold = threshold
    self.highestScore = highestScore
    self.skipped = skipped
    self.method = method
    self.path = path
    self.model = model
  }
}
