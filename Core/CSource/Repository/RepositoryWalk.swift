#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One walk over a folder's tree; see ``Repository``.
struct RepositoryWalk {
  /// A folder still to be read.
  private struct Folder {
    /// The path from the root; empty for the root.
    var name: [UInt8]
    /// The components of the path below the top-most folder whose ignore files are in force.
    var components: [[UInt8]]
    var depth: Int
    var ignores: IgnoreStack
    /// Set below an ignored folder, where files are only counted.
    var ignoredBy: IgnoreRules.Source?
  }

  /// Folders that belong to tools; their contents are no source of the project.
  private static let toolFolders: Set<[UInt8]> = Set(
    [".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS", ".pc", ".build"].map { Array($0.utf8) })
  /// Ignore files are small; what is larger is none.
  private static let ignoreFileLimit = 4 << 20

  private let root: FilePathBytes
  private let options: Repository.Options
  private let scope: RepositoryScope
  private var listing = Repository.Listing()
  /// How many components stand above the root in the paths that ignore files see.
  private var rootDepth = 0
  private let shouldStop: () -> Bool

  init(root: FilePathBytes, options: Repository.Options, shouldStop: @escaping () -> Bool = { false }) {
    self.root = root
    self.options = options
    self.shouldStop = shouldStop
    scope = RepositoryScope(options)
  }

  mutating func run() throws -> Repository.Listing {
    var status = stat()
    guard root.withSystemPath({ stat($0, &status) }) == 0 else {
      throw RepositoryError.unreadable(path: root.displayName, systemError: systemMessage(errno))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let name = String(decoding: root.lastComponent, as: UTF8.self)
      listing.files = [
        .init(path: name, systemPath: root, place: nil, stamp: FileStamp(root))
      ]
      return listing
    case S_IFDIR: break
    default: throw RepositoryError.neitherFolderNorFile(path: root.displayName)
    }
    let opened: ConfinedFolder
    do throws(FileRefusal) {
      opened = try ConfinedFolder(root)
      close(try opened.openFolder([]))
    } catch {
      throw RepositoryError.unreadable(path: root.displayName, systemError: error.reason)
    }
    var pending = [topFolder()]
    while let folder = pending.popLast() { try read(folder, in: opened, into: &pending) }
    listing.files.sort { $0.systemPath < $1.systemPath }
    listing.skipped.sort { $0.path < $1.path }
    return listing
  }

  private mutating func read(
    _ folder: Folder, in opened: ConfinedFolder, into pending: inout [Folder]
  ) throws(RepositoryError) {
    let entries: [FolderEntry]
    do throws(FileRefusal) {
      entries = try FolderEntry.all(of: folder.name, in: opened, needsStamp: options.endings.include)
    } catch {
      if folder.ignoredBy == nil { skip(folder.components, "cannot be read: \(error.reason)") }
      return
    }
    var ignores = folder.ignores
    if options.honoursIgnoreFiles, folder.ignoredBy == nil {
      let rules = rules(in: folder.name, of: opened, names: entries.map(\.name))
      ignores.push(rules, depth: folder.components.count)
    }
    let labels = Set(entries.lazy.filter { $0.kind == .file }.map(\.name))
    for entry in entries {
      if shouldStop() { throw .stopped(path: root.displayName) }
      let name = entry.name
      let isFolder = entry.kind == .folder
      let below = FilePathBytes(bytes: folder.name).appending(name).bytes
      let components = folder.components + [name]
      let own = components.dropFirst(rootDepth)
      let place = scope.place(of: own)
      if place == .outside { continue }
      if isFolder
        ? Self.toolFolders.contains(name) && place == .inside
        : entry.kind == .file && place != .named && !options.endings.include(name)
      {
        continue
      }
      if scope.leavesOut(own, isFolder: isFolder) { continue }
      if isFolder, place == .inside, !options.readsLabelSources,
        let file = SourcesFolderName.labels(ofFolder: name), labels.contains(file)
      {
        skip(
          components,
          "holds the sources of \(String(decoding: file, as: UTF8.self)), which are copies; name the folder to read it"
        )
        continue
      }
      // What the user names is read, whatever ignore files say of it.
      let ignoredBy =
        place == .inside ? folder.ignoredBy ?? ignores.ignores(components, isFolder: isFolder) : nil
      switch entry.kind {
      case .folder:
        guard folder.depth < options.maximumDepth else {
          if ignoredBy == nil { skip(components, "is more than \(options.maximumDepth) folders deep") }
          continue
        }
        pending.append(
          Folder(
            name: below, components: components, depth: folder.depth + 1, ignores: ignores,
            ignoredBy: ignoredBy))
      case .file:
        if let ignoredBy {
          count(ignoredBy)
        } else {
          listing.files.append(
            .init(
              path: display(components), systemPath: root.appending(below),
              place: .init(folder: opened, name: below), stamp: entry.stamp))
        }
      case .link:
        if ignoredBy == nil { noteLink(root.appending(below), components) }
      case .other:
        if ignoredBy == nil, options.endings.include(name) { skip(components, "is not a regular file") }
      }
    }
  }

