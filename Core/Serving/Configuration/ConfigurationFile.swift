import Foundation
import Yams

/// A project's `.vulnadapt.yml`: settings of a scan, read without trust.
///
/// `docs/configuration.md` is the specification. A file may come with a hostile project: it is small, holds
/// plain values only, is never a link, and the files that it names are opened beneath its folder, without following a
/// link; only a file that the user named may name a model elsewhere.
public struct ConfigurationFile: Hashable, Sendable {
  /// A value and where it stands.
  public struct Entry: Hashable, Sendable {
    /// The value as text.
    public var text: String
    /// The line of its key, from one.
    public var line: Int
  }

  /// The name of the file in a project's folder.
  public static let name = ".vulnadapt.yml"
  /// The largest file that is read, in bytes.
  static let sizeLimit = 64 << 10

  /// The path of the file.
  public let path: String
  /// The settings it gives.
  public let entries: [ConfigurationKey: Entry]
  /// Whether the user named the file, in place of its being found with a project.
  private let isOfUser: Bool

  /// Reads a file.
  ///
  /// - Parameter file: The file.
  /// - Throws: ``ConfigurationError``.
  public init(reading file: NamedFile) throws(ConfigurationError) {
    let bytes: [UInt8]
    do throws(FileRefusal) {
      bytes = try file.read(sizeLimit: Self.sizeLimit)
    } catch {
      throw .unreadable(file: file.path, reason: error.reason)
    }
    try self.init(bytes: bytes, path: file.path, isOfUser: !file.isOfProject)
  }

  init(bytes: [UInt8], path: String, isOfUser: Bool = false) throws(ConfigurationError) {
    self.path = path
    self.isOfUser = isOfUser
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else {
      throw .malformed(file: path, line: 1, detail: "the text is not valid UTF-8")
    }
    var entries: [ConfigurationKey: Entry] = [:]
    for (key, value) in try Self.pairs(of: text, path: path) {
      let line = key.mark?.line ?? 1
      guard let word = key.scalar?.string, let setting = ConfigurationKey(rawValue: word) else {
        let word = key.scalar?.string ?? "?"
        throw .unknownKey(file: path, line: line, key: word, suggestion: .resembling(word))
      }
      guard let text = Self.text(of: value, setting), setting.accepts(text) else {
        throw .wrongValue(
          file: path, line: value.mark?.line ?? line, key: setting,
          value: value.scalar?.string ?? "a list or map")
      }
      if setting == .baseline || setting == .model && !isOfUser, !Self.staysInside(text) {
        throw .outside(file: path, line: line, key: setting, value: text)
      }
      entries[setting] = Entry(text: text, line: line)
    }
    self.entries = entries
  }

  /// The nearest configuration file at or above a folder, within its git repository if it is in one.
  ///
  /// Folders that anyone can write to, such as /tmp, are passed over.
  ///
  /// - Parameter scanned: The folder or file that is scanned.
  /// - Returns: The file, or nil when there is none.
  /// - Throws: ``ConfigurationError``.
  public static func find(for scanned: String) throws(ConfigurationError) -> ConfigurationFile? {
    for folder in ProjectRoot.foldersAbove(scanned) {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      var status = stat()
      if lstat(path, &status) == 0, !ProjectRoot.isOpenToAnyone(folder) {
        return try ConfigurationFile(reading: NamedFile(name, beneath: folder))
      }
    }
    return nil
  }

  /// The folder of the file.
  public var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// A path given in the file, which starts from the file's folder; `~/` stands for the user's home.
  func resolved(_ text: String) -> String {
    if text == "~" || text.hasPrefix("~/") { return (text as NSString).expandingTildeInPath }
    return text.hasPrefix("/") ? text : folder + "/" + text
  }

  /// The text of a value; a list's entries stand on a line each where the setting takes a list.
  private static func text(of value: Node, _ setting: ConfigurationKey) -> String? {
    guard setting.isList, let sequence = value.sequence else { return value.scalar?.string }
    let entries = sequence.map { $0.scalar?.string }
    guard !entries.contains(where: { $0 == nil || $0?.contains("\n") == true }) else { return nil }
    return entries.compactMap(\.self).joined(separator: "\n")
  }

  /// The file that a setting names.
  func named(_ key: ConfigurationKey) -> NamedFile? {
    guard let text = entries[key]?.text else { return nil }
    return isOfUser ? NamedFile(resolved(text)) : NamedFile(text, beneath: folder)
  }

  private static func staysInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.hasPrefix("~") && !path.split(separator: "/").contains("..")
  }

  private static func pairs(of text: String, path: String) throws(ConfigurationError) -> [(Node, Node)] {
    let root: Node?
    do throws(PlainYAML.Problem) {
      root = try PlainYAML.compose(text)
    } catch {
      throw .malformed(file: path, line: error.line, detail: error.detail)
    }
    guard let root else { return [] }
    if let scalar = root.scalar, scalar.string.isEmpty { return [] }
    guard let mapping = root.mapping else {
      throw .malformed(
        file: path, line: root.mark?.line ?? 1, detail: "lines of the form 'key: value' are expected")
    }
    return mapping.map { ($0.key, $0.value) }
  }
}
