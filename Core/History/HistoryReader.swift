import Algorithms
import Foundation

/// Reads a repository's history: which functions each commit changed.
///
/// Git says which files each commit changed and hands over their versions; functions are told by reading these, never
/// by git's hunk headers. A function counts as changed when its code does: comments, white space and line breaks do
/// not matter, so a mass reformatting changes nothing.
public struct HistoryReader: Sendable {
  /// What is read of a history.
  public struct Options: Hashable, Sendable {
    /// What messages say.
    public var wording = SecurityWording.standard
    /// The endings of C files.
    var endings = FileEndings.c
    /// The largest number of commits; the newest count.
    var maximumCommits = 1_000_000
    /// The largest number of changes of files: the Linux kernel has some three million. A few trees that share their parts
    /// can state any number.
    var maximumFileChanges = 10_000_000
    /// The largest number of changes of functions.
    var maximumFunctionChanges = 20_000_000
    /// The largest version of a file that is read, in bytes.
    public var maximumFileSize = 4 << 20
    /// How many threads read versions; nil for as many as there are.
    public var threads: Int?

    /// Creates options.
    public init() {}
  }

  /// How far the reading has come.
  public enum Progress: Hashable, Sendable {
    /// Commits read so far.
    case commits(Int)
    /// File versions compared so far, of all.
    case versions(Int, of: Int)
  }

  let git: SafeGit
  let options: Options

  /// Prepares to read a history.
  public init(git: SafeGit, options: Options = Options()) {
    var git = git
    // Large histories are a lot to say; what is kept of it has bounds of its own.
    git.limits.seconds = 3_600
    git.limits.outputBytes = 1 << 40
    self.git = git
    self.options = options
  }

  /// Reads the history of a commit.
  ///
  /// - Parameters:
  ///   - id: The full identifier of the commit; nothing that is not its ancestor is read.
  ///   - known: What was read before; only what it lacks is read.
  ///   - onProgress: Called now and then on the calling thread.
  /// - Returns: What was known, and the history of the commit.
  /// - Throws: ``GitError``; `GitError.cancelled` when the user asks to stop.
  public func read(
    _ id: String, known: ProjectHistory = ProjectHistory(), onProgress: (Progress) -> Void = { _ in }
  ) throws -> ProjectHistory {
    var history = known
    guard !history.heads.contains(id), history.place(of: id) == nil else { return history }
    let firstNew = history.commits.count
    try readCommits(id, into: &history, onProgress)
    if history.commits.count - firstNew >= options.maximumCommits { history.isCut = true }
    let chains = try chains(of: &history, from: firstNew)
    try compare(chains, into: &history, onProgress)
    // What leads to the new head need not be a head of its own.
    if let place = history.place(of: id) {
      let isKnown = history.ancestry(of: place)
      let others = history.heads.filter { head in !(history.place(of: head).map { isKnown[$0] } ?? true) }
      history.heads = others
    }
    history.heads.append(id)
    return history
  }

  private func readCommits(
    _ id: String, into history: inout ProjectHistory, _ onProgress: (Progress) -> Void
  ) throws {
    var places: [String: Int32] = [:]
    places.reserveCapacity(history.commits.count)
    for (index, commit) in history.commits.enumerated() { places[commit.id] = Int32(index) }
    var authors = NumberedTexts(history.authors)
    let log = CommitLog(git: git, reader: CommitWords(options.wording))
    let first = history.commits.count
    try log.read(id, without: history.heads, limit: options.maximumCommits) { entry in
      var commit = entry.commit
      commit.author = authors.number(of: entry.author)
      commit.parents = entry.parentIDs.compactMap { places[$0] }
      places[commit.id] = Int32(history.commits.count)
      history.commits.append(commit)
      let count = history.commits.count - first
      if count.isMultiple(of: 1_000) { onProgress(.commits(count)) }
    }
    history.authors = authors.texts
  }

