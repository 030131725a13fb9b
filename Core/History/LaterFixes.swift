/// What fixes after a commit did to the functions that stood there: what a ranking as of the commit should find.
///
/// A fix is later when the commit does not descend from it, whatever its date says, and counts up to a descendant: a history may
/// know more than that. Functions are told by the names of their file, without folders, and their own.
struct LaterFixes {
  /// What later fixes did to a function.
  struct Function: Hashable {
    /// Whether a fix that names a CVE identifier changed it.
    var isNamed = false
    /// Whether a fix that was listed changed it.
    var isListed = false
    /// The largest of 1 / n over fixes that speak of security and change n functions.
    var security: Float = 0
  }

  /// Fixes that change more functions say too little of each.
  private static let functionLimit = 20
  private static let wordedFunctionLimit = 6

  private var functions: [String: Function] = [:]

  /// Looks at what came after a commit.
  ///
  /// - Parameters:
  ///   - history: A history that holds the descendant.
  ///   - id: The full identifier of the commit.
  ///   - end: The full identifier of the descendant; what does not lead to it does not count.
  ///   - listed: The full identifiers of commits that are known to be fixes.
  init(_ history: ProjectHistory, after id: String, upTo end: String, listed: Set<String> = []) {
    guard let place = history.place(of: id), let endPlace = history.place(of: end) else { return }
    let isBefore = history.ancestry(of: place)
    let isKnown = history.ancestry(of: endPlace)
    var start = 0
    while start < history.changes.count {
      let number = Int(history.changes[start].commit)
      var end = start + 1
      while end < history.changes.count, Int(history.changes[end].commit) == number { end += 1 }
      let commit = history.commits[number]
      if !isBefore[number], isKnown[number] {
        add(history.changes[start..<end], commit, isListed: listed.contains(commit.id), history)
      }
      start = end
    }
  }

  private mutating func add(
    _ changes: ArraySlice<FileChange>, _ commit: PastCommit, isListed: Bool, _ history: ProjectHistory
  ) {
    guard commit.kinds.isDisjoint(with: [.revert, .merge]) else { return }
    let isNamed = commit.kinds.contains(.cve)
    guard isNamed || isListed || commit.kinds.contains(.security) else { return }
    let changed = changes.flatMap { file in
      file.functions.filter { $0.fate == .changed }.map {
        Self.key(path: history.paths[Int(file.path)], name: history.names[Int($0.name)])
      }
    }
    guard !changed.isEmpty, changed.count <= Self.functionLimit,
      isNamed || isListed || changed.count <= Self.wordedFunctionLimit
    else { return }
    for key in changed {
      var function = functions[key] ?? Function()
      function.isNamed = function.isNamed || isNamed
      function.isListed = function.isListed || isListed
      if commit.kinds.contains(.security) {
        function.security = max(function.security, 1 / Float(changed.count))
      }
      functions[key] = function
    }
  }

  /// How many functions later fixes changed.
  var count: Int { functions.count }

  /// Tells these fixes from others: the sum of a hash of each function, so that their order does not matter.
  var identity: UInt64 {
    functions.reduce(into: 0) { sum, entry in
      let (key, function) = entry
      let kinds: UInt64 = (function.isNamed ? 1 : 0) | (function.isListed ? 2 : 0)
      sum &+= SplitMix64.mixed(
        FNV1a.hash(key) ^ SplitMix64.mixed(kinds << 32 | UInt64(function.security.bitPattern)))
    }
  }

  /// What later fixes did to a function.
  func changes(path: String, name: String) -> Function {
    functions[Self.key(path: path, name: name)] ?? Function()
  }

  private static func key(path: String, name: String) -> String {
    (path.split(separator: "/").last.map(String.init) ?? path) + ":" + name
  }
}
