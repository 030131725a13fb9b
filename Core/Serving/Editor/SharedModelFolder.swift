import Foundation

/// The folder through which the app hands the model it has chosen to the editor extension.
///
/// It holds model files; the newest is the chosen one. The two run in processes of their own, so everything
/// goes through files that appear whole.
public struct SharedModelFolder: Hashable, Sendable {
  /// The key of the Info.plist of the app and of the extension that holds the app group's identifier.
  static let appGroupKey = "AppGroupIdentifier"

  /// The folder; it need not exist.
  public let url: URL

  /// Names a folder.
  public init(url: URL) {
    self.url = url
  }

  /// The folder in the container of the app group that a bundle's Info.plist names.
  ///
  /// Nil without one; there are no app groups but on Apple's platforms.
  public init?(bundle: Bundle) {
    #if canImport(Darwin)
      guard let group = bundle.object(forInfoDictionaryKey: Self.appGroupKey) as? String,
        let container = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: group)
      else { return nil }
      self.init(url: container.appending(path: "Models", directoryHint: .isDirectory))
    #else
      return nil
    #endif
  }

  /// A model file as it is on disk, without having been read.
  public struct Entry: Hashable, Sendable {
    /// The file.
    public var url: URL
    /// When it was last written.
    var modified: Date
    /// Its size in bytes.
    public var size: Int
  }

  /// The chosen model; nil when there is none.
  ///
  /// - Throws: ``EditorError/noSharedFolder`` when the folder is there but may not be read.
  public func newest() throws(EditorError) -> Entry? {
    let keys: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey, .isRegularFileKey]
    let files: [URL]
    do {
      files = try FileManager.default.contentsOfDirectory(
        at: url, includingPropertiesForKeys: Array(keys), options: .skipsHiddenFiles)
    } catch {
      guard FileManager.default.fileExists(atPath: url.path) else { return nil }
      throw .noSharedFolder
    }
    let entries = files.compactMap { file -> Entry? in
      guard file.pathExtension == ModelFile.fileExtension,
        let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true,
        let modified = values.contentModificationDate, let size = values.fileSize
      else { return nil }
      return Entry(url: file, modified: modified, size: size)
    }
    return entries.max { ($0.modified, $1.url.path) < ($1.modified, $0.url.path) }
  }

  /// Makes a model the chosen one: it is read and checked, written under its own name, and older ones are removed.
  ///
  /// - Returns: The file in the folder.
  /// - Throws: ``ModelFileError``, also when the folder cannot be made; the model chosen before stays then.
  @discardableResult
  public func choose(_ model: URL) throws(ModelFileError) -> URL {
    let contents = try ModelFile(contentsOf: model)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw .file(.unwritable(file: url.path, reason: error.localizedDescription))
    }
    let chosen = url.appending(path: model.deletingPathExtension().lastPathComponent)
      .appendingPathExtension(ModelFile.fileExtension)
    try contents.write(to: chosen)
    removeAll(but: chosen)
    return chosen
  }

  /// Leaves the extension without a model.
  func removeAll() { removeAll(but: nil) }

  private func removeAll(but kept: URL?) {
    let files = (try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)) ?? []
    for file in files
    where file.pathExtension == ModelFile.fileExtension && file.lastPathComponent != kept?.lastPathComponent {
      try? FileManager.default.removeItem(at: file)
    }
  }
}
