import CryptoKit
import Foundation

extension HistoryLabels {
  /// Gathers the labels of one repository fix by fix.
  struct Gathering {
    /// What the repository is called where there are several.
    let name: String
    /// How many commits were looked at.
    let examined: Int
    private let options: Options
    private let excluded: IgnoreRules
    private(set) var leftOut: LeftOutList
    private(set) var rows: [LabelHistory.Row] = []
    private(set) var fixes: [FixCommit] = []
    /// A digest of each row's code, in step with `rows`.
    private(set) var digests: [SHA256.Digest] = []

    init(options: Options, name: String, examined: Int, leftOut: LeftOutList) {
      self.options = options
      self.name = name
      self.examined = examined
      self.leftOut = leftOut
      excluded = IgnoreRules(patterns: options.excluded)
    }

    /// The fix that became known last.
    var newestFix: FixCommit? { fixes.max { ($0.known, $0.id) < ($1.known, $1.id) } }

    /// Whether a fix was known before the cut; otherwise it is left out.
    mutating func isKnownInTime(_ fix: FixCommit) -> Bool {
      guard let cut = options.knownBefore, fix.known >= cut else { return true }
      if fix.merge != fix.id || fix.isLoneMerge { leftOut.add(.knownLater, fix.id, fix.subject) }
      return false
    }

    /// The fix with its usable files; nil when it is left out.
    mutating func candidate(_ fix: FixCommit, _ files: [FixChanges.File]) -> Candidate? {
      var included: [FixChanges.File] = []
      for file in files {
        if excluded.leavesOut(file.path) {
          leftOut.add(.excludedFile, fix.id, file.path)
        } else {
          included.append(file)
        }
      }
      let usable = usable(included, of: fix) { $0.old?.path }
      let removedOrChanged = included.count { $0.old != nil }
      guard max(removedOrChanged, included.count - removedOrChanged) <= options.maximumFiles else {
        leftOut.add(.tooManyFiles, fix.id, fix.subject)
        return nil
      }
      guard usable.contains(where: { $0.old != nil }) else {
        noteNoFunction(fix)
        return nil
      }
      return Candidate(fix: fix, files: usable)
    }

    /// The files that can be written under their paths; a file without a path is not written.
    private mutating func usable<File>(
      _ files: [File], of fix: FixCommit, path: (File) -> String?
    ) -> [File] {
      // Two names that differ in case would be one file on many file systems.
      var names: Set<String> = []
      return files.filter { file in
        guard let path = path(file) else { return true }
        if Self.isWritable(path), names.insert(path.lowercased()).inserted { return true }
        leftOut.add(.unusableFile, fix.id, path)
        return false
      }
    }

    /// Adds the labels that a fix gives.
    ///
    /// - Parameters:
    ///   - candidate: The fix and its files.
    ///   - versions: For each file its functions before and after.
    mutating func add(_ candidate: Candidate, versions: [FixedFileFunctions]) {
      let fix = candidate.fix
      var files: [FixChanges.File] = []
      var pairs: [(path: String, old: [CFunction], new: [CFunction])] = []
      for (file, versions) in zip(candidate.files, versions) {
        guard let old = versions.old, let new = versions.new else {
          leftOut.add(.unusableFile, fix.id, file.path)
          continue
        }
        files.append(file)
        pairs.append((file.new?.path ?? file.path, old, new))
      }
      // What a merge has from one of its parents, the commits that it brings have changed.
      let inherited = Set(versions.flatMap(\.others).map(\.code))
      let changes = FunctionChanges(pairs) { inherited.contains($0.code) }
      let removed = zip(files, changes.functions).flatMap { file, outcomes in
        outcomes.filter { $0.fate == .removed }.map { "\(file.old?.path ?? file.path):\($0.function.name)" }
      }
      guard changes.changedCount > 0 else { return noteNoFunction(fix, removed: removed) }
      guard changes.changedCount <= options.maximumFunctions else {
        return leftOut.add(.tooManyFunctions, fix.id, fix.subject)
      }
      fixes.append(fix)
      note(removed: removed, fix)
      for (file, outcomes) in zip(files, changes.functions) {
        guard let side = file.old else { continue }
        let shared = Self.sharedNames(outcomes.map(\.function))
        for outcome in outcomes {
          switch outcome.fate {
          case .inherited, .removed: break
          case .kept, .changed:
            let isChanged = outcome.fate == .changed
            let pair =
              isChanged && options.includesMended
              ? "\(fix.shortID):\(side.path):\(outcome.function.range.startLine)" : nil
            add(
              outcome.function, isChanged ? .changed(outcome.pairing) : .kept(outcome.pairing), side, fix,
              shared,
              pair: pair)
            if let pair, let after = outcome.after, let mended = files[after.file].new,
              !excluded.leavesOut(mended.path), Self.isWritable(mended.path)
            {
              add(
                after.function, .mended(outcome.pairing), mended, fix,
                Self.sharedNames(pairs[after.file].new), pair: pair)
            }
          }
        }
      }
    }

