import Foundation
import Yams

/// A project's `.vulnadapt.yml`: settings of a scan, read without trust.
///
/// `docs/configuration.md` is the specification. A file may come with a hostile project: it is small, holds
/// plain values only, is never a link, and the one file it can have changed lies beside or below it.
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

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - followsLink: Whether the file may be a link; true for a file that the user named.
  /// - Throws: ``ConfigurationError``.
  public init(reading path: String, followsLink: Bool = false) throws(ConfigurationError) {
    let bytes: [UInt8]
    do {
      bytes = try SourceText.read(
        FilePathBytes(path), name: path, sizeLimit: Self.sizeLimit, followsLink: followsLink)
    } catch let error as SourceTextError {
      throw .unreadable(file: path, reason: error.reason)
    } catch {
      throw .unreadable(file: path, reason: "cannot be read")
    }
    try self.init(bytes: bytes, path: path)
  }

  init(bytes: [UInt8], path: String) throws(ConfigurationError) {
    self.path = path
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
      if setting == .baseline, !Self.staysInside(text) {
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
      if lstat(path, &status) == 0, !isOpenToAnyone(folder) {
        return try ConfigurationFile(reading: path)
      }
    }
    return nil
  }

  /// The folder of the file.
  public var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// A path given in the file, which starts from the file's folder; `~/` stands for the user's home.
  public func resolved(_ text: String) -> String {
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

  private static func isOpenToAnyone(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IWOTH != 0
  }

  private static func staysInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.hasPrefix("~") && !path.split(separator: "/").contains("..")
  }

  private static func pairs(of text: String, path: String) throws(ConfigurationError) -> [(Node, Node)] {
    let root: Node?
    do {
      // Values stay the text they were written as.
      root = try Parser(yaml: text, resolver: .basic).singleRoot()
    } catch let error as YamlError {
      throw .malformed(file: path, line: Self.line(of: error), detail: Self.words(for: error))
    } catch {
      throw .malformed(file: path, line: 1, detail: "the text is not YAML")
    }
    guard let root else { return [] }
    if let scalar = root.scalar, scalar.string.isEmpty { return [] }
    guard let mapping = root.mapping else {
      throw .malformed(
        file: path, line: root.mark?.line ?? 1, detail: "lines of the form 'key: value' are expected")
    }
    return mapping.map { ($0.key, $0.value) }
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 1
    }
  }

  private static func words(for error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      problem
    case .duplicatedKeysInMapping(let keys, _):
      "the key '\(keys.first ?? "")' is there twice"
    case .reader(let problem, _, _, _): problem
    default: "the text is not YAML"
    }
  }
}
