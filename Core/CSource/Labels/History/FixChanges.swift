/// The C files that fixes changed, added or removed, with their contents before and after.
struct FixChanges {
  /// One side of a file: what it was called and what it held.
  struct Side: Hashable {
    var path: String
    /// The identifier of its contents.
    var id: String
  }

  /// A file that was changed, perhaps also renamed; one side is missing where it was added or removed.
  struct File: Hashable {
    var old: Side?
    var new: Side?
    /// The file in the further parents of a merge.
    var others: [Side] = []

    /// The path that the file is told by.
    var path: String { old?.path ?? new?.path ?? "" }
  }

  /// The files by fix; a fix that changed no C file has none, and a merge only those that differ from all its parents.
  private(set) var files: [String: [File]] = [:]

  /// Asks git which files each fix changed.
  ///
  /// Files that git does not recognise as renamed come as one removed and one added: their functions can be paired.
  ///
  /// - Parameters:
  ///   - git: The repository.
  ///   - fixes: The fixes.
  ///   - endings: The endings of C files.
  /// - Throws: ``GitError``.
  init(git: SafeGit, fixes: [FixCommit], endings: FileEndings) throws(GitError) {
    files = try Self.files(git, fixes.map { ($0.id, $0.parent) }, endings)
    for number in 0..<(fixes.map(\.otherParents.count).max() ?? 0) {
      let merges = fixes.filter { $0.otherParents.count > number }
      let other = try Self.files(git, merges.map { ($0.id, $0.otherParents[number]) }, endings)
      for merge in merges {
        let sides = other[merge.id, default: []]
        files[merge.id] = files[merge.id]?.compactMap { file in
          guard let same = sides.first(where: { $0.new == file.new }) else { return nil }
          var file = file
          file.others += same.old.map { [$0] } ?? []
          return file
        }
      }
    }
  }

  /// The files that differ between commits and a parent of each, by commit.
  static func files(
    _ git: SafeGit, _ commits: [(id: String, parent: String)], _ endings: FileEndings
  ) throws(GitError) -> [String: [File]] {
    guard !commits.isEmpty else { return [:] }
    var files: [String: [File]] = [:]
    let input = SafeGit.input(commits.map { "\($0.id) \($0.parent)" })
    let answer = try git.run(
      [
        "diff-tree", "--stdin", "-r", "-z", "--raw", "-M", "-l2000", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=all", "--diff-filter=AMDR", "--full-index",
      ], input: input, readsContents: true)
    let unreadable = GitError.unreadableAnswer(command: "diff-tree", path: git.path)
    var fields = answer.split(separator: 0, omittingEmptySubsequences: false)[...]
    var commit: String?
    while let field = fields.popFirst(), !(field.isEmpty && fields.isEmpty) {
      guard field.first == UInt8(ascii: ":") else {
        // After the first commit, the line end that closed the last one comes first.
        let id = String(decoding: field, as: UTF8.self).filter { !$0.isWhitespace }
        guard SafeGit.isID(id) else { throw unreadable }
        commit = id
        continue
      }
      // :mode mode id id status NUL path NUL, and a second path after R
      let parts = SafeGit.words(field.dropFirst())
      guard let commit, parts.count == 5, SafeGit.isID(parts[2]), SafeGit.isID(parts[3]),
        let old = fields.popFirst(), let new = parts[4].hasPrefix("R") ? fields.popFirst() : old
      else { throw unreadable }
      // Links and submodules are no files.
      func side(_ mode: String, _ path: ArraySlice<UInt8>, _ id: String) -> Side? {
        guard mode.hasPrefix("100"), endings.include(path) else { return nil }
        return Side(path: String(decoding: path, as: UTF8.self), id: id)
      }
      let file = File(old: side(parts[0], old, parts[2]), new: side(parts[1], new, parts[3]))
      if file.old != nil || file.new != nil { files[commit, default: []].append(file) }
    }
    return files
  }
}
