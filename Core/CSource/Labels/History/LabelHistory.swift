/// Labels that a history gives, before they are written.
public struct LabelHistory: Sendable {
  /// What one fix says of one function.
  public struct Row: Hashable, Sendable {
    /// The fix.
    public var fix: FixCommit
    /// The function's file at the fix's parent.
    public var path: String
    /// The identifier of the file's contents there.
    var contentID: String
    /// The function's name.
    public var function: String
    /// The function's first line, from one.
    public var line: Int
    /// Whether the fix changed the function.
    public var isVulnerable: Bool

    /// Where the file is written, relative to the labels' folder of sources.
    public var source: String { "\(fix.shortID)/\(path)" }

    /// The function's name with its file's, without folders: files move more often than they are renamed.
    var nameInFile: String { "\(path.split(separator: "/").last ?? "")/\(function)" }

    /// Why the function has its label.
    public var reason: String {
      isVulnerable
        ? "changed by fix \(fix.shortID) (\(fix.evidence))"
        : "in a file of fix \(fix.shortID), which left it as it was"
    }
  }

  /// The labels in the order of the fixes, then as functions stand in their files.
  public var rows: [Row]
  /// The fixes that changed a function.
  public var fixes: [FixCommit]
  /// How many commits were looked at.
  public var examined: Int
  /// What got no label, by reason.
  public var leftOut: [HistoryLabels.LeftOut: Int]

  /// How many functions are vulnerable.
  public var vulnerableCount: Int { rows.count(where: \.isVulnerable) }

  /// What was found and what was left out, a sentence a line.
  public var summary: [String] {
    let names = Set(fixes.flatMap(\.cves)).count
    let first =
      "\(rows.count) labelled functions, \(vulnerableCount) of them vulnerable, from \(fixes.count) fixes"
      + " (\(names) CVE identifiers) among \(examined) commits."
    return [first]
      + HistoryLabels.LeftOut.allCases.compactMap { reason in
        leftOut[reason].map { "Left out: \($0) \(reason.rawValue)." }
      }
  }
}
