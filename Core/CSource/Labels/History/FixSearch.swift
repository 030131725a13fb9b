import Foundation

/// Finds the commits of a history that fix vulnerabilities.
struct FixSearch {
  /// What was found.
  struct Result {
    /// The fixes, newest first or in the order of the list; those that a merge brought come last.
    var fixes: [FixCommit] = []
    /// How many commits were looked at.
    var examined = 0
    /// What was left out.
    var leftOut: LeftOutList
    /// Merges that were named, to be looked into.
    fileprivate var merges: [(commit: CommitRecord.Commit, fix: FixCommit)] = []

    init(leftOut: LeftOutList) {
      self.leftOut = leftOut
    }
  }

  /// What a list says of a commit.
  struct Note {
    /// Identifiers or other words that stand beside the commit.
    var words = ""
    /// What made the commit count.
    var evidence = "listed"
    /// Records of vulnerability databases that name it.
    var advisories: [String] = []
    /// The commits that these say brought the vulnerability.
    var introduced: [String] = []
    /// When these were published, in seconds since 1970; nil when unknown.
    var published: Int?

    /// This note and another one of the same commit.
    func joined(with other: Note) -> Note {
      var note = self
      note.words = [words, other.words].filter { !$0.isEmpty }.joined(separator: " ")
      note.advisories += other.advisories.filter { !advisories.contains($0) }
      note.introduced += other.introduced.filter { !introduced.contains($0) }
      note.published = [published, other.published].compactMap(\.self).min()
      return note
    }
  }

  let git: SafeGit
  let patterns: FixPatterns
  /// A named merge that brings more commits is left out.
  let maximumMergedCommits: Int
  /// Whether each thing left out is remembered.
  let listsLeftOut: Bool

  /// Looks at every commit that leads to a revision.
  ///
  /// - Throws: ``GitError``.
  func run(revision: String) throws -> Result {
    try search(["rev-list", try git.commit(named: revision)], input: [], notes: [:])
  }

  /// Takes the commits of a list, whatever their messages say.
  ///
  /// - Parameters:
  ///   - list: One commit a line: its identifier, then, if wanted, CVE and CWE identifiers. `#` begins a comment.
  ///   - file: The list's path for messages.
  /// - Returns: The listed fixes that can be used.
  /// - Throws: ``GitError`` or ``HistoryError``.
  func run(list: String, file: String) throws -> Result {
    let commits = try CommitList(list, file: file, in: git)
    var result = try run(notes: commits.entries.map { ($0.id, Note(words: $0.words)) })
    for id in commits.missing { result.leftOut.add(.missingCommit, id, file) }
    return result
  }

  /// Takes commits that something else than their messages names.
  ///
  /// - Parameter notes: Commits of the repository with what is known of them; all notes of a commit count.
  /// - Returns: Those of them that can be used.
  /// - Throws: ``GitError``.
  func run(notes: [(id: String, note: Note)]) throws -> Result {
    var known: [String: Note] = [:]
    var ids: [String] = []
    for (id, note) in notes {
      if known[id] == nil { ids.append(id) }
      known[id] = known[id].map { $0.joined(with: note) } ?? note
    }
    guard !ids.isEmpty else { return Result(leftOut: LeftOutList(keepsItems: listsLeftOut)) }
    return try search(
      ["rev-list", "--no-walk=unsorted", "--stdin"], input: SafeGit.input(ids), notes: known)
  }

  private func search(_ arguments: [String], input: [UInt8], notes: [String: Note]) throws -> Result {
    let matcher = patterns.matcher
    var result = Result(leftOut: LeftOutList(keepsItems: listsLeftOut))
    try read(arguments, input: input) { commit in
      result.examined += 1
      add(commit, notes[commit.id], matcher, to: &result)
    }
    try lookIntoMerges(matcher, &result)
    return result
  }

  private func add(
    _ commit: CommitRecord.Commit, _ note: Note?, _ matcher: FixPatterns.Matcher, to result: inout Result
  ) {
    let isMerge = commit.parents.count > 1
    let message = isMerge ? FixPatterns.Matcher.withoutDestination(commit.message) : commit.message
    guard let evidence = note?.evidence ?? matcher.evidence(in: message, shouldStop: git.shouldStop) else {
      return
    }
    let named = matcher.identifiers(in: "\(note?.words ?? "") \(message)")
    guard let parent = commit.parents.first else {
      return result.leftOut.add(.withoutParent, commit.id, commit.subject)
    }
    var fix = FixCommit(
      id: commit.id, parent: parent, subject: commit.subject, cves: named.cves, cwes: named.cwes,
      evidence: evidence, known: max(commit.time, note?.published ?? commit.time))
    fix.advisories = note?.advisories ?? []
    fix.introduced = note?.introduced ?? []
    if note == nil, takesFixBack(commit, message, matcher) {
      result.leftOut.add(.revert, commit.id, commit.subject)
    } else if commit.parents.count > maximumMergedCommits + 1 {
      // Each further parent brings a commit, and is looked at by itself.
      result.leftOut.add(.bigMerge, commit.id, commit.subject)
    } else if isMerge {
      result.merges.append((commit, fix))
    } else {
      result.fixes.append(fix)
    }
  }

