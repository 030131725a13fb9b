/// What a triage did to a scan.
public struct TriageOutcome: Hashable, Sendable {
  /// Suspects that are not reported as findings, highest score first; ranks count among them.
  var suppressed: [Finding]
  /// Comments that suppress nothing, in the order of paths and lines.
  public var unusedSuppressions: [UnusedSuppression]
  /// Baseline entries whose function is gone from the scanned part of the project, or has changed.
  public var staleEntries: [Baseline.Entry]
  /// How many baseline entries accept a function that is no suspect any more.
  public var idleEntryCount: Int
  /// How many functions that were confirmed have changed since, and are taken for mended.
  public var mendedCount = 0
  /// The baseline without the stale entries, and with what was mended; nil when the scan had none.
  public var remainingBaseline: Baseline?

  /// Creates an outcome from its parts.
  public init(
    suppressed: [Finding] = [], unusedSuppressions: [UnusedSuppression] = [],
    staleEntries: [Baseline.Entry] = [], idleEntryCount: Int = 0, remainingBaseline: Baseline? = nil
  ) {
    self.suppressed = suppressed
    self.unusedSuppressions = unusedSuppressions
    self.staleEntries = staleEntries
    self.idleEntryCount = idleEntryCount
    self.remainingBaseline = remainingBaseline
  }
}
