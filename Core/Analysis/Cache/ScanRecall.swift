import Foundation

/// One scan's use of a cache: which files need not be read, and how the texts of their functions come back.
final class ScanRecall: @unchecked Sendable {
  let cache: ScanCache
  private let sizeLimit: Int
  private let lock = NSLock()
  /// The files that were not read, by the path that functions name.
  private var unread: [String: Repository.File] = [:]

  init(cache: ScanCache, repository: Repository) {
    self.cache = cache
    sizeLimit = repository.options.maximumFileSize
  }

  /// A file as an earlier scan left it; nil when it must be read.
  func file(_ file: Repository.File) -> PreparedFile? {
    // Two paths that are no UTF-8 may look the same, and functions know the path as it looks.
    if file.path.unicodeScalars.contains("\u{fffd}") { return nil }
    guard let known = cache.file(file) else { return nil }
    lock.withLock { unread[file.path] = file }
    return known
  }

  /// Remembers a file that was read.
  func note(_ prepared: PreparedFile, _ file: Repository.File) {
    cache.note(prepared, file)
  }

  /// Functions with their texts; the files of those without are read now, each once.
  ///
  /// That happens when a report shows functions that no report of an earlier scan has shown. A function whose file
  /// has changed since the scan began stays without a text.
  func withTexts(_ functions: [CFunction]) -> [CFunction] {
    var byFile: [String: [Int]] = [:]
    for (index, function) in functions.enumerated() where function.text.isEmpty {
      byFile[function.file, default: []].append(index)
    }
    guard !byFile.isEmpty else { return functions }
    let files = byFile.keys.sorted().compactMap { path in lock.withLock { unread[path] } }
    let sizeLimit = sizeLimit
    let read = parallelMap(files, pieceSize: 1) { file -> [CFunction] in
      guard let source = try? file.read(sizeLimit: sizeLimit), let parser = try? FunctionParser() else {
        return []
      }
      return parser.parse(source, file: file.path).functions
    }
    var result = functions
    for (file, found) in zip(files, read) {
      let byStart = Dictionary(found.map { ($0.range.startOffset, $0) }) { first, _ in first }
      for index in byFile[file.path] ?? [] {
        guard let function = byStart[result[index].range.startOffset], function.range == result[index].range
        else { continue }
        result[index] = function
      }
    }
    return result
  }
}
