import CryptoKit
import Foundation

extension HistoryLabels {
  /// Gathers labels fix by fix, then settles what the fixes say of each other's functions.
  struct Gathering {
    private let options: Options
    private let excluded: IgnoreRules
    private var leftOut: [LeftOut: Int]
    private var rows: [LabelHistory.Row] = []
    private var fixes: [FixCommit] = []
    /// A digest of each row's code, in step with `rows`.
    private var digests: [SHA256.Digest] = []

    init(options: Options, leftOut: [LeftOut: Int]) {
      self.options = options
      self.leftOut = leftOut
      excluded = IgnoreRules(Array(options.excluded.joined(separator: "\n").utf8))
    }

    private mutating func leaveOut(_ reason: LeftOut, _ count: Int = 1) {
      if count > 0 { leftOut[reason, default: 0] += count }
    }

    /// The fix with its usable files; nil when it is left out.
    mutating func candidate(_ fix: FixCommit, _ files: [FixChanges.File]) -> Candidate? {
      let included = files.filter { !isExcluded($0.oldPath) }
      leaveOut(.excludedFile, files.count - included.count)
      // Two names that differ in case would be one file on many file systems.
      var names: Set<String> = []
      let usable = included.filter {
        Self.isWritable($0.oldPath) && names.insert($0.oldPath.lowercased()).inserted
      }
      leaveOut(.unusableFile, included.count - usable.count)
      guard included.count <= options.maximumFiles else {
        leaveOut(.tooManyFiles)
        return nil
      }
      guard !usable.isEmpty else {
        leaveOut(.noFunction)
        return nil
      }
      return Candidate(fix: fix, files: usable)
    }

    /// Adds the labels that a fix gives.
    ///
    /// - Parameters:
    ///   - candidate: The fix and its files.
    ///   - sides: For each file its functions before and after; nil where it cannot be read.
    mutating func add(_ candidate: Candidate, sides: [[CFunction]?]) {
      var files: [FixChanges.File] = []
      var pairs: [(old: [CFunction], new: [CFunction])] = []
      for (index, file) in candidate.files.enumerated() {
        guard let old = sides[2 * index], let new = sides[2 * index + 1] else {
          leaveOut(.unusableFile)
          continue
        }
        files.append(file)
        pairs.append((old, new))
      }
      let changes = FunctionChanges(pairs)
      guard changes.changedCount > 0 else { return leaveOut(.noFunction) }
      guard changes.changedCount <= options.maximumFunctions else { return leaveOut(.tooManyFunctions) }
      fixes.append(candidate.fix)
      for (file, functions) in zip(files, changes.functions) {
        for (function, fate) in functions {
          switch fate {
          case .removed: leaveOut(.removedFunction)
          case .kept, .changed: add(function, isVulnerable: fate == .changed, file, candidate.fix)
          }
        }
      }
    }

    private mutating func add(
      _ function: CFunction, isVulnerable: Bool, _ file: FixChanges.File, _ fix: FixCommit
    ) {
      guard function.name.printable == function.name, !function.name.isEmpty, function.name.count <= 200
      else {
        return leaveOut(.unusableFile)
      }
      rows.append(
        LabelHistory.Row(
          fix: fix, path: file.oldPath, contentID: file.oldID, function: function.name,
          line: function.range.startLine, isVulnerable: isVulnerable))
      var hash = SHA256()
      for token in function.code {
        hash.update(data: Data(token.utf8))
        hash.update(data: [0])
      }
      digests.append(hash.finalize())
    }

    /// The labels, each function once, in the order of the fixes.
    consuming func history(examined: Int) -> LabelHistory {
      let vulnerableDigests = Set(rows.indices.filter { rows[$0].isVulnerable }.map { digests[$0] })
      let vulnerableNames = Set(rows.filter(\.isVulnerable).map(\.nameInFile))
      var seen: Set<SHA256.Digest> = []
      var places: Set<String> = []
      var kept: [LabelHistory.Row] = []
      for (row, digest) in zip(rows, digests) {
        if !row.isVulnerable, vulnerableDigests.contains(digest) || vulnerableNames.contains(row.nameInFile) {
          leaveOut(.fixedLater)
        } else if !seen.insert(digest).inserted {
          leaveOut(.repeated)
        } else if !places.insert("\(row.source):\(row.line):\(row.function)").inserted {
          leaveOut(.ambiguousFunction)
        } else {
          kept.append(row)
        }
      }
      return LabelHistory(rows: kept, fixes: fixes, examined: examined, leftOut: leftOut)
    }

    private func isExcluded(_ path: String) -> Bool {
      let parts = path.split(separator: "/").map { Array($0.utf8) }
      return parts.indices.contains { index in
        excluded.verdict(parts[...index], isFolder: index < parts.count - 1) == true
      }
    }

    /// Whether a path of a foreign history may become a file's: no component climbs, hides or steers.
    static func isWritable(_ path: String) -> Bool {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      return path.utf8.count <= 900 && path.printable == path && !path.contains("\u{fffd}")
        && !path.contains("\\") && !path.contains(":")
        && parts.allSatisfy { part in
          !part.isEmpty && part.utf8.count <= 240 && !part.hasPrefix(".") && !part.hasPrefix(" ")
            && !part.hasSuffix(" ")
            && !["cvs", "_darcs"].contains(part.lowercased())
        }
    }
  }
}
