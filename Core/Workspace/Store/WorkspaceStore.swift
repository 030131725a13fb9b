import Foundation
import GRDB

/// The app's projects, runs, findings and triage on disk.
///
/// One process has a workspace open at a time. Methods may be called on any thread; each is one
/// transaction, so a failure leaves everything as it was. They throw ``WorkspaceError``.
public final class WorkspaceStore: Sendable {
  /// What a store is opened with.
  public struct Options: Sendable {
    /// The time; it names files that are set aside.
    public var now: @Sendable () -> Date
    /// The largest size of the database in pages of 4096 bytes; nil for no limit but the disk.
    var maximumPageCount: Int?

    /// Creates options.
    public init(now: @escaping @Sendable () -> Date = { Date() }, maximumPageCount: Int? = nil) {
      self.now = now
      self.maximumPageCount = maximumPageCount
    }
  }

  /// Where the files are.
  public let folder: WorkspaceFolder
  /// The damaged database that was found and kept under another name; nil when all was well.
  let setAside: URL?
  let now: @Sendable () -> Date
  private let database: DatabasePool
  private let lock: WorkspaceLock

  /// Opens the workspace in a folder, and creates what is missing.
  ///
  /// A damaged database is renamed with the date and a new one begun; it is never overwritten.
  ///
  /// - Throws: ``WorkspaceError``.
  public init(folder: WorkspaceFolder, options: Options = Options()) throws {
    try folder.create(folder.url)
    lock = try WorkspaceLock(folder)
    self.folder = folder
    now = options.now
    do {
      database = try Self.open(folder.database, options)
      setAside = nil
    } catch WorkspaceError.damaged {
      setAside = try Self.setAside(folder.database, date: options.now())
      database = try Self.open(folder.database, options)
    }
  }

  private static func open(_ file: URL, _ options: Options) throws -> DatabasePool {
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { db in
        if let pages = options.maximumPageCount {
          try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
      }
      let pool = try DatabasePool(path: file.path, configuration: configuration)
      let verdict = try pool.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
      guard verdict == "ok" else {
        throw WorkspaceError.damaged(file: file.path, detail: verdict ?? "no answer")
      }
      let migrator = WorkspaceSchema.migrator
      if try pool.read(migrator.hasBeenSuperseded) { throw WorkspaceError.newerVersion(file: file.path) }
      try migrator.migrate(pool)
      return pool
    } catch {
      throw WorkspaceError.translating(error, file: file.path)
    }
  }

  /// Renames the database and its companions.
  private static func setAside(_ file: URL, date: Date) throws -> URL {
    let style = Date.ISO8601FormatStyle(timeSeparator: .omitted)
    let stem = "workspace-damaged-" + date.formatted(style)
    let folder = file.deletingLastPathComponent()
    var number = 1
    var kept = folder.appendingPathComponent(stem + ".sqlite")
    while FileManager.default.fileExists(atPath: kept.path) {
      number += 1
      kept = folder.appendingPathComponent("\(stem)-\(number).sqlite")
    }
    do {
      for suffix in ["-wal", "-shm", ""] where FileManager.default.fileExists(atPath: file.path + suffix) {
        try FileManager.default.moveItem(atPath: file.path + suffix, toPath: kept.path + suffix)
      }
    } catch {
      throw WorkspaceError.unusableFolder(path: folder.path, reason: error.localizedDescription)
    }
    return kept
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try database.read(body) } catch {
      throw WorkspaceError.translating(error, file: folder.database.path)
    }
  }

  /// Runs statements of SQL, none of which takes a value from outside.
  func execute(_ sql: String) throws { try write { try $0.execute(sql: sql) } }

  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try database.write(body) } catch {
      throw WorkspaceError.translating(error, file: folder.database.path)
    }
  }
}
