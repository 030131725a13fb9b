/// The C files that fixes changed, with their contents before and after.
struct FixChanges {
  /// A file that was changed, perhaps also renamed.
  struct File: Hashable {
    var oldPath: String
    var oldID: String
    var newID: String
  }

  /// The files by fix; a fix that changed no C file has none.
  private(set) var files: [String: [File]] = [:]

  /// Asks git which files each fix changed.
  ///
  /// Added and removed files are left out: they have no functions before or after.
  ///
  /// - Parameters:
  ///   - git: The repository.
  ///   - fixes: The fixes.
  ///   - endings: The endings of C files.
  /// - Throws: ``GitError``.
  init(git: SafeGit, fixes: [FixCommit], endings: Set<String>) throws(GitError) {
    guard !fixes.isEmpty else { return }
    let input = Array((fixes.map(\.id).joined(separator: "\n") + "\n").utf8)
    let answer = try git.run(
      [
        "diff-tree", "--stdin", "-r", "-z", "--raw", "-M", "-l2000", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=all", "--diff-filter=MR", "--full-index",
      ], input: input)
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
      let parts = field.dropFirst().split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard let commit, parts.count == 5, SafeGit.isID(parts[2]), SafeGit.isID(parts[3]),
        let old = fields.popFirst(), let new = parts[4].hasPrefix("R") ? fields.popFirst() : old
      else { throw unreadable }
      guard parts[0].hasPrefix("100"), parts[1].hasPrefix("100"), Self.isC(old, endings),
        Self.isC(new, endings)
      else { continue }
      files[commit, default: []].append(
        File(oldPath: String(decoding: old, as: UTF8.self), oldID: parts[2], newID: parts[3]))
    }
  }

  private static func isC(_ path: ArraySlice<UInt8>, _ endings: Set<String>) -> Bool {
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(String(decoding: path[(dot + 1)...], as: UTF8.self))
  }
}
