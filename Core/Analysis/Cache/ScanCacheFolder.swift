import CryptoKit
import Foundation

/// The folder in which scans leave what they found out, so that the next scan of the same folder is quick.
///
/// Each scanned folder has two files for each model and settings, written as a whole or not at all, so that scans at the same time
/// do not disturb each other: the last one to end is remembered. What is damaged is ignored. The oldest files go when
/// all together become too large. The files hold the source text of functions that were reported, so only their owner
/// may read them.
public struct ScanCacheFolder: Hashable, Sendable {
  /// The version of the files.
  static let version = 8
  /// The largest size of all files together, in bytes.
  static let sizeLimit = 512 << 20

  /// The kinds of files, by what their names end with.
  enum Part: String, CaseIterable {
    /// What is known of files and functions: a ``ScanMemory``.
    case memory = "vulncache"
    /// What the last scan with some settings found: a ``ScanSnapshot``.
    case snapshot = "vulnsnapshot"
    /// What is known of a repository's history: a ``ProjectHistory``.
    case history = "vulnhistory"
    /// What past fixes mended: ``MendedFunctions``.
    case mended = "vulnmended"
    /// What a repository's own past changes of a model: a ``ProjectAdaptation``.
    case adaptation = "vulnadaptation"
  }

  private static let magic = Array("VULNCACH".utf8)

  /// The folder.
  public let url: URL

  /// Uses a folder, which need not exist yet.
  public init(_ url: URL) {
    self.url = url
  }

  /// The user's folder for this: below XDG_CACHE_HOME or `~/.cache`, on macOS `~/Library/Caches`; nil without a home.
  public static func standard(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> ScanCacheFolder? {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return ScanCacheFolder(URL(fileURLWithPath: folder + "/vulnadapt", isDirectory: true))
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if os(macOS)
      let folder = home + "/Library/Caches/VulnAdapt"
    #else
      let folder = home + "/.cache/vulnadapt"
    #endif
    return ScanCacheFolder(URL(fileURLWithPath: folder, isDirectory: true))
  }

  /// The file for a key.
  func file(_ part: Part, _ key: String) -> URL {
    let name = SHA256.hash(data: Data(key.utf8)).prefix(16).hexadecimal
    return url.appendingPathComponent("\(name).\(part.rawValue)")
  }

  /// What is remembered under a key; nil when there is nothing.
  ///
  /// - Throws: ``CacheDamage``.
  func read(_ part: Part, _ key: String) throws(CacheDamage) -> ArraySlice<UInt8>? {
    let path = FilePathBytes(file(part, key).path)
    guard FileStamp(path) != nil else { return nil }
    guard let bytes = try? SourceText.bytes(of: path, name: "", sizeLimit: Self.sizeLimit, followsLink: false)
    else {
      throw CacheDamage()
    }
    let head = Self.magic.count + SHA256.byteCount
    guard bytes.count >= head, bytes.starts(with: Self.magic) else { throw CacheDamage() }
    let body = bytes[head...]
    let digest = SHA256.hash(data: body)
    guard digest.elementsEqual(bytes[Self.magic.count..<head]) else { throw CacheDamage() }
    return body
  }

  /// Remembers under a key, and forgets the oldest where the folder grows too large.
  ///
  /// - Throws: ``FileError`` or a `CocoaError` when the folder cannot be written.
  func write(_ body: [UInt8], _ part: Part, _ key: String) throws {
    guard body.count < Self.sizeLimit / 2 else { return }
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let head = Self.magic + SHA256.hash(data: body)
    // What a crash of the system leaves of it does not fit its digest, so it need not be synced.
    try AtomicFile.write(to: file(part, key), mode: 0o600, isSynced: false) { file throws(FileError) in
      try file.append(head)
      try file.append(body)
    }
    forgetOldest(but: file(part, key))
  }

  /// What to tell a person when the folder cannot be written.
  func sentence(notWritten error: any Error) -> String {
    let reason = (error as? FileError)?.reason ?? error.localizedDescription
    return
      "The cache \(url.path.printable) cannot be written: \(reason). This time is as good; the next takes as long."
  }

  /// What to tell a person about a file that is no longer what was written.
  func sentence(damaged file: URL) -> String {
    "The scan cache \(file.path.printable) is damaged and was ignored; this scan replaces it."
  }

  /// Marks a file as used now.
  func touch(_ part: Part, _ key: String) {
    utimes(file(part, key).path, nil)
  }

  /// Removes the files used longest ago until the others fit, and what killed scans have left.
  func forgetOldest(but kept: URL? = nil, limit: Int = sizeLimit, now: Date = Date()) {
    guard let folder = try? ConfinedFolder(FilePathBytes(url.path)),
      let opened = try? folder.openFolder([])
    else { return }
    TemporaryFiles.remove(in: opened, now: Int(now.timeIntervalSince1970))
    close(opened)
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let found = try? FileManager.default.contentsOfDirectory(
      at: url, includingPropertiesForKeys: Array(keys))
    // A file that another scan is writing counts as well, but is that scan's.
    let files = (found ?? []).filter {
      Part(rawValue: $0.pathExtension) != nil || TemporaryFiles.isName($0.lastPathComponent)
    }.map { url in
      let values = try? url.resourceValues(forKeys: keys)
      return (url: url, size: values?.fileSize ?? 0, date: values?.contentModificationDate ?? .distantPast)
    }.sorted { $0.date > $1.date }
    var sum = 0
    for file in files {
      sum += file.size
      if sum > limit, file.url.lastPathComponent != kept?.lastPathComponent,
        !TemporaryFiles.isName(file.url.lastPathComponent)
      {
        try? FileManager.default.removeItem(at: file.url)
      }
    }
  }
}
