/// The versions of one path, and what each commit did to its functions.
struct FileChain: Sendable {
  /// The number of the path.
  var path: Int32
  /// What commits did to the file, oldest first.
  var changes: [ChangedFile]
  /// The contents that have to be read, each once, in the order in which they are needed.
  var contents: [String]

  init(path: Int32, changes: [ChangedFile]) {
    self.path = path
    self.changes = changes
    var seen: Set<String> = []
    contents = changes.flatMap { ($0.old + [$0.new]).compactMap(\.self) }.filter { seen.insert($0).inserted }
  }

  /// What one commit did to the functions of the file.
  struct Outcome: Sendable {
    var change: ChangedFile
    var differences: [VersionComparison.Difference]
  }

  /// There are more changes of functions than are allowed.
  struct TooManyChanges: Error {}

  /// Compares versions while their contents arrive.
  struct Comparison {
    private var versions = FileVersions()
    private var remaining: [String: Int] = [:]
    private var functions: [String: [FileVersions.Function]] = [:]
    /// How many functions of versions are held for later changes.
    private var held = 0
    private static let heldLimit = 4_000_000
    private var next = 0
    private let chain: FileChain
    private let file: String
    private(set) var outcomes: [Outcome] = []
    /// Contents that are missing, too large, or no text.
    private(set) var unread = 0
    private var unreadIDs: Set<String> = []

    init(_ chain: FileChain, file: String) {
      self.chain = chain
      self.file = file
      for change in chain.changes {
        for id in change.old + [change.new] { if let id { remaining[id, default: 0] += 1 } }
      }
    }

    var names: [String] { versions.names }
    var readWhole: Int { versions.readWhole }
    var readInPart: Int { versions.readInPart }

    /// Takes the next contents; nil stands for what cannot be read.
    ///
    /// - Throws: ``FileChain/TooManyChanges``.
    mutating func add(_ id: String, _ contents: [UInt8]?, _ allowance: Allowance) throws(TooManyChanges) {
      let read = contents.flatMap { versions.read($0, file: file) }
      if read == nil {
        unread += 1
        unreadIDs.insert(id)
      }
      functions[id] = read ?? []
      held += read?.count ?? 0
      guard held <= Self.heldLimit else { throw TooManyChanges() }
      try compare(isComplete: false, allowance)
    }

    /// Compares what is left once all contents have arrived.
    ///
    /// - Throws: ``FileChain/TooManyChanges``.
    mutating func finish(_ allowance: Allowance) throws(TooManyChanges) {
      try compare(isComplete: true, allowance)
    }

    private mutating func compare(isComplete: Bool, _ allowance: Allowance) throws(TooManyChanges) {
      while next < chain.changes.count {
        let change = chain.changes[next]
        let ids = (change.old + [change.new]).compactMap(\.self)
        guard isComplete || ids.allSatisfy({ functions[$0] != nil }) else { return }
        let new = change.new.flatMap { functions[$0] } ?? []
        let old = change.old.map { id in id.flatMap { functions[$0] } ?? [] }
        let differences: [VersionComparison.Difference] =
          if ids.contains(where: unreadIDs.contains) {
            []
          } else if old.count > 1 {
            VersionComparison.differences(from: old, at: change.oldPaths, to: new)
          } else {
            VersionComparison.differences(from: old.first ?? [], to: new)
          }
        guard allowance.take(differences.count) else { throw TooManyChanges() }
        outcomes.append(Outcome(change: change, differences: differences))
        // Functions are kept only as long as a later change needs them.
        for id in ids {
          remaining[id, default: 0] -= 1
          if remaining[id] == 0 { held -= functions.removeValue(forKey: id)?.count ?? 0 }
        }
        next += 1
      }
    }
  }
}