  /// Whether a commit takes another one back, unless its own subject says which hole that closes.
  private func takesFixBack(_ commit: CommitRecord.Commit, _ message: String, _ matcher: FixPatterns.Matcher)
    -> Bool
  {
    RevertMessage.isRevert(message.utf8)
      && (RevertMessage.isRevert(commit.subject.utf8) || matcher.identifiers(in: commit.subject).cves.isEmpty)
  }

  // MARK: Merges

  /// Takes the commits that named merges bring, unless some of them name all that the merge names.
  private func lookIntoMerges(_ matcher: FixPatterns.Matcher, _ result: inout Result) throws {
    var taken = Set(result.fixes.map(\.id))
    // The oldest merge first: a commit was known to be a fix when the first one brought it.
    for (merge, fix) in result.merges.reversed() {
      var commits: [CommitRecord.Commit] = []
      try read(
        ["rev-list", "--no-merges", "--topo-order", "--max-count=\(maximumMergedCommits + 1)"]
          + merge.parents.dropFirst() + ["^\(merge.parents[0])"], input: []
      ) { commits.append($0) }
      guard commits.count <= maximumMergedCommits else {
        result.leftOut.add(.bigMerge, merge.id, merge.subject)
        continue
      }
      let namedInside = Set(
        commits.flatMap { taken.contains($0.id) ? matcher.identifiers(in: $0.message).cves : [] })
      let isNamedInside = commits.contains { taken.contains($0.id) }
      if isNamedInside, namedInside.isSuperset(of: fix.cves) { continue }
      let brought = commits.filter { commit in
        !taken.contains(commit.id) && !commit.parents.isEmpty
          && !takesFixBack(commit, commit.message, matcher)
      }
      // What the merge changed beyond what its parents hold.
      var own = fix
      own.merge = merge.id
      own.otherParents = Array(merge.parents.dropFirst())
      own.isLoneMerge = brought.isEmpty && !isNamedInside
      result.fixes.append(own)
      for commit in brought {
        taken.insert(commit.id)
        var part = fix
        part.id = commit.id
        part.parent = commit.parents[0]
        part.subject = commit.subject
        part.known = max(fix.known, commit.time)
        part.merge = merge.id
        result.fixes.append(part)
      }
    }
  }

  // MARK: Reading

  /// Identifier, parents, time and message, closed by a NUL.
  private static let format = "--format=%H %P%n%ct%n%B%x00"

  private func read(_ arguments: [String], input: [UInt8], _ consume: (CommitRecord.Commit) -> Void) throws {
    var record = CommitRecord()
    try git.stream([arguments[0], Self.format] + arguments.dropFirst(), input: input) { piece in
      var rest = piece[...]
      while let end = rest.firstIndex(of: 0) {
        record.append(rest[..<end])
        rest = rest[(end + 1)...]
        // A piece of git's answer can hold many long messages.
        if git.shouldStop() { throw GitError.cancelled }
        if let commit = record.commit { consume(commit) }
        record = CommitRecord()
      }
      record.append(rest)
    }
  }
}

extension FixSearch.Result {
  /// Adds what another search found; a fix that both found keeps the earlier date and all names.
  mutating func add(_ other: FixSearch.Result) {
    examined += other.examined
    leftOut.add(other.leftOut)
    let places = Dictionary(uniqueKeysWithValues: fixes.indices.map { (fixes[$0].id, $0) })
    for fix in other.fixes {
      guard let place = places[fix.id] else {
        fixes.append(fix)
        continue
      }
      fixes[place].known = min(fixes[place].known, fix.known)
      for path in [\FixCommit.cves, \FixCommit.cwes, \FixCommit.advisories, \FixCommit.introduced] {
        let own = fixes[place][keyPath: path]
        fixes[place][keyPath: path] += fix[keyPath: path].filter { !own.contains($0) }
      }
    }
  }
}
