/// Puts together what commits did to all files, and finds what they moved between files.
struct HistoryAssembly {
  private var files: [(path: Int32, names: [Int32], outcome: FileChain.Outcome)] = []

  /// Adds what commits did to a file.
  ///
  /// - Parameters:
  ///   - path: The number of the file's path.
  ///   - names: The numbers of the file's names of functions.
  ///   - outcomes: What each commit did.
  mutating func add(path: Int32, names: [Int32], _ outcomes: [FileChain.Outcome]) {
    for outcome in outcomes { files.append((path, names, outcome)) }
  }

  /// All changes, in the order of the commits, and of a commit in that of paths.
  ///
  /// - Parameter paths: The paths by their numbers.
  /// - Returns: The changes.
  consuming func changes(_ paths: [String]) -> [FileChange] {
    // Numbers tell when a path was first read, which must not decide between two functions that are alike.
    files.sort { one, other in
      let (first, second) = (one.outcome.change.commit, other.outcome.change.commit)
      return first != second ? first < second : paths[Int(one.path)] < paths[Int(other.path)]
    }
    var result: [FileChange] = []
    result.reserveCapacity(files.count)
    var start = 0
    while start < files.count {
      let commit = files[start].outcome.change.commit
      var end = start + 1
      while end < files.count, files[end].outcome.change.commit == commit { end += 1 }
      result += Self.changes(files[start..<end])
      start = end
    }
    return result
  }

  private typealias Place = (file: Int, function: Int)

  /// The changes of one commit.
  private static func changes(
    _ files: ArraySlice<(path: Int32, names: [Int32], outcome: FileChain.Outcome)>
  ) -> [FileChange] {
    var result: [FileChange] = []
    var created: [MoveSearch.Candidate] = []
    var removed: [MoveSearch.Candidate] = []
    var places: [Place] = []
    for file in files {
      let change = file.outcome.change
      var functions: [FunctionChange] = []
      for difference in file.outcome.differences {
        let name = file.names[Int(difference.name)]
        let candidate = MoveSearch.Candidate(
          path: file.path, name: name, whole: difference.whole, sketch: difference.sketch)
        if difference.fate == .created {
          created.append(candidate)
          places.append((result.count, functions.count))
        } else if difference.fate == .removed {
          removed.append(candidate)
        }
        functions.append(
          FunctionChange(
            name: name, fate: difference.fate, added: difference.added, removed: difference.removed,
            origin: difference.oldPath.map { .init(path: $0, name: name) }))
      }
      result.append(
        FileChange(
          commit: change.commit, path: file.path,
          isCreated: change.new != nil && change.old.allSatisfy { $0 == nil }, isRemoved: change.new == nil,
          origin: nil, functions: functions))
    }
    let origins = MoveSearch.origins(of: created, among: removed)
    for (place, origin) in zip(places, origins) {
      guard let origin else { continue }
      result[place.file].functions[place.function].fate = .moved
      result[place.file].functions[place.function].origin = .init(
        path: removed[origin].path, name: removed[origin].name)
    }
    findMovedFiles(&result, files)
    return result
  }

  /// A new file is another one moved when it has its contents, or most of its functions.
  private static func findMovedFiles(
    _ changes: inout [FileChange],
    _ files: ArraySlice<(path: Int32, names: [Int32], outcome: FileChain.Outcome)>
  ) {
    let gone = files.filter { $0.outcome.change.new == nil }
    guard !gone.isEmpty else { return }
    let goneByContents = Dictionary(
      gone.compactMap { file in (file.outcome.change.old.first ?? nil).map { ($0, file.path) } }
    ) { first, _ in first }
    let gonePaths = Set(gone.map(\.path))
    for (index, file) in zip(changes.indices, files) where changes[index].isCreated {
      if let id = file.outcome.change.new, let path = goneByContents[id] {
        changes[index].origin = path
        continue
      }
      var counts: [Int32: Int] = [:]
      for function in changes[index].functions {
        if let path = function.origin?.path, gonePaths.contains(path) { counts[path, default: 0] += 1 }
      }
      let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      if let best, best.value * 2 >= changes[index].functions.count { changes[index].origin = best.key }
    }
  }
}
