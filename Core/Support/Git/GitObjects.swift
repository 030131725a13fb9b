/// A file of a commit.
public struct GitFile: Hashable, Sendable {
  /// The path below the folder, with "/".
  public var path: [UInt8]
  /// The identifier of its contents.
  public var id: String

  /// Creates a file from its parts.
  public init(path: [UInt8], id: String) {
    self.path = path
    self.id = id
  }

  /// The path as text; bytes that are not UTF-8 show as U+FFFD.
  public var name: String { String(decoding: path, as: UTF8.self) }
}

extension SafeGit {
  /// The full identifier of a commit that the user named.
  ///
  /// - Parameter name: A branch, tag, identifier or expression such as `HEAD~3`.
  /// - Returns: The identifier in hexadecimal.
  /// - Throws: ``GitError``.
  public func commit(named name: String) throws(GitError) -> String {
    guard !name.isEmpty, !name.hasPrefix("-"), !name.utf8.contains(where: { $0 < 0x20 }) else {
      throw .unknownCommit(name: name, path: path)
    }
    do {
      let answer = try run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
      let id = String(decoding: answer, as: UTF8.self).filter { !$0.isWhitespace }
      // `^HEAD` names what a commit is not reached from.
      if id.hasPrefix("^") { throw GitError.unknownCommit(name: name, path: path) }
      guard Self.isID(id) else { throw GitError.unreadableAnswer(command: "rev-parse", path: path) }
      return id
    } catch GitError.failed {
      throw .unknownCommit(name: name, path: path)
    } catch {
      throw error as? GitError ?? .unreadableAnswer(command: "rev-parse", path: path)
    }
  }

  /// The regular files of a commit.
  ///
  /// - Parameters:
  ///   - commit: The commit's full identifier.
  ///   - inWholeTree: Whether all files come, with their paths from the repository's root; otherwise those below the
  ///     folder that the repository was opened with, from there.
  /// - Returns: The files in git's order.
  /// - Throws: ``GitError``.
  public func files(of commit: String, inWholeTree: Bool = false) throws(GitError) -> [GitFile] {
    let answer = try run(["ls-tree", "-r", "-z"] + (inWholeTree ? ["--full-tree"] : []) + [commit])
    var files: [GitFile] = []
    for entry in answer.split(separator: 0) {
      // mode SP type SP id TAB path
      guard let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else {
        throw .unreadableAnswer(command: "ls-tree", path: path)
      }
      let fields = Self.words(entry[..<tab])
      guard fields.count == 3, Self.isID(fields[2]) else {
        throw .unreadableAnswer(command: "ls-tree", path: path)
      }
      // Links and submodules are no files.
      guard fields[0].hasPrefix("100") else { continue }
      files.append(GitFile(path: Array(entry[entry.index(after: tab)...]), id: fields[2]))
    }
    return files
  }

  /// The folders of submodules in a commit's tree, relative to the folder that the repository was opened with.
  ///
  /// - Throws: ``GitError``.
  func submodules(of commit: String) throws(GitError) -> [String] {
    let answer = try run(["ls-tree", "-r", "-z", commit])
    return answer.split(separator: 0).compactMap { entry in
      guard entry.starts(with: "160000 ".utf8), let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else {
        return nil
      }
      return String(decoding: entry[entry.index(after: tab)...], as: UTF8.self)
    }
  }

  /// Reads contents as they are stored, without any filter or conversion.
  ///
  /// - Parameters:
  ///   - ids: The identifiers, in the order in which contents are handed over.
  ///   - sizeLimit: The largest contents, in bytes, that are handed over; nil stands for larger ones.
  ///   - skipsMissing: Whether nil stands for missing contents, too, as partial clones have them.
  ///   - consume: Takes the index in `ids` and the contents.
  /// - Throws: ``GitError``, and what `consume` throws.
  func readContents(
    of ids: [String], sizeLimit: Int, skipsMissing: Bool = false,
    _ consume: (Int, [UInt8]?) throws -> Void
  ) throws {
    guard !ids.isEmpty else { return }
    precondition(ids.allSatisfy(Self.isID), "identifiers come from git's own answers")
    var next = 0
    do {
      if !presentObjects.areKnown {
        return try readContents(of: ids, sizeLimit, skipsMissing, &next, consume)
      }
    } catch GitError.partialClone where skipsMissing {
      // What is missing must not be asked for.
    }
    let present = try presentObjects.ids(in: self)
    while next < ids.count {
      let missing = ids[next...].prefix { !present.contains(PresentObjects.key($0)) }
      for index in missing.indices { try consume(index, nil) }
      next = missing.endIndex
      let there = ids[next...].prefix { present.contains(PresentObjects.key($0)) }
      guard !there.isEmpty else { continue }
      let start = next
      try readContents(of: Array(there), sizeLimit, skipsMissing, &next) { try consume(start + $0, $1) }
      next = there.endIndex
    }
  }

