import CryptoKit
import Foundation

/// A cheap sign of whether the files of a folder have changed since they were read.
///
/// It covers path, size and time of change of each file that a reading would open, and opens none.
struct ContentStamp {
  /// The stamp as text.
  let text: String

  /// Looks at a folder.
  ///
  /// - Throws: ``RepositoryError`` when the folder cannot be listed.
  init(of path: String) throws {
    var files = try Repository(
      path: path, options: Repository.Options(endings: OneFunctionFiles.endings)
    ).list().files.map(\.systemPath)
    files += ["labels.csv", "labels.jsonl"].map { FilePathBytes(path + "/" + $0) }
    var hash = SHA256()
    for file in files {
      var status = stat()
      guard file.withSystemPath({ lstat($0, &status) }) == 0 else { continue }
      let stamp = FileStamp(status)
      let line =
        "\(file.bytes.count) \(stamp.size) \(stamp.modified).\(stamp.modifiedNanoseconds) \(stamp.inode)\n"
      hash.update(data: Array(line.utf8))
      hash.update(data: file.bytes)
    }
    text = hash.finalize().hexadecimal
  }
}
