import Foundation

/// The finished runs of an experiment, one record a line, in a file that one process at a time adds to.
///
/// A record is on disk before the next run counts. The last line may be torn by a kill; it is dropped, and its run
/// is made again.
public final class RunLog: @unchecked Sendable {
  /// The file.
  public let url: URL
  /// The records that were there at the start, in order; of a run that was made again, the last one.
  public let records: [RunRecord]
  /// Whether a torn last line was dropped.
  public let hadTornLine: Bool

  private let lock = NSLock()
  private let descriptor: Int32

  /// Opens or creates a log, for this process alone.
  ///
  /// - Throws: ``RunFolderError``, also when another process has the log open.
  public init(_ url: URL) throws(RunFolderError) {
    self.url = url
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw .unwritable(file: url.path, reason: error.localizedDescription)
    }
    let descriptor = open(url.path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .unwritable(file: url.path, reason: systemMessage(errno))
    }
    self.descriptor = descriptor
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .unwritable(file: url.path, reason: "another experiment is writing to it")
    }
    do throws(RunFolderError) {
      let (records, length, size) = try Self.read(url)
      self.records = records.latest
      hadTornLine = length < size
      if length < size, ftruncate(descriptor, off_t(length)) != 0 {
        throw .unwritable(file: url.path, reason: systemMessage(errno))
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Adds a record and waits until it is on disk.
  ///
  /// - Throws: ``RunFolderError/unwritable(file:reason:)``.
  public func append(_ record: RunRecord) throws(RunFolderError) {
    let line = Array(try RunCoding.line(record, file: url).utf8)
    let failure: Int32? = lock.withLock {
      var done = 0
      while done < line.count {
        let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, line.count - done) }
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += written
      }
      return fsync(descriptor) == 0 ? nil : errno
    }
    if let failure { throw .unwritable(file: url.path, reason: systemMessage(failure)) }
  }

  /// The records of a log that nobody is writing to, or of one that is being written; the last one of each run.
  ///
  /// - Throws: ``RunFolderError``.
  public static func records(in url: URL) throws(RunFolderError) -> [RunRecord] {
    try read(url).records.latest
  }

  /// The largest log, in bytes.
  private static let sizeLimit = 256 << 20

  /// Records of whole lines, the length of these lines, and the length of the file.
  private static func read(
    _ url: URL
  ) throws(RunFolderError) -> (records: [RunRecord], length: Int, size: Int) {
    let bytes = try RunFolder.read(url, limit: sizeLimit)
    var records: [RunRecord] = []
    var start = 0
    var line = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      line += 1
      guard end - start <= RunFolder.recordLimit else {
        throw .malformed(
          file: url.path, line: line, detail: "the line is longer than \(RunFolder.recordLimit) bytes")
      }
      if end > start {
        records.append(try RunCoding.record(Array(bytes[start..<end]), file: url.path, line: line))
      }
      start = end + 1
    }
    return (records, start, bytes.count)
  }
}

extension [RunRecord] {
  /// The record of each run that was finished last, in the order in which the runs appear first.
  var latest: [RunRecord] {
    var places: [String: Int] = [:]
    var result: [RunRecord] = []
    for record in self {
      guard let place = places[record.id] else {
        places[record.id] = result.count
        result.append(record)
        continue
      }
      // Where dates are equal or missing, the order of the lines decides.
      if (record.finished ?? .distantPast) >= (result[place].finished ?? .distantPast) {
        result[place] = record
      }
    }
    return result
  }
}
