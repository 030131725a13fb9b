/// A C file that a commit changed.
struct ChangedFile: Sendable {
  /// The commit's place among the commits that are read.
  var commit: Int32
  /// The contents before, one for each parent; nil where there was no such file.
  var old: [String?]
  /// For each parent the number of the path where the contents before stand; nil where it is the same. Empty where all are.
  var oldPaths: [Int32?] = []
  /// The contents after; nil where the file is gone.
  var new: String?
}

extension [ChangedFile] {
  /// Leaves of the commits at the edge of a shallow clone what stands there first.
  ///
  /// Git tells of each as if it had added all its files, also those that stand at another edge.
  ///
  /// - Parameter edge: The places of these commits.
  mutating func keepFirst(of edge: Set<Int32>) {
    guard let first = self.first?.commit else { return }
    removeAll { $0.commit != first && edge.contains($0.commit) }
  }
}

/// Reads which C files commits changed, as git's trees say.
struct ChangedFileReader {
  let git: SafeGit
  /// The endings of C files.
  let endings: FileEndings

  /// Asks git which files each commit changed.
  ///
  /// Of a merge, only files count that differ from those of every parent.
  ///
  /// - Parameters:
  ///   - commits: The identifiers of the commits.
  ///   - consume: Takes the file's path, and what a commit did to it, in the order of `commits`.
  /// - Throws: ``GitError``, and what `consume` throws.
  func read(_ commits: [String], _ consume: (String, ChangedFile) throws -> Void) throws {
    guard !commits.isEmpty else { return }
    var place = -1
    var header: [UInt8]?
    var field: [UInt8] = []
    let arguments = [
      "diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-renames", "--no-abbrev",
      "--no-ext-diff", "--no-textconv", "--ignore-submodules=all",
    ]
    func take(_ text: [UInt8]) throws {
      if let entry = header {
        header = nil
        guard place >= 0, let file = try Self.file(entry, commit: place, isC(text)) else { return }
        try consume(String(decoding: text, as: UTF8.self), file)
      } else if text.first == UInt8(ascii: ":") {
        header = text
      } else {
        let id = String(decoding: text.filter { $0 > 32 }, as: UTF8.self)
        guard !id.isEmpty else { return }
        // Commits that changed nothing may be passed over.
        place += 1
        while place < commits.count, commits[place] != id { place += 1 }
        guard place < commits.count else { throw unreadable }
      }
    }
    try git.stream(arguments, input: SafeGit.input(commits)) { piece in
      var rest = piece[...]
      while let end = rest.firstIndex(of: 0) {
        field += rest[..<end]
        rest = rest[(end + 1)...]
        try take(field)
        field.removeAll(keepingCapacity: true)
      }
      field += rest
      guard field.count < 1 << 20 else { throw unreadable }
    }
    // What is left is the line end after the last commit.
    guard header == nil else { throw unreadable }
  }

  /// Reads `:mode mode id id status`, with a colon, a mode and an identifier for each parent.
  private static func file(_ entry: [UInt8], commit: Int, _ isC: Bool) throws -> ChangedFile? {
    guard isC else { return nil }
    let parents = entry.prefix { $0 == UInt8(ascii: ":") }.count
    let parts = SafeGit.words(entry.dropFirst(parents))
    guard parts.count >= 2 * (parents + 1) else { return nil }
    let modes = parts[0...parents]
    let ids = parts[(parents + 1)..<(2 * parents + 2)]
    guard ids.allSatisfy(SafeGit.isID) else { return nil }
    // Links and submodules are no files.
    let contents = zip(modes, ids).map { mode, id in mode.hasPrefix("100") ? id : nil }
    guard contents.contains(where: { $0 != nil }) else { return nil }
    return ChangedFile(commit: Int32(commit), old: Array(contents.dropLast()), new: contents[parents])
  }

  private func isC(_ path: [UInt8]) -> Bool {
    path.count <= 4_096 && endings.include(path)
  }

  private var unreadable: GitError { .unreadableAnswer(command: "diff-tree", path: git.path) }
}
