import Foundation

/// Looks at where git keeps a repository before git opens anything there: opening a pipe would wait for ever.
///
/// Names are compared as the bytes that git sees. What cannot be told, since it is unreadable, too large, or means one thing
/// to this process and another one to git, counts as a place that git might wait at.
struct RepositoryFolder {
  /// How many entries are looked at.
  private static let entryLimit = 4_000_000
  /// The longest of the small files that name other places, in bytes.
  private static let fileLimit = 1 << 20
  /// How many files of configuration are looked at.
  private static let configurationLimit = 100
  /// Folders in which nothing lies that commands open which read objects.
  private static let unread = ["modules", "lfs", "annex", "hooks"].map { Array($0.utf8) }

  /// Lists the files that a configuration includes, as they are written there; nil when git cannot tell. Git reads the file,
  /// and nothing that it includes.
  let includes: (_ configuration: String) -> [[UInt8]]?
  private var entries = 0
  private var configurations: Set<[UInt8]> = []
  private var seen: Set<[UInt64]> = []
  private var pending: [(folder: [UInt8], isTop: Bool)] = []
  private var obstacle: GitError?

  init(includes: @escaping (_ configuration: String) -> [[UInt8]]?) { self.includes = includes }

  /// Why git is not started for a folder: ``GitError/wouldWait(path:)`` or ``GitError/mightWait(path:reason:)``; nil when
  /// nothing keeps it waiting. A socket, as that of git's own monitor of files, cannot be opened and makes nobody wait.
  mutating func obstacle(for folder: String) -> GitError? {
    // Git starts from where the folder's links lead.
    var folder = Array((RealPath.of(folder) ?? folder).utf8)
    while obstacle == nil {
      let own = Self.join(folder, ".git")
      switch kind(own) {
      case S_IFREG:
        if let text = text(own), text.starts(with: "gitdir: ".utf8) {
          let path = Self.withoutLineEnds(text.dropFirst(8))
          look(into: Self.join(folder, path))
        }
        return obstacle
      case S_IFDIR:
        look(into: own)
        if isSurelyRepository(own) { return obstacle }
      case nil where kind(Self.join(folder, "HEAD")) != nil && kind(Self.join(folder, "objects")) != nil:
        look(into: folder)
        if isSurelyRepository(folder) { return obstacle }
      default: break
      }
      // Git goes on upwards where a folder only looks like a repository.
      guard let slash = folder.lastIndex(of: .slash), folder.count > 1 else { break }
      folder = slash == 0 ? [UInt8.slash] : Array(folder[..<slash])
    }
    return obstacle
  }

  /// Whether git takes a folder for a repository, so that it does not look for one above it.
  private mutating func isSurelyRepository(_ folder: [UInt8]) -> Bool {
    guard obstacle == nil, kind(Self.join(folder, "commondir")) == nil,
      kind(Self.join(folder, "objects")) == S_IFDIR, kind(Self.join(folder, "refs")) == S_IFDIR,
      let head = text(Self.join(folder, "HEAD"))
    else { return false }
    return head.starts(with: "ref: refs/".utf8)
      || head.count >= 40 && head.prefix(40).allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
  }

  // MARK: What git opens

  private mutating func look(into folder: [UInt8]) {
    walk(folder)
    let shared = Self.join(folder, "commondir")
    if kind(shared) == S_IFREG, let text = text(shared) {
      let common = Self.join(folder, Self.withoutLineEnds(text[...]))
      walk(common)
      look(atIncludesOf: Self.join(common, "config"))
    }
    for name in ["config", "config.worktree"] { look(atIncludesOf: Self.join(folder, name)) }
  }

  private mutating func look(atIncludesOf configuration: [UInt8], depth: Int = 0) {
    // Git gives up at the eleventh file within one another.
    guard obstacle == nil, depth <= 10, kind(configuration) == S_IFREG,
      configurations.insert(configuration).inserted
    else { return }
    guard configurations.count <= Self.configurationLimit else {
      return note(configuration, "it is one of more than \(Self.configurationLimit) files of configuration")
    }
    guard let text = text(configuration) else { return }
    let lowercase = String(decoding: text.map { 65...90 ~= $0 ? $0 + 32 : $0 }, as: UTF8.self)
    guard lowercase.contains("include") else { return }
    guard let name = String(bytes: configuration, encoding: .utf8), let paths = includes(name) else {
      return note(configuration, "git cannot tell which files it includes")
    }
    let folder = Array(configuration[..<(configuration.lastIndex(of: .slash) ?? 0)])
    for path in paths where obstacle == nil {
      if path.starts(with: "%(".utf8) || path.starts(with: ":(".utf8) {
        return note(
          configuration, "it includes \(String(decoding: path, as: UTF8.self)), which git alone can find")
      }
      var path = path
      if path.first == UInt8(ascii: "~") {
        path = Array((String(decoding: path, as: UTF8.self) as NSString).expandingTildeInPath.utf8)
      }
      let whole = Self.join(folder, path)
      if kind(whole) == S_IFREG { look(atIncludesOf: whole, depth: depth + 1) }
    }
  }