    /// Notes that a fix changed no function but those it removed or switched off, unless it is a merge whose commits are
    /// looked at.
    private mutating func noteNoFunction(_ fix: FixCommit, removed: [String] = []) {
      if fix.isLoneMerge {
        leftOut.add(.merge, fix.id, fix.subject)
      } else if fix.merge != fix.id {
        if removed.isEmpty { leftOut.add(.noFunction, fix.id, fix.subject) }
        note(removed: removed, fix)
      }
    }

    /// Notes the functions that a fix removes; what a merge removes, the commits that it brings have removed.
    private mutating func note(removed: [String], _ fix: FixCommit) {
      guard fix.merge != fix.id else { return }
      for function in removed { leftOut.add(.removedFunction, fix.id, function) }
    }

    /// The files of the tree at a fix's parent that say something new: not excluded, nor compared with the fix.
    mutating func usableFiles(_ files: [GitFile], of fix: FixCommit) -> [FixChanges.Side] {
      let compared = Set(rows.filter { $0.fix.id == fix.id }.map(\.path))
      let others = files.filter { !excluded.leavesOut($0.name) && !compared.contains($0.name) }
      let names = Set(compared.map { $0.lowercased() })
      return usable(others, of: fix) { $0.name }.filter { !names.contains($0.name.lowercased()) }
        .map { FixChanges.Side(path: $0.name, id: $0.id) }
    }

    /// Adds the functions of a file that a fix left alone; nil when it cannot be read.
    mutating func add(_ functions: [CFunction]?, of file: FixChanges.Side, _ fix: FixCommit) {
      guard let functions else { return leftOut.add(.unusableFile, fix.id, file.path) }
      let shared = Self.sharedNames(functions)
      for function in functions { add(function, .elsewhere, file, fix, shared) }
    }

    /// The names that several of a file's functions have.
    private static func sharedNames(_ functions: [CFunction]) -> Set<String> {
      var seen: Set<String> = []
      return Set(functions.map(\.name).filter { !seen.insert($0).inserted })
    }

    private mutating func add(
      _ function: CFunction, _ ground: LabelHistory.Ground, _ file: FixChanges.Side, _ fix: FixCommit,
      _ shared: Set<String>, pair: String? = nil
    ) {
      guard function.name.printable == function.name, !function.name.isEmpty, function.name.count <= 200
      else {
        return leftOut.add(.unusableFile, fix.id, "\(file.path):\(function.name)")
      }
      let code = function.code
      rows.append(
        LabelHistory.Row(
          fix: fix, project: name, path: file.path, contentID: file.id, function: function.name,
          identity: MacroHead(of: function, code: code)?.text ?? function.name,
          line: function.range.startLine,
          distinctHead: shared.contains(function.name) ? function.signature : nil, ground: ground, pair: pair)
      )
      var hash = SHA256()
      for token in code {
        hash.update(data: Data(token.utf8))
        hash.update(data: [0])
      }
      digests.append(hash.finalize())
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
