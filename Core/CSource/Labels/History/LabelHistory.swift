import CryptoKit

/// Labels that histories give, before they are written.
public struct LabelHistory: Sendable {
  /// Why a function has its label; how it was paired with one after the fix is given in words.
  enum Ground: Hashable, Sendable {
    /// The fix changed it.
    case changed(String)
    /// It stands in a file that the fix changed, and reads the same after it.
    case kept(String)
    /// It stands in another file at the fix's parent.
    case elsewhere
    /// It is what the fix made of a function that it changed.
    case mended(String)
  }

  /// What one fix says of one function.
  public struct Row: Hashable, Sendable {
    /// The fix.
    public var fix: FixCommit
    /// The repository's name where there are several; empty otherwise.
    public var project: String
    /// The function's file at the fix's parent.
    public var path: String
    /// The identifier of the file's contents there.
    var contentID: String
    /// The function's name.
    public var function: String
    /// What the function is told by in another version of its file: its name, or the macro call that makes it.
    var identity: String
    /// The function's first line, from one.
    public var line: Int
    /// The function's head where several functions of the file have its name; nil for the only one.
    var distinctHead: String?
    /// Why the function has its label.
    var ground: Ground
    /// What a function before a fix and the same one after it have in common; nil where only one of them is labelled.
    var pair: String?

    /// Whether the fix changed the function.
    var isVulnerable: Bool { if case .changed = ground { true } else { false } }

    /// Where the file is written, relative to the labels' folder of sources.
    public var source: String {
      (project.isEmpty ? "" : project + "/") + "\(fix.shortID)\(isMended ? "-mended" : "")/\(path)"
    }

    /// Whether the function stands as it did after the fix.
    var isMended: Bool { if case .mended = ground { true } else { false } }

    /// The function's name with its file's, without folders: files move more often than they are renamed.
    var nameInFile: String { "\(project):\(path.split(separator: "/").last ?? "")/\(identity)" }

    /// Whether another fix changed what may be the same function at another time, as the name in the file tells.
    ///
    /// Of several functions of one name in a file, those with another head are others.
    func mayBeLater(_ other: Row) -> Bool {
      guard fix.id != other.fix.id else { return false }
      guard let own = distinctHead, let head = other.distinctHead else { return true }
      return own == head
    }

    /// Why the function has its label, in words.
    public var reason: String {
      switch ground {
      case .changed(let pairing):
        "changed by fix \(fix.shortID) (\(fix.evidence))"
          + (fix.merge.map { $0 == fix.id ? ", a merge" : ", which merge \(FixCommit.short($0)) brought" }
            ?? "")
          + "; \(pairing)"
      case .kept(let pairing): "in a file of fix \(fix.shortID), which left it as it was; \(pairing)"
      case .mended(let pairing): "what fix \(fix.shortID) made of a function that it changed; \(pairing)"
      case .elsewhere: "at the parent of fix \(fix.shortID), in a file that the fix left alone"
      }
    }
  }

  /// The labels in the order of the repositories, the fixes, then as functions stand in their files.
  public let rows: [Row]
  /// What fixes changed, with each of several functions that read alike, and each time that one was changed: right for counting
  /// what was fixed, not for learning.
  let changedRows: [Row]
  /// The fixes that changed a function.
  public let fixes: [FixCommit]
  /// How many commits were looked at.
  let examined: Int
  /// What got no label.
  public let leftOutList: LeftOutList
  /// How many repositories were read.
  let repositoryCount: Int

  /// How much got no label, by reason.
  var leftOut: [HistoryLabels.LeftOut: Int] { leftOutList.counts }

  /// How many functions are vulnerable.
  public var vulnerableCount: Int { rows.count(where: \.isVulnerable) }

  /// Settles what fixes say of each other's functions, so that each function is labelled once.
  init(joining gatherings: [HistoryLabels.Gathering]) {
    let rows = gatherings.flatMap(\.rows)
    let digests = gatherings.flatMap(\.digests)
    var leftOut = gatherings.first?.leftOut ?? LeftOutList(keepsItems: false)
    for other in gatherings.dropFirst() { leftOut.add(other.leftOut) }

    let halfMended = Self.halfMended(rows)
    let vulnerable = rows.indices.filter { rows[$0].isVulnerable }
    let vulnerableDigests = Set(vulnerable.map { digests[$0] })
    // A mended function may stand unchanged at the parent of a later fix; there it has no pair.
    let mendedDigests = Set(rows.indices.filter { rows[$0].isMended }.map { digests[$0] })
    let vulnerableNames = Dictionary(grouping: vulnerable.map { rows[$0] }, by: \.nameInFile)
    var seen: Set<SHA256.Digest> = []
    var places: Set<String> = []
    var kept: [Row] = []
    for (index, row) in rows.enumerated() {
      func leaveOut(_ reason: HistoryLabels.LeftOut) {
        leftOut.add(reason, row.fix.id, "\(row.path):\(row.function)")
      }
      if halfMended.contains(index) {
        leaveOut(.halfMended)
      } else if !row.isVulnerable,
        vulnerableDigests.contains(digests[index])
          || vulnerableNames[row.nameInFile]?.contains(where: { $0.mayBeLater(row) }) == true
      {
        leaveOut(.fixedLater)
      } else if !row.isVulnerable, !row.isMended, mendedDigests.contains(digests[index]) {
        leaveOut(.repeated)
      } else if !seen.insert(digests[index]).inserted {
        leaveOut(.repeated)
      } else if !places.insert("\(row.source):\(row.line):\(row.function)").inserted {
        leaveOut(.ambiguousFunction)
      } else {
        kept.append(row)
      }
    }
    let pairs = Dictionary(grouping: kept.compactMap(\.pair), by: { $0 })
    for index in kept.indices where pairs[kept[index].pair ?? ""]?.count != 2 { kept[index].pair = nil }
    self.rows = kept
    changedRows = rows.filter(\.isVulnerable)
    fixes = gatherings.flatMap(\.fixes)
    examined = gatherings.reduce(0) { $0 + $1.examined }
    leftOutList = leftOut
    repositoryCount = gatherings.count
  }

  /// The rows of functions that an earlier commit of the same merge changed already.
  ///
  /// Only as it stood before the merge is a function known to be vulnerable.
  private static func halfMended(_ rows: [Row]) -> Set<Int> {
    var first: [String: Int] = [:]
    var result: Set<Int> = []
    // Commits of a merge come newest first.
    for (index, row) in rows.enumerated() {
      guard row.isVulnerable, let merge = row.fix.merge else { continue }
      let key = "\(merge) \(row.nameInFile)"
      guard let other = first.updateValue(index, forKey: key) else { continue }
      if rows[other].fix.id != row.fix.id { result.insert(other) }
    }
    return result
  }

  /// What was found and what was left out, a sentence a line.
  public var summary: [String] {
    let names = Set(fixes.flatMap(\.cves)).count
    let records = Set(fixes.flatMap(\.advisories)).count
    let first =
      "\(rows.count) labelled functions, \(vulnerableCount) of them vulnerable, from \(fixes.count) fixes"
      + " (\(names) CVE identifiers\(records > 0 ? ", \(records) records" : "")) among \(examined) commits"
      + (repositoryCount > 1 ? " of \(repositoryCount) repositories." : ".")
    return [first]
      + HistoryLabels.LeftOut.allCases.compactMap { reason in
        leftOut[reason].map { "Left out: \($0) \(reason.rawValue)." }
      }
  }
}
