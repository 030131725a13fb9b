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
    /// A list of fixes, with its path for messages.
    public var list: (text: String, file: String)?
    /// Records that name fixes.
    public var records: OSVRecords?
    /// Addresses of the repository in records, besides those of its remotes.
    public var addresses: [String] = []
    /// Whether messages are searched; by default when neither a list nor records name fixes.
    public var searchesMessages: Bool?
    /// Fixes that change, remove or add more C files are left out.
    public var maximumFiles = 10
    /// Fixes that change more functions are left out.
    public var maximumFunctions = 20
    /// Named merges that bring more commits are left out.
    public var maximumMergedCommits = 20
    /// Fixes that became known at this moment or later, in seconds since 1970, are left out.
    public var knownBefore: Int?
    /// Whether functions that are not vulnerable come from all files at the newest fix's parent.
    public var takesWholeTree = false
    /// Whether changed functions are labelled as they stand after the fix, too.
    public var includesMended = false
    /// Files that are left out, in the syntax of `.gitignore`.
    public var excluded = HistoryLabels.usuallyExcluded
    /// The endings of C files.
    var endings = FileEndings.c
    /// Whether each thing left out is remembered.
    public var listsLeftOut = false

    /// Creates options.
    public init(patterns: FixPatterns) {
      self.patterns = patterns
    }
  }

  /// Tests change with a fix, but are not vulnerable before it.
  public static let usuallyExcluded = AncillaryCode.tests.patterns + AncillaryCode.fuzzing.patterns

  /// Why a fix, a file or a function got no label.
  public enum LeftOut: String, CaseIterable, Sendable {
    case merge = "merge commits that bring no commit and change no function themselves"
    case bigMerge = "merge commits that bring too many commits"
    case revert = "commits that take another one back"
    case withoutParent = "commits without a parent here"
    case otherRepository = "records of other repositories"
    case withdrawn = "records that were withdrawn"
    case approximate = "fixes that a record tells only to be one of several commits"
    case notFixed = "ranges of records without a fix"
    case missingCommit = "fixes that a record or list names but the repository does not have"
    case knownLater = "fixes that became known later"
    case tooManyFiles = "fixes that change too many C files"
    case tooManyFunctions = "fixes that change too many functions"
    case noFunction = "fixes that change no C function"
    case excludedFile = "changed files that a pattern excludes"
    case unusableFile = "files that cannot be read as C text or written under their names"
    case removedFunction = "functions that a fix removes"
    case ambiguousFunction = "functions whose name stands twice in one line"
    case halfMended = "functions as they stood between the commits of one merge"
    case fixedLater = "unchanged functions that another fix changes: they may be vulnerable here"
    case repeated = "functions that read like one labelled already"
  }

  /// The state of the work.
  public enum Progress: Sendable {
    /// Looking for fixes.
    case searching
    /// Comparing functions: fixes done of all.
    case comparing(done: Int, of: Int)
    /// Reading a whole tree: files done of all.
    case reading(done: Int, of: Int)
  }

  let git: SafeGit
  let options: Options
  /// What the repository is called where there are several.
  public let name: String

  /// Prepares to read a history.
  ///
  /// - Parameters:
  ///   - git: The repository.
  ///   - options: What counts as a fix.
  ///   - name: What the repository is called where there are several.
  public init(git: SafeGit, options: Options, name: String = "") {
    self.git = git
    self.options = options
    self.name = name
  }

  /// Reads the history.
  ///
  /// - Returns: The labels; at least one function is vulnerable.
  /// - Throws: ``GitError`` or ``HistoryError``; `GitError.cancelled` when the user asks to stop.
  public func run(onProgress: (Progress) -> Void = { _ in }) throws -> LabelHistory {
    try Self.run([self]) { _, progress in onProgress(progress) }
  }

  /// Reads the histories of several repositories, whose functions are labelled once among them all.
  ///
  /// - Parameters:
  ///   - histories: The repositories, each of another name when there are several.
  ///   - onProgress: Takes the number of the repository and the state of the work there.
  ///   - onNoFixes: Takes what was left out where no fix was found, before the error.
  /// - Returns: The labels; at least one function is vulnerable.
  /// - Throws: ``GitError`` or ``HistoryError``; `GitError.cancelled` when the user asks to stop.
  public static func run(
    _ histories: [HistoryLabels], onProgress: (Int, Progress) -> Void = { _, _ in },
    onNoFixes: (LeftOutList) throws -> Void = { _ in }
  ) throws -> LabelHistory {
    var gatherings: [Gathering] = []
    for (number, history) in histories.enumerated() {
      gatherings.append(try history.gather { onProgress(number, $0) })
    }
    let labels = LabelHistory(joining: gatherings)
    guard labels.vulnerableCount > 0 else {
      try onNoFixes(labels.leftOutList)
      throw HistoryError.noFixes(
        path: histories.map(\.git.path).joined(separator: ", "), examined: labels.examined)
    }
    return labels
  }

  private func gather(_ onProgress: (Progress) -> Void) throws -> Gathering {
    onProgress(.searching)
    let found = try fixes()
    var gathering = Gathering(options: options, name: name, examined: found.examined, leftOut: found.leftOut)
    let fixes = found.fixes.filter { gathering.isKnownInTime($0) }
    let changes = try FixChanges(git: git, fixes: fixes, endings: options.endings)
    let candidates = fixes.compactMap { gathering.candidate($0, changes.files[$0.id] ?? []) }
    try compare(candidates, into: &gathering, onProgress)
    if options.takesWholeTree { try readTree(into: &gathering, onProgress) }
    return gathering
  }

  /// The fixes that messages, a list and records name, each once.
  private func fixes() throws -> FixSearch.Result {
    let search = FixSearch(
      git: git, patterns: options.patterns, maximumMergedCommits: options.maximumMergedCommits,
      listsLeftOut: options.listsLeftOut)
    var found = FixSearch.Result(leftOut: LeftOutList(keepsItems: options.listsLeftOut))
    if let list = options.list { found.add(try search.run(list: list.text, file: list.file)) }
    if let records = options.records {
      let fixes = try OSVFixes(
        records.records, of: git, addresses: options.addresses, listsLeftOut: options.listsLeftOut)
      found.leftOut.add(fixes.leftOut)
      found.add(try search.run(notes: fixes.notes))
    }
    if options.searchesMessages ?? (options.list == nil && options.records == nil) {
      found.add(try search.run(revision: options.revision))
    }
    return found
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
    enum Role { case old, new, other }
    var places: [(candidate: Int, file: Int, role: Role)] = []
    var sides: [FixChanges.Side] = []
    for (number, candidate) in candidates.enumerated() {
      for (index, file) in candidate.files.enumerated() {
        let others = file.others.map { (side: Optional($0), role: Role.other) }
        for (side, role) in [(file.old, .old), (file.new, .new)] + others {
          guard let side else { continue }
          sides.append(side)
          places.append((number, index, role))
        }
      }
    }
    func empty(_ number: Int) -> [FixedFileFunctions] {
      candidates.indices.contains(number)
        ? candidates[number].files.map {
          FixedFileFunctions(old: $0.old == nil ? [] : nil, new: $0.new == nil ? [] : nil)
        }
        : []
    }
    var number = 0
    var versions = empty(0)
    onProgress(.comparing(done: 0, of: candidates.count))
    // Contents arrive in the order of the candidates.
    try git.readContents(of: sides.map(\.id), sizeLimit: SourceText.defaultSizeLimit) { index, contents in
      let place = places[index]
      let path = sides[index].path
      let source = contents.flatMap { try? SourceText(decoding: $0, file: path) }
      let functions = source.map { parser.parse($0, file: path).functions }
      switch place.role {
      case .old: versions[place.file].old = functions
      case .new: versions[place.file].new = functions
      case .other: versions[place.file].others += functions ?? []
      }
      guard index + 1 == places.count || places[index + 1].candidate != number else { return }
      gathering.add(candidates[number], versions: versions)
      number += 1
      versions = empty(number)
      onProgress(.comparing(done: number, of: candidates.count))
    }
  }

  /// The functions of a file before and after a fix; nil where it cannot be read.
  struct FixedFileFunctions {
    var old: [CFunction]?
    var new: [CFunction]?
    /// The functions of the file in the further parents of a merge.
    var others: [CFunction] = []
  }

  /// Takes functions that are not vulnerable from all files at the parent of the fix that became known last.
  private func readTree(into gathering: inout Gathering, _ onProgress: (Progress) -> Void) throws {
    guard let fix = gathering.newestFix else { return }
    let files = try git.files(of: fix.parent, inWholeTree: true).filter {
      options.endings.include($0.path)
    }
    let usable = gathering.usableFiles(files, of: fix)
    let parser = try FunctionParser()
    onProgress(.reading(done: 0, of: usable.count))
    try git.readContents(of: usable.map(\.id), sizeLimit: SourceText.defaultSizeLimit) { index, contents in
      let file = usable[index]
      let source = contents.flatMap { try? SourceText(decoding: $0, file: file.path) }
      gathering.add(source.map { parser.parse($0, file: file.path).functions }, of: file, fix)
      onProgress(.reading(done: index + 1, of: usable.count))
    }
  }
}
