import Foundation

/// A folder of C code, or a single C file.
public struct Repository: Sendable {
  /// What is read of a folder.
  public struct Options: Sendable {
    /// The endings of the files to read.
    public var endings: FileEndings
    /// Whether `.gitignore` and `.vulnadaptignore` files are honoured.
    public var honoursIgnoreFiles: Bool
    /// Further files and folders that are left out.
    public var excluded: [Exclusion] = []
    /// The only files and folders to look at, as paths below the scanned folder; empty for all.
    ///
    /// A file named here is read whatever its ending, and even where an ignore file names it.
    public var parts: [String] = []
    /// Whether the copies of sources that lie beside a label file are read: they are what it labels, and no code of the
    /// project around it.
    var readsLabelSources = false
    /// How many folders deep to look.
    var maximumDepth: Int
    /// The largest file to read, in bytes.
    public var maximumFileSize: Int

    /// Creates options.
    public init(
      endings: FileEndings = .c, honoursIgnoreFiles: Bool = true, maximumDepth: Int = 128,
      maximumFileSize: Int = SourceText.defaultSizeLimit
    ) {
      self.endings = endings
      self.honoursIgnoreFiles = honoursIgnoreFiles
      self.maximumDepth = maximumDepth
      self.maximumFileSize = maximumFileSize
    }
  }

  /// A pattern of files and folders to leave out.
  public struct Exclusion: Hashable, Sendable {
    /// The pattern in the syntax of `.gitignore`.
    public var pattern: String
    /// The path from the folder that the pattern counts from to the scanned folder, without "/" at its end.
    public var folder: String

    /// Creates an exclusion.
    public init(_ pattern: String, from folder: String = "") {
      self.pattern = pattern
      self.folder = folder
    }
  }

  /// A file to read.
  public struct File: Hashable, Sendable {
    /// The path below the scanned folder, with "/"; bytes that are not UTF-8 show as U+FFFD.
    public let path: String
    let systemPath: FilePathBytes
    /// The scanned folder, as it was opened, and the path from there; nil for a single file, which the user named.
    let place: Place?
    /// What the system said of the file when it was listed; nil for a link.
    let stamp: FileStamp?

    /// Reads the file.
    ///
    /// - Parameter sizeLimit: The largest size accepted, in bytes.
    /// - Returns: The file's canonical text.
    /// - Throws: ``SourceTextError``.
    public func read(sizeLimit: Int = SourceText.defaultSizeLimit) throws -> SourceText {
      try SourceText(decoding: bytes(sizeLimit: sizeLimit), file: path)
    }

    /// Reads the file's bytes as they are.
    func bytes(sizeLimit: Int) throws -> [UInt8] {
      guard let place else {
        return try SourceText.bytes(of: systemPath, name: path, sizeLimit: sizeLimit, followsLink: true)
      }
      return try SourceText.refusals(of: path, sizeLimit: sizeLimit) { () throws(FileRefusal) in
        try place.folder.read(place.name, sizeLimit: sizeLimit)
      }
    }

    /// Where a file lies in an open folder.
    struct Place: Hashable, Sendable {
      let folder: ConfinedFolder
      let name: [UInt8]

      static func == (left: Place, right: Place) -> Bool {
        left.folder.path == right.folder.path && left.name == right.name
      }

      func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }
  }

  /// What a walk found.
  public struct Listing: Sendable {
    /// The files to read, in the byte order of their paths.
    public var files: [File] = []
    /// Files and folders that were passed over, with the reason.
    public var skipped: [SkippedFile] = []
    /// How many C files `.gitignore` files skipped.
    var ignoredByGit = 0
    /// How many C files `.vulnadaptignore` files skipped.
    var ignoredByVulnadapt = 0

    /// Creates an empty listing.
    public init() {}
  }

  /// The folder or file.
  public let root: FilePathBytes
  /// What is read of it.
  public let options: Options

  /// Creates a repository; nothing is read yet.
  ///
  /// - Parameters:
  ///   - path: A folder, or a single file, which is read whatever its ending.
  ///   - options: What is read of a folder.
  public init(path: String, options: Options = Options()) {
    root = FilePathBytes(path)
    self.options = options
  }

  /// Lists the files to read.
  ///
  /// Symbolic links below the root are never followed: a file they point to inside the root is listed
  /// anyway, and nothing outside of it belongs to the project.
  ///
  /// - Parameter shouldStop: Asked for every file and folder; true ends the listing.
  /// - Returns: The files, and what was passed over.
  /// - Throws: ``RepositoryError`` when the root is missing or cannot be read, or the listing was stopped.
  public func list(shouldStop: @escaping () -> Bool = { false }) throws -> Listing {
    var walk = RepositoryWalk(root: root, options: options, shouldStop: shouldStop)
    return try walk.run()
  }
}

/// A file or folder that was passed over, and why.
public struct SkippedFile: Hashable, Sendable, Codable {
  /// The path below the scanned folder.
  public var path: String
  /// The reason, as a phrase that follows the path.
  public var reason: String

  /// Creates a skipped file from its parts.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// Why a repository cannot be listed.
public enum RepositoryError: ExplainedError, Equatable {
  /// Nothing is there, or it cannot be opened.
  case unreadable(path: String, systemError: String)
  /// A device, pipe or socket.
  case neitherFolderNorFile(path: String)
  /// A folder without a single C file to read; what was passed over in it may be why.
  case noSourceFiles(path: String, extensions: [String], ignored: Int, skipped: [SkippedFile] = [])
  /// Files that somebody named, none of which is C by its name or holds a function.
  case noC(path: String, extensions: [String])
  /// Whoever asked for the files no longer wants them.
  case stopped(path: String)

  /// A sentence that names the path, the reason and the next step.
  public var explanation: ErrorExplanation {
    switch self {
    case .unreadable(let path, let systemError):
      .init(
        "\(path.isEmpty ? "An empty path" : path.printable) cannot be read: \(systemError.printable).",
        next: "Check the path and its permissions, then try again.")
    case .neitherFolderNorFile(let path):
      .init(
        "\(path.printable) is neither a folder nor a regular file.",
        next: "Name a folder of C code or a C file.")
    case .stopped(let path):
      .init(
        "The listing of \(path.printable) was stopped before its end.", next: "Run it again for all files.")
    case .noC(let path, let extensions):
      .init(
        "\(path.printable) holds no C function, and its name does not end in \(extensions.joined(separator: " or ")).",
        next: "Name a C file, or a folder of C code.")
    case .noSourceFiles(let path, let extensions, let ignored, let skipped):
      .init(
        "\(path.printable) holds no \(extensions.map { ".\($0)" }.joined(separator: " or ")) file"
          + (ignored > 0 ? " but \(ignored) that ignore files skip" : "")
          + (skipped.first.map { "; \($0.path.printable) \($0.reason.printable)" } ?? "")
          + (skipped.count > 1 ? ", and \(skipped.count - 1) more skipped" : "")
          + ".",
        next: skipped.isEmpty
          ? "Name the folder of a C project." : "Correct that, or name the folder of a C project.")
    }
  }
}