  /// Looks at everything below a folder, and at the folders of objects that it shares.
  private mutating func walk(_ folder: [UInt8]) {
    pending.append((folder, true))
    while obstacle == nil, let (folder, isTop) = pending.popLast() { list(folder, isTop) }
  }

  private mutating func list(_ folder: [UInt8], _ isTop: Bool) {
    guard case .found(S_IFDIR, let identity) = GitPlace(folder), obstacle == nil,
      seen.insert(identity).inserted
    else { return }
    guard let stream = FilePathBytes(bytes: folder).withSystemPath({ opendir($0) }) else {
      return note(folder, systemMessage(errno))
    }
    defer { closedir(stream) }
    while obstacle == nil, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          Array(
            UnsafeBufferPointer(
              start: $0, count: strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))))
        }
      }
      if name == [.dot] || name == [.dot, .dot] || isTop && Self.unread.contains(name) {
        continue
      }
      entries += 1
      guard entries <= Self.entryLimit else {
        return note(folder, "there are more than \(Self.entryLimit) files; `git gc` packs them")
      }
      let type = Int(entry.pointee.d_type)
      if type == Int(DT_REG) { continue }
      let path = Self.join(folder, name)
      let found = type == Int(DT_DIR) ? S_IFDIR : kind(path)
      guard found == S_IFDIR else { continue }
      pending.append((path, false))
      if name == Array("info".utf8) { look(atObjectsSharedWith: folder) }
    }
  }

  /// Adds the folders whose objects a folder of objects shares.
  private mutating func look(atObjectsSharedWith objects: [UInt8]) {
    let list = Self.join(objects, "info/alternates")
    guard kind(list) == S_IFREG, let text = text(list) else { return }
    for path in GitAlternates.paths(in: text) {
      let whole = Self.join(objects, path)
      if kind(whole) == S_IFDIR { pending.append((whole, false)) }
    }
  }

  // MARK: Places

  /// The kind of what is at the end of a path and its links; nil when nothing is there. Notes what git would wait for.
  private mutating func kind(_ path: [UInt8]) -> mode_t? {
    switch GitPlace(path) {
    case .missing: return nil
    case .differsByProcess:
      note(path, "it leads to what differs from process to process")
      return nil
    case .found(let kind, _):
      if [S_IFIFO, S_IFCHR, S_IFBLK].contains(kind), obstacle == nil {
        obstacle = .wouldWait(path: String(decoding: path, as: UTF8.self))
      }
      return kind
    }
  }

  /// The contents of a file; nil, with a note, when they cannot be told.
  private mutating func text(_ path: [UInt8]) -> [UInt8]? {
    do throws(FileRefusal) {
      return try RegularFile.read(
        RegularFile.open(FilePathBytes(bytes: path), followsLink: true, sizeLimit: Self.fileLimit))
    } catch {
      if error != .system(ENOENT) { note(path, error.reason) }
      return nil
    }
  }

  private mutating func note(_ path: [UInt8], _ reason: String) {
    obstacle = obstacle ?? .mightWait(path: String(decoding: path, as: UTF8.self), reason: reason)
  }

  // MARK: Bytes

  /// A path seen from a folder.
  private static func join(_ folder: [UInt8], _ path: [UInt8]) -> [UInt8] {
    path.first == .slash ? path : folder + [UInt8.slash] + path
  }

  private static func join(_ folder: [UInt8], _ path: String) -> [UInt8] { join(folder, Array(path.utf8)) }

  private static func withoutLineEnds(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var text = text.prefix { $0 != 0 }
    while let last = text.last, last == .newline || last == UInt8(ascii: "\r") { text.removeLast() }
    return Array(text)
  }
}
