import Foundation

/// Where an experiment keeps its runs: `runs.jsonl` (or one log a shard), `runs/NAME/` and the tables.
public struct ExperimentFolder: Sendable {
  /// The folder.
  public let url: URL

  /// Names a folder, which need not exist yet.
  public init(_ url: URL) { self.url = url }

  /// The log of a whole experiment, or of one shard of it.
  public func log(shard: (index: Int, count: Int)? = nil) -> URL {
    url.appendingPathComponent(shard.map { "runs-\($0.index)-of-\($0.count).jsonl" } ?? "runs.jsonl")
  }

  /// The folder of one run, named by what it ran; one that an older program has named by the identifier alone is found.
  public func run(_ record: RunRecord) -> RunFolder {
    let runs = url.appendingPathComponent("runs")
    let old = runs.appendingPathComponent(Self.word(record.id))
    if FileManager.default.fileExists(atPath: old.path) { return RunFolder(old) }
    return RunFolder(runs.appendingPathComponent(Self.name(of: record)))
  }

  /// The scores of a run; nil where its folder is not here, as that of a run of another machine.
  ///
  /// - Throws: ``RunFolderError`` when they cannot be read.
  public func scores(of record: RunRecord) throws(RunFolderError) -> ScoreTable? {
    let run = run(record)
    guard FileManager.default.fileExists(atPath: run.url.path) else { return nil }
    return try run.scores()
  }

  /// What a run's folder is called: method, projects, protocol where it is not the honest one, seed, and the start of the
  /// identifier, such as `ddan_ffmpeg-to-libpng_seed-1_3f2a90c1`.
  public static func name(of record: RunRecord) -> String {
    let pair = record.labeled.map { word($0.name) }.joined(separator: "-") + "-to-" + word(record.target.name)
    let isHonest = record.evaluationProtocol == .honest
    let parts =
      [word(record.label), String(pair.prefix(80))] + (isHonest ? [] : [record.evaluationProtocol.rawValue])
      + ["seed-\(record.seed)", word(record.id)]
    return parts.joined(separator: "_")
  }

  /// A text as a part of a file's name: small letters and digits of ASCII, "-" for all else.
  private static func word(_ text: String) -> String {
    let letters = text.lowercased().unicodeScalars.map { scalar -> Character in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    return String(String(letters).split(separator: "-").joined(separator: "-").prefix(60))
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
