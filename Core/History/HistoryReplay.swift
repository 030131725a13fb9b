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
  /// What was removed and has not come back.
  private var dropped: Set<Key> = []
  private var droppedFiles: Set<Int32> = []

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
      var event = PastChange(
        date: commit.date, kinds: commit.kinds, weight: weight, added: 0, removed: 0, commit: file.commit,
        author: commit.author)
      let leaving = Set(file.functions.compactMap(\.origin).filter { $0.path == file.path }.map(\.name))
      var lines = (added: 0, removed: 0)
      for (function, place) in zip(file.functions, origin.functions) {
        let own = add(function, in: file.path, movedFrom: place, event)
        lines.added += own.added
        // What is renamed in its file leaves it as long as it was.
        if function.fate != .removed || !leaving.contains(function.name) { lines.removed += own.removed }
      }
      (event.added, event.removed) = (Int32(clamping: lines.added), Int32(clamping: lines.removed))
      add(file, movedFrom: origin.file, event)
    }
  }

  /// Adds what a commit did to a function.
  ///
  /// - Returns: How many lines its file gains and loses.
  private mutating func add(
    _ function: FunctionChange, in path: Int32, movedFrom origin: Int32?, _ event: PastChange
  ) -> (added: Int, removed: Int) {
    let key = Key(path: path, name: function.name)
    var event = event
    event.added = Int32(function.added)
    event.removed = Int32(function.removed)
    var lines = (added: Int(function.added), removed: Int(function.removed))
    switch function.fate {
    case .removed:
      let isGone = !movedFunctions.contains(key) && !dropped.insert(key).inserted
      return (0, isGone ? 0 : lines.removed)
    case .moved:
      movedFunctions.remove(key)
      dropped.remove(key)
      if let origin {
        functionPlaces[key] = origin
        return (0, 0)
      }
      event.kinds.insert(.creation)
      lines = (0, 0)
    case .created:
      if movedFunctions.remove(key) != nil || functionPlaces[key] == nil {
        functionPlaces[key] = nil
        event.kinds.insert(.creation)
      } else if dropped.contains(key) {
        // It comes back with all of its lines.
        if let place = functionPlaces[key] { functions[Int(place)].dropLines() }
      } else {
        // Two branches brought it: its lines are there.
        lines = (0, 0)
      }
      dropped.remove(key)
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
    let isThere = function.fate == .created && lines.added == 0
    functions[Int(place)].add(event, changesLines: !isThere)
    return lines
  }

  private mutating func add(_ file: FileChange, movedFrom origin: Int32?, _ event: PastChange) {
    guard !file.isRemoved else {
      droppedFiles.insert(file.path)
      return
    }
    var event = event
    if file.isCreated {
      let isBack = droppedFiles.remove(file.path) != nil
      if let origin {
        movedFiles.remove(file.path)
        filePlaces[file.path] = origin
        return
      }
      if movedFiles.remove(file.path) != nil || filePlaces[file.path] == nil {
        filePlaces[file.path] = nil
        event.kinds.insert(.creation)
      } else if isBack, let place = filePlaces[file.path] {
        files[Int(place)].dropLines()
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