  /// Reads contents with one command, and counts those that were handed over.
  private func readContents(
    of ids: [String], _ sizeLimit: Int, _ skipsMissing: Bool, _ count: inout Int,
    _ consume: (Int, [UInt8]?) throws -> Void
  ) throws {
    var reader = GitContentReader(ids: ids, sizeLimit: sizeLimit, path: path, skipsMissing: skipsMissing)
    try stream(["cat-file", "--batch", "--buffer"], input: Self.input(ids)) { piece in
      try reader.read(piece) { index, contents in
        count = index + 1
        try consume(index, contents)
      }
    }
    try reader.finish()
  }

  /// Whether the repository is a clone that fetches contents only when they are needed.
  ///
  /// - Throws: ``GitError``.
  func isPartial() throws(GitError) -> Bool {
    do throws(GitError) {
      return !(try run(["config", "--get-regexp", "^(remote\\..*\\.promisor|extensions\\.partialclone)$"]))
        .isEmpty
    } catch {
      // Git ends with 1 when nothing is set.
      if case .failed = error { return false }
      throw error
    }
  }

  /// A file of a commit, by its path from the repository's root.
  struct CommittedFile: Hashable, Sendable {
    var commit: String
    var path: String
  }

  /// Reads files of commits; those that are missing, are no files or are too large are left out.
  ///
  /// - Throws: ``GitError``, and what `consume` throws.
  func readContents(
    ofFiles files: [CommittedFile], sizeLimit: Int, _ consume: (CommittedFile, [UInt8]) throws -> Void
  ) throws {
    // A line end in a path would be another question.
    let files = files.filter { Self.isID($0.commit) && !$0.path.utf8.contains(UInt8(ascii: "\n")) }
    guard !files.isEmpty else { return }
    let input = Self.input(files.map { "\($0.commit):\($0.path)" })
    let answers = try run(["cat-file", "--batch-check", "--buffer"], input: input).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard answers.count == files.count + 1 else {
      throw GitError.unreadableAnswer(command: "cat-file", path: path)
    }
    let known = zip(files, answers).compactMap { file, answer -> (file: CommittedFile, id: String)? in
      let fields = Self.words(answer)
      guard fields.count == 3, fields[1] == "blob", Self.isID(fields[0]) else { return nil }
      return (file, fields[0])
    }
    try readContents(of: known.map(\.id), sizeLimit: sizeLimit, skipsMissing: true) { index, contents in
      if let contents { try consume(known[index].file, contents) }
    }
  }

  /// Whether older commits are missing, as in a clone made with `--depth`.
  ///
  /// - Throws: ``GitError``.
  func isShallow() throws(GitError) -> Bool {
    String(decoding: try run(["rev-parse", "--is-shallow-repository"]), as: UTF8.self).hasPrefix("true")
  }

  /// Which of some commits have parents that are missing here, as at the edge of a shallow clone.
  ///
  /// - Throws: ``GitError``.
  func commitsCut(among ids: [String]) throws -> Set<String> {
    let roots = String(
      decoding: try run(["rev-list", "--no-walk", "--max-parents=0", "--stdin"], input: Self.input(ids)),
      as: UTF8.self
    )
    .split(separator: "\n").map(String.init).filter(Self.isID)
    let wanted = Set(ids)
    let edge = roots.filter(wanted.contains)
    var cut: Set<String> = []
    try readContents(of: edge, sizeLimit: 1 << 20, skipsMissing: true) { index, text in
      // What the commit itself says, which `rev-list` hides at an edge.
      let header = text?.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix {
        !$0.isEmpty
      }
      if header?.contains(where: { $0.starts(with: "parent ".utf8) }) ?? false { cut.insert(edge[index]) }
    }
    return cut
  }

  /// The folder in which git keeps the repository, an absolute path.
  ///
  /// - Throws: ``GitError``.
  func repositoryFolder() throws(GitError) -> String {
    String(decoding: try run(["rev-parse", "--absolute-git-dir"]), as: UTF8.self)
  }

  /// Whether a commit has a file below the folder that the repository was opened with.
  ///
  /// - Throws: ``GitError``.
  func hasFiles(_ commit: String) throws(GitError) -> Bool {
    !(try run(["ls-tree", "-z", commit])).isEmpty
  }

  /// The path from the repository's root to the folder it was opened with, with "/" at its end; empty at the root.
  ///
  /// - Throws: ``GitError``.
  public func pathInRepository() throws(GitError) -> String {
    let answer = try run(["rev-parse", "--show-prefix"])
    return String(decoding: answer.last == 10 ? answer.dropLast() : answer[...], as: UTF8.self)
  }
}