  private func chains(of history: inout ProjectHistory, from first: Int) throws -> [FileChain] {
    var paths = NumberedTexts(history.paths)
    var changes: [Int32: [ChangedFile]] = [:]
    let ids = history.commits[first...].map(\.id)
    var count = 0
    try ChangedFileReader(git: git, endings: options.endings).read(ids) { path, file in
      var file = file
      file.commit += Int32(first)
      count += 1
      guard count <= options.maximumFileChanges else {
        throw GitError.tooManyChanges(of: "files", path: git.path, limit: options.maximumFileChanges)
      }
      changes[paths.number(of: path), default: []].append(file)
    }
    if try git.isShallow() {
      history.isCut = true
      let edge = try git.commitsCut(among: ids)
      let edgePlaces = Set(ids.indices.filter { edge.contains(ids[$0]) }.map { Int32(first + $0) })
      for path in changes.keys { changes[path]?.keepFirst(of: edgePlaces) }
    }
    try MergeRenames(git: git, endings: options.endings).follow(in: &changes, history.commits, &paths)
    history.paths = paths.texts
    return changes.map { FileChain(path: $0.key, changes: $0.value) }.sorted { $0.path < $1.path }
  }

  // MARK: Comparing versions

  /// What one piece of work found.
  private struct Piece: Sendable {
    var files: [(path: Int32, names: [String], outcomes: [FileChain.Outcome])] = []
    var versions = 0
    var unread = 0
  }

  private func compare(
    _ chains: [FileChain], into history: inout ProjectHistory, _ onProgress: (Progress) -> Void
  ) throws {
    let total = chains.reduce(0) { $0 + $1.contents.count }
    let threads = options.threads ?? Parallel.availableThreads
    let pieces = Self.pieces(chains, size: max(500, total / (threads * 16)))
    let paths = history.paths
    let (git, options) = (git, options)
    let allowance = Allowance(options.maximumFunctionChanges)
    var names = NumberedTexts(history.names)
    var assembly = HistoryAssembly()
    var done = 0
    var unread = 0
    try OrderedWork.run(
      count: pieces.count, threads: threads,
      makeWorker: { { index in try Self.compare(pieces[index], paths, git, options, allowance) } },
      consume: { (piece: Piece) in
        for file in piece.files {
          assembly.add(path: file.path, names: file.names.map { names.number(of: $0) }, file.outcomes)
        }
        done += piece.versions
        unread += piece.unread
        onProgress(.versions(done, of: total))
      })
    history.names = names.texts
    history.unreadVersions += unread
    history.changes += assembly.changes(paths)
  }

  /// Chains together in pieces of about a number of versions.
  private static func pieces(_ chains: [FileChain], size: Int) -> [[FileChain]] {
    var result: [[FileChain]] = []
    var piece: [FileChain] = []
    var count = 0
    for chain in chains {
      piece.append(chain)
      count += chain.contents.count
      guard count >= size else { continue }
      result.append(piece)
      piece = []
      count = 0
    }
    if !piece.isEmpty { result.append(piece) }
    return result
  }

  private static func compare(
    _ chains: [FileChain], _ paths: [String], _ git: SafeGit, _ options: Options, _ allowance: Allowance
  ) throws -> Piece {
    var piece = Piece()
    let ids = chains.flatMap(\.contents)
    var chain = 0
    var begin = 0
    var comparison: FileChain.Comparison?
    func close() throws {
      guard var done = comparison else { return }
      try done.finish(allowance)
      piece.files.append((chains[chain].path, done.names, done.outcomes))
      piece.unread += done.unread
      piece.versions += chains[chain].contents.count
      begin += chains[chain].contents.count
      comparison = nil
      chain += 1
    }
    func open() throws {
      while chain < chains.count, comparison == nil {
        comparison = FileChain.Comparison(chains[chain], file: paths[Int(chains[chain].path)])
        if chains[chain].contents.isEmpty { try close() }
      }
    }
    do {
      try open()
      try git.readContents(of: ids, sizeLimit: options.maximumFileSize, skipsMissing: true) {
        index, contents in
        try comparison?.add(ids[index], contents, allowance)
        if index + 1 == begin + chains[chain].contents.count {
          try close()
          try open()
        }
      }
    } catch is FileChain.TooManyChanges {
      throw GitError.tooManyChanges(of: "functions", path: git.path, limit: options.maximumFunctionChanges)
    }
    return piece
  }
}

extension HistoryReader.Progress: CustomStringConvertible {
  /// A line for people who wait.
  public var description: String {
    switch self {
    case .commits(let count): "reading commits: \(count) …"
    case .versions(let done, let all): "comparing versions of files: \(done) of \(all) …"
    }
  }
}
