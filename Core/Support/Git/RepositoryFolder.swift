import Foundation

/// Looks at where git keeps a repository before git opens anything there: opening a pipe would wait for ever.
struct RepositoryFolder {
  /// How many entries are looked at; a repository of more is taken as it is.
  private static let entryLimit = 1_000_000
  /// The longest of the small files that name other places, in bytes.
  private static let fileLimit = 1 << 20
  /// Folders in which nothing lies that commands open which read objects.
  private static let unread: Set<String> = ["modules", "lfs", "annex", "hooks"]

  /// Lists the files that a configuration includes, as they are written there; git reads it, and nothing that it includes.
  let includes: (_ configuration: String) -> [String]
  private var entries = 0
  private var seen: Set<[UInt64]> = []
  private var waiting: String?

  init(includes: @escaping (_ configuration: String) -> [String]) { self.includes = includes }

  /// The first pipe or device that git could open for a folder; nil without one. A socket, as that of git's own monitor of
  /// files, cannot be opened and makes nobody wait.
  mutating func entryThatWaits(for folder: String) -> String? {
    var folder = folder
    while waiting == nil {
      let own = folder == "/" ? "/.git" : folder + "/.git"
      switch kind(own) {
      case S_IFDIR: look(into: own)
      case S_IFREG: text(own).flatMap { Self.named("gitdir:", in: $0, from: folder) }.map { look(into: $0) }
      case nil where kind(folder + "/HEAD") != nil && kind(folder + "/objects") != nil: look(into: folder)
      case nil where folder != "/" && !folder.isEmpty:
        folder = (folder as NSString).deletingLastPathComponent
        continue
      case S_IFIFO, S_IFCHR, S_IFBLK: waiting = own
      default: break
      }
      return waiting
    }
    return waiting
  }

  /// The kind of what is at the end of a path and its links; nil when nothing is there.
  private func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private func text(_ path: String) -> String? {
    guard
      let (descriptor, status) = try? RegularFile.open(path, followsLink: true, sizeLimit: Self.fileLimit)
    else { return nil }
    defer { close(descriptor) }
    return (try? RegularFile.bytes(of: descriptor, size: Int(status.st_size))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The path behind a word at the start of a text, seen from a folder.
  private static func named(_ word: String, in text: String, from folder: String) -> String? {
    guard text.hasPrefix(word) else { return nil }
    let path = text.dropFirst(word.count).prefix { $0 != "\n" && $0 != "\r\n" }
      .trimmingCharacters(in: .whitespaces)
    return path.isEmpty ? nil : path.hasPrefix("/") ? path : folder + "/" + path
  }

  private mutating func look(into folder: String) {
    walk(folder)
    if let common = text(folder + "/commondir").flatMap({ Self.named("", in: $0, from: folder) }) {
      walk(common)
      look(atIncludesOf: common + "/config")
    }
    for name in ["config", "config.worktree"] { look(atIncludesOf: folder + "/" + name) }
  }

  private mutating func look(atIncludesOf configuration: String, depth: Int = 0) {
    guard waiting == nil, depth <= 10, let text = text(configuration), text.lowercased().contains("include")
    else { return }
    for path in includes(configuration) {
      let base = (configuration as NSString).deletingLastPathComponent
      let whole =
        path.hasPrefix("~")
        ? (path as NSString).expandingTildeInPath : path.hasPrefix("/") ? path : base + "/" + path
      switch kind(whole) {
      case nil: continue
      case S_IFREG: look(atIncludesOf: whole, depth: depth + 1)
      case S_IFIFO, S_IFCHR, S_IFBLK: waiting = whole
      default: continue
      }
      if waiting != nil { return }
    }
  }

  /// Looks at everything below a folder, and at the folders of objects that it shares.
  private mutating func walk(_ folder: String, isTop: Bool = true) {
    var status = stat()
    guard waiting == nil, stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      seen.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted, let stream = opendir(folder)
    else { return }
    defer { closedir(stream) }
    while waiting == nil, entries < Self.entryLimit, let entry = readdir(stream) {
      entries += 1
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
          String(cString: $0)
        }
      }
      guard name != ".", name != "..", !isTop || !Self.unread.contains(name) else { continue }
      let path = folder + "/" + name
      let type = Int(entry.pointee.d_type)
      let found = type == Int(DT_REG) ? S_IFREG : type == Int(DT_DIR) ? S_IFDIR : kind(path)
      switch found {
      case S_IFDIR: walk(path, isTop: false)
      case S_IFREG:
        guard name == "alternates", folder.hasSuffix("/info") else { continue }
        let objects = (folder as NSString).deletingLastPathComponent
        for line in (text(path) ?? "").split(separator: "\n") where !line.hasPrefix("#") {
          if let other = Self.named("", in: String(line), from: objects) { walk(other) }
        }
      case S_IFIFO, S_IFCHR, S_IFBLK: waiting = path
      default: continue
      }
    }
  }
}
