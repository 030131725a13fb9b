import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why a source file could not be read.
enum SourceTextError: ExplainedError, Equatable {
  /// The system refused to open or read the file.
  case unreadable(file: String, systemError: String)
  /// A folder, device, pipe or socket.
  case notARegularFile(file: String)
  /// A symbolic link; links are not followed.
  case symbolicLink(file: String)
  /// Larger than the limit, in bytes.
  case tooLarge(file: String, size: Int, limit: Int)
  /// Too many NUL and control bytes for a text.
  case binary(file: String)

  /// The reason alone, without the file's name.
  var reason: String {
    switch self {
    case .unreadable(_, let systemError): "cannot be read: \(systemError)"
    case .notARegularFile: "is not a regular file"
    case .symbolicLink: "is, or is reached through, a symbolic link"
    case .tooLarge(_, let size, let limit):
      "has \(Self.megabytes(size)) MB, more than the limit of \(Self.megabytes(limit)) MB"
    case .binary: "looks like a binary file"
    }
  }

  /// Whether the same file will be refused again.
  var isOfContent: Bool {
    switch self {
    case .binary, .tooLarge: true
    case .unreadable, .notARegularFile, .symbolicLink: false
    }
  }

  private static func megabytes(_ bytes: Int) -> Int { (bytes + 1_048_575) / 1_048_576 }

  /// A sentence that names the file, the reason and the next step.
  var explanation: ErrorExplanation {
    switch self {
    case .unreadable(let file, _):
      .init(
        "\(file.printable) \(reason).",
        next: FileManager.default.fileExists(atPath: file)
          ? "Check its permissions, then try again." : "Check the path.")
    case .notARegularFile(let file):
      .init(
        "\(file.printable) \(reason).",
        next: "Name a C file or a folder instead.")
    case .symbolicLink(let file):
      .init(
        "\(file.printable) \(reason).",
        next: "Name the file it points to instead.")
    case .tooLarge(let file, _, _):
      .init(
        "\(file.printable) \(reason).",
        next: "Split the file or raise the limit.")
    case .binary(let file):
      .init(
        "\(file.printable) \(reason).",
        next: "Name a C source file instead.")
    }
  }
}

extension SourceText {
  /// The default size limit of a file: 64 MB.
  public static let defaultSizeLimit = 64 << 20

  /// Creates a text from a file's raw bytes.
  ///
  /// A byte order mark is dropped; UTF-16 is decoded when it has one; bytes that are not UTF-8 are
  /// taken as Latin-1 when the whole file is, and replaced by U+FFFD otherwise; a stray NUL becomes a
  /// blank.
  ///
  /// - Parameters:
  ///   - rawBytes: The file's content.
  ///   - file: The name for error messages.
  /// - Throws: ``SourceTextError/binary(file:)`` when the bytes are no text.
  public init(decoding rawBytes: [UInt8], file: String) throws {
    if let decoded = CanonicalBytes.decodedUTF16(rawBytes) {
      if CanonicalBytes.looksBinary(decoded) { throw SourceTextError.binary(file: file) }
      let canonical = CanonicalBytes.normalised(decoded)
      self.init(
        canonical: canonical.bytes, encoding: .utf16, replacedNULs: canonical.replacedNULs)
      return
    }
    if CanonicalBytes.looksBinary(rawBytes) { throw SourceTextError.binary(file: file) }
    let hasMark = rawBytes.starts(with: [0xEF, 0xBB, 0xBF])
    let valid = CanonicalBytes.validUTF8(hasMark ? Array(rawBytes.dropFirst(3)) : rawBytes)
    let canonical = CanonicalBytes.normalised(valid.bytes)
    self.init(
      canonical: canonical.bytes, encoding: valid.encoding, replacedNULs: canonical.replacedNULs)
  }

  /// Reads a file.
  ///
  /// Only regular files are read; nothing is opened that could block.
  ///
  /// - Parameters:
  ///   - path: The file's path, any bytes but NUL.
  ///   - file: The name for error messages; the path when nil.
  ///   - sizeLimit: The largest size accepted, in bytes.
  ///   - followsLink: Whether a symbolic link as the last component is followed.
  /// - Throws: ``SourceTextError``.
  public init(
    reading path: FilePathBytes, file: String? = nil, sizeLimit: Int = defaultSizeLimit,
    followsLink: Bool = false
  ) throws {
    let name = file ?? path.displayName
    try self.init(
      decoding: Self.bytes(of: path, name: name, sizeLimit: sizeLimit, followsLink: followsLink), file: name)
  }

  static func bytes(
    of path: FilePathBytes, name: String, sizeLimit: Int, followsLink: Bool
  ) throws -> [UInt8] {
    try refusals(of: name, sizeLimit: sizeLimit) { () throws(FileRefusal) in
      try RegularFile.read(RegularFile.open(path, followsLink: followsLink, sizeLimit: sizeLimit))
    }
  }

  /// Reads bytes; a refusal names the file.
  static func refusals(
    of file: String, sizeLimit: Int, _ read: () throws(FileRefusal) -> [UInt8]
  ) throws -> [UInt8] {
    do throws(FileRefusal) {
      return try read()
    } catch {
      switch error {
      case .system(let number):
        throw SourceTextError.unreadable(file: file, systemError: systemMessage(number))
      case .notARegularFile: throw SourceTextError.notARegularFile(file: file)
      case .symbolicLink: throw SourceTextError.symbolicLink(file: file)
      case .leadsOut: throw SourceTextError.unreadable(file: file, systemError: error.reason)
      case .tooLarge(let size): throw SourceTextError.tooLarge(file: file, size: size, limit: sizeLimit)
      }
    }
  }
}
