extension MendedFunctions {
  /// A function that a fix changed, and where its texts are.
  private struct Change {
    var fix: MissedFix
    var before: SafeGit.CommittedFile
    var after: SafeGit.CommittedFile
  }

  /// Reads what the newest fixes before a commit mended.
  ///
  /// - Parameters:
  ///   - evidence: What the past says as of the commit.
  ///   - git: The repository.
  ///   - known: What was read before, of this commit or an earlier one; it is not read again.
  ///   - pathInRepository: The path from the repository's root to the scanned folder, with "/" at its end.
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  init(
    _ evidence: HistoryEvidence, in git: SafeGit, known: [Function] = [], pathInRepository: String = ""
  ) throws {
    let changes = Self.changes(evidence.securityFixes(limit: Self.functionLimit))
    let knownFunctions = Dictionary(known.map { (Key($0.fix), $0) }) { first, _ in first }
    let unknown = changes.filter { knownFunctions[Key($0.fix)] == nil }
    let read = try Self.read(unknown, git)
    let found = knownFunctions.merging(read.map { (Key($0.fix), $0) }) { first, _ in first }
    self.init(
      changes.compactMap { found[Key($0.fix)] }, upTo: evidence.commit, evidence: evidence,
      pathInRepository: pathInRepository)
  }

  private struct Key: Hashable {
    var commit: String
    var file: String
    var function: String

    init(_ fix: MissedFix) { (commit, file, function) = (fix.commit, fix.file, fix.function) }
  }

  private static func changes(_ fixes: [HistoryEvidence.Fix]) -> [Change] {
    fixes.map { fix in
      Change(
        fix: MissedFix(
          function: fix.function, file: fix.path, commit: fix.commit.id, subject: fix.commit.subject,
          date: fix.commit.date),
        before: .init(commit: fix.parent, path: fix.oldPath),
        after: .init(commit: fix.commit.id, path: fix.path))
    }
  }

  private static func read(_ changes: [Change], _ git: SafeGit) throws -> [Function] {
    let files = Array(Set(changes.flatMap { [$0.before, $0.after] }))
    var contents: [SafeGit.CommittedFile: [UInt8]] = [:]
    try git.readContents(ofFiles: files, sizeLimit: HistoryReader.Options().maximumFileSize) { file, bytes in
      contents[file] = bytes
    }
    _ = try FunctionParser()
    let wanted = changes.reduce(into: [SafeGit.CommittedFile: Set<String>]()) { wanted, change in
      for file in [change.before, change.after] { wanted[file, default: []].insert(change.fix.function) }
    }
    let texts = contents
    let parsed = parallelMap(files, pieceSize: 1) { file -> [String: CFunction] in
      guard let bytes = texts[file], let source = try? SourceText(decoding: bytes, file: file.path),
        let parser = try? FunctionParser()
      else { return [:] }
      let names = wanted[file] ?? []
      let functions = parser.parse(source, file: file.path).functions.filter { names.contains($0.name) }
      return Dictionary(functions.map { ($0.name, $0) }) { first, _ in first }
    }
    let functions = Dictionary(zip(files, parsed)) { first, _ in first }
    return changes.compactMap { change in
      let name = change.fix.function
      guard let before = functions[change.before]?[name], let after = functions[change.after]?[name] else {
        return nil
      }
      return mended(change.fix, before: before, after: after)
    }
  }
}

extension HistoryEvidence {
  /// A change of a function by a commit that speaks of security.
  struct Fix {
    var commit: PastCommit
    /// The full identifier of the commit's first parent.
    var parent: String
    var path: String
    /// The path of the file in the parent.
    var oldPath: String
    var function: String
  }

  /// The newest changes by commits that speak of security and change few functions, newest first.
  func securityFixes(limit: Int) -> [Fix] {
    guard let place = history.place(of: commit) else { return [] }
    let isBefore = history.ancestry(of: place)
    var fixes: [Fix] = []
    var end = history.changes.count
    while end > 0, fixes.count < limit {
      let number = Int(history.changes[end - 1].commit)
      var start = end - 1
      while start > 0, Int(history.changes[start - 1].commit) == number { start -= 1 }
      if isBefore[number] { fixes += self.fixes(of: number, history.changes[start..<end]) }
      end = start
    }
    return Array(fixes.prefix(limit))
  }

  private func fixes(of number: Int, _ changes: ArraySlice<FileChange>) -> [Fix] {
    let commit = history.commits[number]
    guard commit.kinds.contains(.security), commit.kinds.isDisjoint(with: [.revert, .merge]),
      let parent = commit.parents.first
    else { return [] }
    let changed = changes.flatMap { file in
      file.functions.filter { $0.fate == .changed }.map { function in
        Fix(
          commit: commit, parent: history.commits[Int(parent)].id, path: history.paths[Int(file.path)],
          oldPath: history.paths[Int(file.origin ?? file.path)], function: history.names[Int(function.name)])
      }
    }
    return changed.count <= MendedFunctions.wordedFunctionLimit ? changed : []
  }
}
