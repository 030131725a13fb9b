import Foundation

/// A configuration file to start from, in which every setting is explained and none is made.
public struct ConfigurationTemplate: Sendable {
  /// Creates the template.
  public init() {}

  /// The file's text.
  public var text: String {
    var text = """
      # Settings of `vulnadapt scan` for this project. The command line comes before them; `vulnadapt config` shows
      # what is in force. Take the # from a line to set it. Paths count from this folder.

      """
    for key in ConfigurationKey.allCases {
      text += "\n# \(key.abstract.prefix(1).uppercased())\(key.abstract.dropFirst()): \(key.expected)."
      text += "\n# Without it: \(key.standard).\n# \(key.rawValue): \(key.example)\n"
    }
    return text
  }

  /// Writes the file into a folder.
  ///
  /// - Parameters:
  ///   - folder: The project's folder.
  ///   - replaces: Whether a file that is there is replaced.
  /// - Returns: The file's path.
  /// - Throws: ``ConfigurationTemplateError``.
  public func write(to folder: String, replaces: Bool) throws(ConfigurationTemplateError) -> String {
    let url = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(ConfigurationFile.name)
    let path = url.relativePath
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .noFolder(folder) }
    // A link would have another file replaced.
    if lstat(url.path, &status) == 0 {
      guard replaces, status.st_mode & S_IFMT == S_IFREG else { throw .exists(path) }
    }
    do {
      try AtomicFile.write(text, to: NamedFile(url.path))
    } catch {
      throw .unwritable(path, reason: "\(error)")
    }
    return path
  }
}

/// Why a configuration file was not written.
public enum ConfigurationTemplateError: ExplainedError, Equatable {
  /// The folder is not there.
  case noFolder(String)
  /// A file of that name is there already.
  case exists(String)
  /// The file cannot be written.
  case unwritable(String, reason: String)

  /// What went wrong, and what to do about it.
  public var explanation: ErrorExplanation {
    switch self {
    case .noFolder(let path): .init("\(path.printable) is no folder.", next: "Name the project's folder.")
    case .exists(let path): .init("\(path.printable) is there already.", next: "Edit it, or replace it.")
    case .unwritable(let path, let reason):
      .init(
        "\(path.printable) cannot be written: \(reason.printable).", next: "Check the folder's permissions.")
    }
  }
}