  private mutating func count(_ source: IgnoreRules.Source) {
    switch source {
    case .git: listing.ignoredByGit += 1
    case .vulnadapt: listing.ignoredByVulnadapt += 1
    }
  }

  private mutating func noteLink(_ path: FilePathBytes, _ components: [[UInt8]]) {
    var status = stat()
    let exists = path.withSystemPath { stat($0, &status) } == 0
    let isFolder = exists && status.st_mode & S_IFMT == S_IFDIR
    guard isFolder || options.endings.include(components.last ?? []) else { return }
    guard exists else {
      skip(components, "is a symbolic link to nothing")
      return
    }
    let isInside =
      if let target = RealPath.of(path), let top = RealPath.of(root) {
        target == top || target.starts(with: top + (top.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]))
      } else {
        false
      }
    skip(
      components,
      isInside
        ? "is a symbolic link inside the folder; its target is read where it stands"
        : "is a symbolic link out of the folder")
  }

  private mutating func skip(_ components: [[UInt8]], _ reason: String) {
    listing.skipped.append(SkippedFile(path: display(components), reason: reason))
  }

  private func display(_ components: [[UInt8]]) -> String {
    let own = components.dropFirst(rootDepth)
    return own.isEmpty ? "." : String(decoding: Array(own.joined(separator: "/".utf8)), as: UTF8.self)
  }

  // MARK: Ignore files

  /// The root, with the ignore files of the folders above it up to the enclosing git repository.
  private mutating func topFolder() -> Folder {
    var top = Folder(name: [], components: [], depth: 0, ignores: IgnoreStack(), ignoredBy: nil)
    guard options.honoursIgnoreFiles, let resolved = RealPath.of(root) else { return top }
    let slash = UInt8(ascii: "/")
    let parts = resolved.split(separator: slash).map(Array.init)
    // The resolved path holds no link, so none is followed on the way down from the top of the file system.
    guard let system = ConfinedFolder.top else { return top }
    func folder(_ count: Int) -> FilePathBytes {
      FilePathBytes(bytes: Array(parts.prefix(count).joined(separator: [slash])))
    }
    let gitRoot = (0...parts.count).reversed().first {
      ProjectRoot.hasRepository(FilePathBytes("/").appending(folder($0).bytes))
    }
    guard let gitRoot else { return top }
    let exclude = folder(gitRoot).appending(Array(".git/info/exclude".utf8))
    if let bytes = ignoreFile(exclude.bytes, of: system) {
      top.ignores.push([.git: IgnoreRules(bytes)], depth: 0)
    }
    for count in gitRoot..<max(parts.count, gitRoot) {
      let names = IgnoreRules.Source.allCases.map { Array($0.rawValue.utf8) }
      let rules = rules(in: folder(count).bytes, of: system, names: names)
      top.ignores.push(rules, depth: count - gitRoot)
    }
    top.components = Array(parts[gitRoot...])
    rootDepth = top.components.count
    return top
  }

  private func rules(
    in folder: [UInt8], of root: ConfinedFolder, names: [[UInt8]]
  ) -> [IgnoreRules.Source: IgnoreRules] {
    var rules: [IgnoreRules.Source: IgnoreRules] = [:]
    for source in IgnoreRules.Source.allCases where names.contains(Array(source.rawValue.utf8)) {
      let name = FilePathBytes(bytes: folder).appending(Array(source.rawValue.utf8))
      if let bytes = ignoreFile(name.bytes, of: root) {
        rules[source] = IgnoreRules(bytes)
      }
    }
    return rules
  }

  private func ignoreFile(_ name: [UInt8], of root: ConfinedFolder) -> [UInt8]? {
    try? root.read(name, sizeLimit: Self.ignoreFileLimit)
  }
}
