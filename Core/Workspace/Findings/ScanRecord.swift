import Foundation
import GRDB

/// One ranking of a project with a run's model.
public struct ScanRecord: Codable, Hashable, Identifiable, Sendable, FetchableRecord, PersistableRecord {
  /// A file or region that was not scanned.
  public struct Skipped: Codable, Hashable, Sendable {
    /// The file, relative to the project's folder.
    public var file: String
    /// The first line of the region; nil for a whole file.
    public var line: Int?
    /// Why it was skipped.
    public var reason: String

    /// Place and reason on one line that cannot steer a terminal.
    public var sentence: String { "\(file)\(line.map { ":\($0)" } ?? "") \(reason)".printable }
  }

  /// What a ranking covers.
  public struct Summary: Codable, Hashable, Sendable {
    /// How many functions were ranked.
    public var functionCount: Int
    /// How many files they come from.
    public var fileCount: Int
    /// How many are suspects.
    public var suspectCount: Int
    /// The score from which on a function is a suspect.
    public var threshold: Float
    /// What was not scanned, the first few hundred.
    public var skipped: [Skipped]
    /// The method of the model.
    public var method: String
    /// How many suspects comments and the baseline accept; nil in rankings of earlier versions, as all below.
    var acceptedCount: Int?
    /// How many functions have a score in each twentieth of 0...1.
    var scoreHistogram: [Int]?
    /// What the project's own past changed of the model: a ``ProjectAdaptation`` as bytes.
    var adaptation: Data?
    /// The path from the project's root to its folder, with "/" at its end.
    public var pathInProject: String?
    /// Comments that suppress nothing, the first few hundred.
    public var unusedSuppressions: [UnusedSuppression]?
    /// Baseline entries whose function is gone, the first few hundred.
    public var staleEntries: [StaleEntry]?
  }

  /// A baseline entry whose function is gone or has changed.
  public struct StaleEntry: Codable, Hashable, Sendable {
    /// The file, relative to the project's root.
    public var file: String
    /// The function's name.
    public var function: String
    /// The function's fingerprint.
    public var fingerprint: String
  }

  /// The table of rankings.
  public static let databaseTableName = "scan"

  /// Tells the ranking from all others.
  public var id: String
  /// The run whose model was used.
  var runID: String
  /// The project.
  public var projectID: String
  /// When it was made.
  var scannedAt: Date
  /// What it covers.
  public var summary: Summary
}

/// A ranked function as it is kept, with its text, so that it can be read when its folder is gone.
public struct StoredFinding: Codable, Hashable, Identifiable, Sendable, FetchableRecord, PersistableRecord {
  /// A statement's share of the score, or that of a block of them.
  public struct Statement: Codable, Hashable, Sendable {
    /// Where it stands in its file.
    public var range: SourceRange
    /// Its text on one line.
    public var text: String
    /// Its share, 0...1.
    public var share: Double
    /// Whether it is a block of statements; nil in rankings that were kept before there were any.
    var isBlock: Bool?

    /// The statement as reports take it.
    var attribution: StatementAttribution {
      StatementAttribution(range: range, text: text, share: share, isBlock: isBlock ?? false)
    }
  }

  /// The table of findings.
  public static let databaseTableName = "finding"

  /// The ranking it belongs to.
  var scanID: String
  /// The place in the ranking, from one.
  public var rank: Int
  /// The score, 0...1.
  public var score: Double
  /// Whether the score reaches the threshold.
  public var isSuspect: Bool
  /// The function's fingerprint.
  public var fingerprint: String
  /// The function's name.
  public var function: String
  /// The function's head on one line.
  public var signature: String
  /// The file, relative to the project's folder.
  public var file: String
  /// Where the function stands in its file.
  public var range: SourceRange
  /// The function's text.
  public var text: String
  /// The statements with the largest shares; empty where nobody asked for them yet.
  public var statements: [Statement]
  /// Which of the functions of the same content this is, from one.
  var occurrence: Int
  /// What accepts the suspect, if anything does; it then comes after all findings.
  public var suppression: Suppression?
  /// The place of the first of its family; nil for the first itself, and in rankings of earlier versions, as all below.
  var leader: Int?
  /// What it is, such as "test", where it is ranked apart from the project's own code.
  public var kind: String?
  /// The fix of a function like it that it lacks.
  var missedFix: MissedFix?

  /// The place in the ranking.
  public var id: Int { rank }

  init(_ finding: Finding, scanID: String, isApart: Bool = false) {
    self.scanID = scanID
    rank = finding.rank
    score = Double(finding.score)
    isSuspect = finding.isSuspect
    fingerprint = finding.function.fingerprint
    function = finding.function.name
    signature = finding.function.signature
    file = finding.function.file
    range = finding.function.range
    text = finding.function.text
    statements = finding.statements.map(Statement.init)
    occurrence = finding.occurrence
    suppression = finding.suppression
    leader = finding.leader
    kind = isApart ? finding.ancillary?.word : nil
    missedFix = finding.missedFix
  }

  /// What it lacks, in words; nil where nothing is known to be missing.
  public var missedFixWords: String? { missedFix.map { "It is \($0.words)." } }

  /// The function.
  var cFunction: CFunction {
    CFunction(file: file, name: function, signature: signature, range: range, text: text)
  }
}

extension WorkspaceStore {
  /// Keeps a ranking and drops older ones of the same project and run.
  func save(_ scan: ScanRecord, _ findings: [StoredFinding]) throws {
    try write { db in
      _ = try ScanRecord.filter(
        Column("projectID") == scan.projectID && Column("runID") == scan.runID
      ).deleteAll(db)
      try scan.insert(db)
      for finding in findings { try finding.insert(db) }
    }
  }

  /// The rankings of a project, newest first.
  func scans(ofProject id: String) throws -> [ScanRecord] {
    try read { db in
      try ScanRecord.filter(Column("projectID") == id).order(Column("scannedAt").desc, Column("id")).fetchAll(
        db)
    }
  }

  /// The newest ranking made with a run's model.
  func newestScan(ofRun id: String) throws -> ScanRecord? {
    try read { db in
      try ScanRecord.filter(Column("runID") == id).order(Column("scannedAt").desc, Column("id")).fetchOne(db)
    }
  }

  /// The functions of a ranking, highest score first.
  func findings(ofScan id: String) throws -> [StoredFinding] {
    try read { try StoredFinding.filter(Column("scanID") == id).order(Column("rank")).fetchAll($0) }
  }

  /// Keeps the statements of a finding that were found out later.
  func save(_ finding: StoredFinding) throws {
    try write { try finding.save($0) }
  }
}

extension StoredFinding.Statement {
  init(_ statement: StatementAttribution) {
    (range, text, share) = (statement.range, statement.text, statement.share)
    isBlock = statement.isBlock
  }
}
