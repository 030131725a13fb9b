import Foundation

/// What the memories of a scan are kept under: all that reaches them besides files.
struct ScanKeys: Sendable {
  /// Of what is known of files and functions.
  let memory: String
  /// Of the whole result; nil when that depends on more than files and settings.
  let snapshot: String?

  /// Names the memories of a scan.
  ///
  /// - Parameters:
  ///   - root: The scanned folder or file.
  ///   - model: The model that scores.
  ///   - details: The settings that reach what is remembered of single functions.
  ///   - settings: All settings that reach the whole result; nil when more than settings does.
  init(root: String, model: ModelFile, details: [Int], settings: String?) {
    let path = RealPath.asFarAsItExists(root)
    // Every part of the model file may reach a score or an attribution.
    let model = (try? model.digest()) ?? UUID().uuidString
    let parts =
      [path, model] + details.map(String.init)
      + [libraryVersion, Self.programStamp, String(ScanCacheFolder.version)]
    memory = parts.joinedWithLengths
    let key = memory
    snapshot = settings.map { [key, root, $0].joinedWithLengths }
  }

  /// Another build may score otherwise, whatever its version says.
  static let programStamp: String = {
    guard let path = Bundle.main.executableURL?.resolvingSymlinksInPath().path,
      let stamp = FileStamp(FilePathBytes(path))
    else { return "" }
    return "\(stamp.size) \(stamp.modified).\(stamp.modifiedNanoseconds)"
  }()
}
