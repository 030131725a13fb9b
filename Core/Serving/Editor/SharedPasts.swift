import Foundation

/// What the app tells the editor extension of the pasts of functions, beside the model it has chosen.
///
/// A sentence a function, by fingerprint: it holds for that very text, in whatever file it stands, and for no other.
/// The two run in processes of their own, so nothing in the files is trusted.
struct SharedPasts: Hashable, Sendable {
  /// The folder; it need not exist.
  let url: URL

  /// The largest file that is read, in bytes, how many are, and the longest sentence.
  private static let sizeLimit = 16 << 20
  private static let fileLimit = 200
  private static let sentenceLimit = 240
  private static let ending = ".pasts.json"

  /// Names the folder beside that of the models.
  init(models: SharedModelFolder) {
    url = models.url.deletingLastPathComponent().appendingPathComponent("Pasts", isDirectory: true)
  }

  /// Replaces what is told of a project's functions.
  ///
  /// - Parameters:
  ///   - sentences: A sentence a function, by fingerprint.
  ///   - id: The project's identifier.
  /// - Throws: ``ReportFileError`` when the folder cannot be written.
  func write(_ sentences: [String: String], ofProject id: String) throws {
    let file = url.appendingPathComponent(id + Self.ending)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let encoder = JSONEncoder.canonical
      try encoder.encode(sentences).write(to: file, options: .atomic)
    } catch {
      throw ReportFileError.unwritable(file: file.path, reason: error.localizedDescription)
    }
  }

  /// What is told of a function; nil where nothing is, or where the files cannot be read.
  func sentence(for fingerprint: FunctionFingerprint) -> String? {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .isRegularFileKey]
    let files =
      (try? FileManager.default.contentsOfDirectory(
        at: url, includingPropertiesForKeys: Array(keys), options: .skipsHiddenFiles)) ?? []
    for file in files.filter({ $0.lastPathComponent.hasSuffix(Self.ending) }).prefix(Self.fileLimit) {
      guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true,
        let size = values.fileSize, size <= Self.sizeLimit, let data = try? Data(contentsOf: file),
        case .object(let sentences)? = try? StrictJSON.parse(Array(data)),
        case .string(let sentence)? = sentences[fingerprint.hexadecimal]
      else { continue }
      let text = sentence.printable
      return text.count <= Self.sentenceLimit ? text : text.prefix(Self.sentenceLimit) + "…"
    }
    return nil
  }
}
