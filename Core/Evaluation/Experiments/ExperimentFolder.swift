import Foundation

/// Where an experiment keeps its runs: `runs.jsonl` (or one log a shard), `runs/ID/` and the tables.
public struct ExperimentFolder: Sendable {
  /// The folder.
  public let url: URL

  /// Names a folder, which need not exist yet.
  public init(_ url: URL) { self.url = url }

  /// The log of a whole experiment, or of one shard of it.
  public func log(shard: (index: Int, count: Int)? = nil) -> URL {
    url.appendingPathComponent(shard.map { "runs-\($0.index)-of-\($0.count).jsonl" } ?? "runs.jsonl")
  }

  /// The folder of one run.
  public func run(_ id: String) -> RunFolder {
    RunFolder(url.appendingPathComponent("runs").appendingPathComponent(id))
  }

  /// The tables as Markdown.
  public var markdown: URL { url.appendingPathComponent("tables.md") }
  /// The tables as a page of HTML.
  public var page: URL { url.appendingPathComponent("tables.html") }

  /// All logs in the folder, `runs.jsonl` first.
  ///
  /// - Throws: ``RunFolderError/unreadable(file:reason:)``.
  public func logs() throws(RunFolderError) -> [URL] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: url.path)
    } catch {
      throw .unreadable(file: url.path, reason: error.localizedDescription)
    }
    return names.filter { $0.wholeMatch(of: /runs(-[0-9]+-of-[0-9]+)?\.jsonl/) != nil }.sorted {
      left, right in
      // The merged log comes first, since its records are whole.
      left == "runs.jsonl" ? right != left : right != "runs.jsonl" && left < right
    }.map { url.appendingPathComponent($0) }
  }

  /// All finished runs, each once; of a run that was made again, the last record.
  ///
  /// - Throws: ``RunFolderError``.
  public func records() throws(RunFolderError) -> [RunRecord] {
    var records: [RunRecord] = []
    for log in try logs() { records += try RunLog.records(in: log) }
    return records.latest
  }

  /// Gathers the runs of all logs in `runs.jsonl`; logs of shards stay.
  ///
  /// - Returns: All finished runs.
  /// - Throws: ``RunFolderError``.
  public func merge() throws(RunFolderError) -> [RunRecord] {
    let records = try records()
    let log = try RunLog(log())
    let known = Set(log.records)
    for record in records where !known.contains(record) { try log.append(record) }
    return records
  }
}
