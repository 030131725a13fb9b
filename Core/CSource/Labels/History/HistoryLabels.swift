import CryptoKit
import Foundation

/// Takes labels from a project's history: the functions that a fix changed were vulnerable before it.
///
/// A function that a fix changed is labelled vulnerable as it stood at the fix's parent; the other functions of
/// the files that the fix changed are labelled not vulnerable, except those of which another fix shows the
/// opposite. Every function is labelled once, whichever fixes saw it.
public struct HistoryLabels: Sendable {
  /// What counts as a fix, and what is left out.
  public struct Options: Sendable {
    /// The branch, tag or commit whose history is looked at.
    public var revision = "HEAD"
    /// What messages must say.
    public var patterns: FixPatterns
    /// A list of fixes in place of the search, with its path for messages.
    public var list: (text: String, file: String)?
    /// Fixes that change more C files are left out.
    public var maximumFiles = 10
    /// Fixes that change more functions are left out.
    public var maximumFunctions = 20
    /// Files that are left out, in the syntax of `.gitignore`.
    public var excluded = HistoryLabels.usuallyExcluded
    /// The endings of C files.
    public var endings: Set<String> = ["c", "h"]

    /// Creates options.
    public init(patterns: FixPatterns) {
      self.patterns = patterns
    }
  }

  /// Tests change with a fix, but are not vulnerable before it.
  public static let usuallyExcluded = [
    "test/", "tests/", "testing/", "*test.c", "*tests.c", "test_*.c", "fuzz*/",
  ]

  /// Why a fix, a file or a function got no label.
  public enum LeftOut: String, CaseIterable, Sendable {
    case merge = "merge commits"
    case revert = "commits that take another one back"
    case withoutParent = "commits without a parent here"
    case tooManyFiles = "fixes that change too many C files"
    case tooManyFunctions = "fixes that change too many functions"
    case noFunction = "fixes that change no C function"
    case excludedFile = "changed files that --exclude names"
    case unusableFile = "changed files that cannot be read as C text or written under their names"
    case removedFunction = "functions that a fix removes"
    case ambiguousFunction = "functions whose name stands twice in one line"
    case fixedLater = "unchanged functions that another fix changes: they may be vulnerable here"
    case repeated = "functions that read like one labelled already"
  }

  /// The state of the work.
  public enum Progress: Sendable {
    /// Looking for fixes.
    case searching
    /// Comparing functions: fixes done of all.
    case comparing(done: Int, of: Int)
  }

  let git: SafeGit
  let options: Options

  /// Prepares to read a history.
  public init(git: SafeGit, options: Options) {
    self.git = git
    self.options = options
  }

  /// Reads the history.
  ///
  /// - Returns: The labels; at least one function is vulnerable.
  /// - Throws: ``GitError`` or ``HistoryError``; `GitError.cancelled` when the user asks to stop.
  public func run(onProgress: (Progress) -> Void = { _ in }) throws -> LabelHistory {
    onProgress(.searching)
    let search = FixSearch(git: git, patterns: options.patterns)
    let found =
      if let list = options.list {
        try search.run(list: list.text, file: list.file)
      } else {
        try search.run(revision: options.revision)
      }
    let changes = try FixChanges(git: git, fixes: found.fixes, endings: options.endings)
    var gathering = Gathering(options: options, leftOut: found.leftOut)
    let candidates = found.fixes.compactMap { gathering.candidate($0, changes.files[$0.id] ?? []) }
    try compare(candidates, into: &gathering, onProgress)
    let history = gathering.history(examined: found.examined)
    guard history.vulnerableCount > 0 else {
      throw HistoryError.noFixes(path: git.path, examined: found.examined)
    }
    return history
  }

  /// A fix with the files whose functions are compared.
  struct Candidate {
    var fix: FixCommit
    var files: [FixChanges.File]
  }

  private func compare(
    _ candidates: [Candidate], into gathering: inout Gathering, _ onProgress: (Progress) -> Void
  ) throws {
    let parser = try FunctionParser()
    let ids = candidates.flatMap { $0.files.flatMap { [$0.oldID, $0.newID] } }
    var number = 0
    // Old and new contents arrive in turn.
    var sides: [[CFunction]?] = []
    onProgress(.comparing(done: 0, of: candidates.count))
    try git.readContents(of: ids, sizeLimit: SourceText.defaultSizeLimit) { _, contents in
      let file = candidates[number].files[sides.count / 2]
      let source = contents.flatMap { try? SourceText(decoding: $0, file: file.oldPath) }
      sides.append(source.map { parser.parse($0, file: file.oldPath).functions })
      guard sides.count == 2 * candidates[number].files.count else { return }
      gathering.add(candidates[number], sides: sides)
      sides = []
      number += 1
      onProgress(.comparing(done: number, of: candidates.count))
    }
  }
}
