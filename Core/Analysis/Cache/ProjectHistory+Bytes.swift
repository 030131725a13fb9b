/// How a history is written to the cache and read from it without trust.
extension ProjectHistory {
  /// The history as bytes.
  var bytes: [UInt8] {
    var writer = CacheWriter()
    for texts in [heads, authors, paths, names] {
      writer.write(texts.count)
      for text in texts { writer.write(text) }
    }
    writer.write(isCut ? 1 : 0)
    writer.write(unreadVersions)
    writer.write(commits.count)
    for commit in commits {
      writer.write(commit.id)
      writer.write(commit.parents.count)
      for parent in commit.parents { writer.write(Int(parent)) }
      writer.write(Int(commit.date))
      writer.write(Int(commit.author))
      writer.write(Int(commit.kinds.rawValue))
      writer.write(commit.subject)
    }
    writer.write(changes.count)
    for file in changes {
      writer.write(Int(file.commit))
      writer.write(Int(file.path))
      writer.write((file.isCreated ? 1 : 0) + (file.isRemoved ? 2 : 0))
      writer.write(Int(file.origin ?? -1) + 1)
      writer.write(file.functions.count)
      for function in file.functions {
        writer.write(Int(function.name))
        writer.write(Int(function.fate.rawValue))
        writer.write(Int(function.added))
        writer.write(Int(function.removed))
        writer.write(Int(function.origin?.path ?? -1) + 1)
        if let origin = function.origin { writer.write(Int(origin.name)) }
      }
    }
    return writer.bytes
  }

  /// Reads what ``bytes`` wrote.
  ///
  /// - Throws: ``CacheDamage`` for anything else.
  init(_ bytes: ArraySlice<UInt8>) throws(CacheDamage) {
    self.init()
    var reader = CacheReader(bytes)
    heads = try reader.texts()
    authors = try reader.texts()
    paths = try reader.texts()
    names = try reader.texts()
    isCut = try reader.number() == 1
    unreadVersions = try reader.number()
    for index in 0..<(try reader.count(minimumSize: 6)) {
      commits.append(try reader.commit(before: index, authorCount: authors.count))
    }
    for _ in 0..<(try reader.count(minimumSize: 5)) {
      let file = try reader.fileChange(commits.count, paths.count, names.count)
      guard file.commit >= changes.last?.commit ?? 0 else { throw CacheDamage() }
      changes.append(file)
    }
    guard reader.isAtEnd, heads.allSatisfy(SafeGit.isID) else { throw CacheDamage() }
  }
}

extension CacheReader {
  fileprivate mutating func texts() throws(CacheDamage) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try count(minimumSize: 1)) { texts.append(try text()) }
    return texts
  }

  /// A number below a limit.
  fileprivate mutating func place(below limit: Int) throws(CacheDamage) -> Int32 {
    let number = try number()
    guard number < limit, number <= Int(Int32.max) else { throw CacheDamage() }
    return Int32(number)
  }

  /// A number below a limit, or nothing.
  fileprivate mutating func optionalPlace(below limit: Int) throws(CacheDamage) -> Int32? {
    let number = try place(below: limit + 1)
    return number == 0 ? nil : number - 1
  }

  fileprivate mutating func commit(before index: Int, authorCount: Int) throws(CacheDamage) -> PastCommit {
    let id = try text()
    guard SafeGit.isID(id) else { throw CacheDamage() }
    var parents: [Int32] = []
    for _ in 0..<(try count(minimumSize: 1)) { parents.append(try place(below: index)) }
    let date = Int64(try number())
    let author = try place(below: authorCount)
    let kinds = ChangeKinds(rawValue: UInt8(truncatingIfNeeded: try number()))
    return PastCommit(
      id: id, parents: parents, date: date, author: author, kinds: kinds, subject: try text())
  }

  fileprivate mutating func fileChange(
    _ commitCount: Int, _ pathCount: Int, _ nameCount: Int
  ) throws(CacheDamage) -> FileChange {
    let (commit, path) = (try place(below: commitCount), try place(below: pathCount))
    let marks = try number()
    let origin = try optionalPlace(below: pathCount)
    var functions: [FunctionChange] = []
    for _ in 0..<(try count(minimumSize: 5)) {
      let name = try place(below: nameCount)
      guard let fate = FunctionChange.Fate(rawValue: UInt8(truncatingIfNeeded: try number())) else {
        throw CacheDamage()
      }
      let (added, removed) = (UInt16(clamping: try number()), UInt16(clamping: try number()))
      var origin: FunctionChange.Origin?
      if let path = try optionalPlace(below: pathCount) {
        origin = .init(path: path, name: try place(below: nameCount))
      }
      functions.append(
        FunctionChange(name: name, fate: fate, added: added, removed: removed, origin: origin))
    }
    return FileChange(
      commit: commit, path: path, isCreated: marks & 1 != 0, isRemoved: marks & 2 != 0, origin: origin,
      functions: functions)
  }
}
