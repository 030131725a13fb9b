import Foundation

/// A folder that keeps one run: `record.json`, `training.jsonl` and `scores.csv`, as `docs/run-folder.md` specifies.
///
/// The record is written last, so a folder with a record is whole. What is read is trusted in nothing.
public struct RunFolder: Hashable, Sendable {
  /// The folder.
  public let url: URL

  /// Names a folder, which need not exist yet.
  public init(_ url: URL) { self.url = url }

  /// Settings, data and figures of the run.
  var recordFile: URL { url.appendingPathComponent("record.json") }
  /// What happened while training, one JSON object a line.
  var trainingFile: URL { url.appendingPathComponent("training.jsonl") }
  /// Every function with its label and scores.
  var scoresFile: URL { url.appendingPathComponent("scores.csv") }
  /// Joint representations, when the run kept them.
  var jointFile: URL { url.appendingPathComponent(JointRepresentations.fileName) }

  /// The names of the runs in a folder that is none itself, in order; empty for a run.
  public static func runs(below folder: URL) -> [String] {
    let files = FileManager.default
    guard !files.fileExists(atPath: RunFolder(folder).recordFile.path) else { return [] }
    let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter {
      files.fileExists(atPath: RunFolder(folder.appendingPathComponent($0)).recordFile.path)
    }.sorted()
  }

  /// The largest record, in bytes.
  static let recordLimit = 8 << 20
  /// The largest file of events or scores, in bytes.
  static let tableLimit = 64 << 20
  /// The longest line of events, in bytes.
  static let eventLimit = 1 << 20

  /// Writes a whole run; existing files of another run are replaced or go.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - events: What happened while training.
  ///   - scores: Every function with its scores.
  ///   - joint: The points of the joint space, where they are kept.
  /// - Throws: ``RunFolderError/unwritable(file:reason:)``.
  public func write(
    record: RunRecord, events: [TrainingEvent], scores: ScoreTable, joint: JointRepresentations? = nil
  ) throws(RunFolderError) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(file: url.path, reason: error.localizedDescription)
    }
    // A kill in between must not leave an older record beside new scores, nor a new one beside older points.
    for file in [recordFile, jointFile] { unlink(file.path) }
    let lines = try events.map { event throws(RunFolderError) in
      try RunCoding.line(TrainingEventLine(event), file: trainingFile)
    }
    try Self.write(lines.joined(), to: trainingFile)
    try Self.write(scores.csv, to: scoresFile)
    do {
      try joint?.write(to: jointFile)
    } catch {
      throw .unwritable(file: jointFile.path, reason: "\(error)")
    }
    try Self.write(RunCoding.line(record, file: recordFile), to: recordFile)
  }

  /// The run's record.
  ///
  /// - Throws: ``RunFolderError``, also for a folder from another version.
  public func record() throws(RunFolderError) -> RunRecord {
    try RunCoding.record(Self.read(recordFile, limit: Self.recordLimit), file: recordFile.path, line: nil)
  }

  /// The events of the training, in order.
  ///
  /// - Throws: ``RunFolderError``.
  func trainingEvents() throws(RunFolderError) -> [TrainingEvent] {
    let bytes = try Self.read(trainingFile, limit: Self.tableLimit)
    var events: [TrainingEvent] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard line.count <= Self.eventLimit else {
        throw .malformed(
          file: trainingFile.path, line: index + 1, detail: "the line is longer than \(Self.eventLimit) bytes"
        )
      }
      let decoded: TrainingEventLine = try RunCoding.value(
        Array(line), file: trainingFile.path, line: index + 1)
      events.append(decoded.event)
    }
    return events
  }

  /// The functions with their scores.
  ///
  /// - Throws: ``RunFolderError``.
  public func scores() throws(RunFolderError) -> ScoreTable {
    try ScoreTable(csv: Self.read(scoresFile, limit: Self.tableLimit), file: scoresFile.path)
  }

  static func write(_ text: String, to file: URL) throws(RunFolderError) {
    do throws(FileError) {
      try AtomicFile.write(text, to: NamedFile(file.path))
    } catch {
      throw .unwritable(file: file.path, reason: error.reason)
    }
  }

  /// The bytes of a regular file that is no link.
  static func read(_ file: URL, limit: Int) throws(RunFolderError) -> [UInt8] {
    do throws(FileRefusal) {
      return try RegularFile.read(
        RegularFile.open(FilePathBytes(file.path), followsLink: false, sizeLimit: limit))
    } catch .tooLarge(let size) {
      throw .tooLarge(file: file.path, size: size, limit: limit)
    } catch {
      throw .unreadable(file: file.path, reason: error.reason)
    }
  }
}
