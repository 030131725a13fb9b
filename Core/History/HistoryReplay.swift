/// Lives through a history up to a commit and keeps book of each function and file.
///
/// A function keeps its past when it is moved or renamed; where branches meet, each change counts for the function
/// that stands there in the end, whatever its name was on the branch.
struct HistoryReplay {
  /// Where a function stands: the numbers of a path and a name.
  struct Key: Hashable, Sendable {
    var path: Int32
    var name: Int32
  }

  private(set) var functions: [PastChanges] = []
  private(set) var files: [PastChanges] = []
  private(set) var functionPlaces: [Key: Int32] = [:]
  private(set) var filePlaces: [Int32: Int32] = [:]
  private(set) var commitCount = 0
  /// What has moved away: a new one under the same name begins anew.
  private var movedFunctions: Set<Key> = []
  private var movedFiles: Set<Int32> = []

  init(_ history: ProjectHistory, upTo place: Int) {
    let line = history.line(to: place)
    commitCount = line.count
    functions.reserveCapacity(history.names.count)
    let changes = history.changesOfCommits()
    for commit in line where !changes[commit].isEmpty {
      add(history.changes[changes[commit]], history.commits[commit])
    }
    for index in functions.indices { functions[index].finish() }
    for index in files.indices { files[index].finish() }
  }

  private mutating func add(_ changes: ArraySlice<FileChange>, _ commit: PastCommit) {
    let touched = changes.reduce(0) { sum, file in
      sum + file.functions.count { $0.fate == .changed || $0.fate == .created }
    }
    let weight = 1 / Float(max(1, touched))
    // All places before the commit are looked up first: two functions may change places.
    let origins = changes.map { file in
      (
        file: file.origin.flatMap { filePlaces[$0] },
        functions: file.functions.map { function in
          function.origin.flatMap { functionPlaces[Key(path: $0.path, name: $0.name)] }
        }
      )
    }
    for file in changes {
      if let origin = file.origin { movedFiles.insert(origin) }
      for case let origin? in file.functions.map(\.origin) {
        movedFunctions.insert(Key(path: origin.path, name: origin.name))
      }
    }
    for (file, origin) in zip(changes, origins) {
      let event = PastChange(
        date: commit.date, kinds: commit.kinds, weight: weight, added: 0, removed: 0, commit: file.commit,
        author: commit.author)
      for (function, place) in zip(file.functions, origin.functions) {
        add(function, in: file.path, movedFrom: place, event)
      }
      add(file, movedFrom: origin.file, event)
    }
  }

  private mutating func add(
    _ function: FunctionChange, in path: Int32, movedFrom origin: Int32?, _ event: PastChange
  ) {
    let key = Key(path: path, name: function.name)
    var event = event
    event.added = Int32(function.added)
    event.removed = Int32(function.removed)
    switch function.fate {
    case .removed: return
    case .moved:
      movedFunctions.remove(key)
      if let origin {
        functionPlaces[key] = origin
        return
      }
      event.kinds.insert(.creation)
    case .created:
      if movedFunctions.remove(key) != nil || functionPlaces[key] == nil {
        functionPlaces[key] = nil
        event.kinds.insert(.creation)
      }
    case .changed: break
    }
    let place: Int32
    if let known = functionPlaces[key] {
      place = known
    } else {
      place = Int32(functions.count)
      functions.append(PastChanges())
      functionPlaces[key] = place
    }
    functions[Int(place)].add(event)
  }

  private mutating func add(_ file: FileChange, movedFrom origin: Int32?, _ event: PastChange) {
    guard !file.isRemoved else { return }
    var event = event
    event.added = Int32(clamping: file.functions.reduce(0) { $0 + ($1.fate == .moved ? 0 : Int($1.added)) })
    event.removed = Int32(
      clamping: file.functions.reduce(0) { $0 + ($1.fate == .changed ? Int($1.removed) : 0) })
    if file.isCreated {
      if let origin {
        movedFiles.remove(file.path)
        filePlaces[file.path] = origin
        return
      }
      if movedFiles.remove(file.path) != nil || filePlaces[file.path] == nil {
        filePlaces[file.path] = nil
        event.kinds.insert(.creation)
      }
    }
    let place: Int32
    if let known = filePlaces[file.path] {
      place = known
    } else {
      place = Int32(files.count)
      files.append(PastChanges())
      filePlaces[file.path] = place
    }
    files[Int(place)].add(event)
  }
}
