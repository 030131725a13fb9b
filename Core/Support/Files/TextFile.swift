import Foundation

/// Writes text files as a whole or not at all; an existing file is kept when writing fails.
public enum TextFile {
  /// Creates or replaces a file with a text.
  ///
  /// - Throws: ``FileError`` when the file cannot be written.
  public static func write(_ text: String, to url: URL) throws(FileError) {
    try AtomicFile.write(to: url) { file throws(FileError) in try append(text, to: file) }
  }

  /// Creates or replaces a file with a text that comes in pieces.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - body: Gets the function that takes a piece; what it throws leaves the file as it was.
  /// - Throws: ``FileError`` when the file cannot be written, or what `body` throws.
  public static func write(to url: URL, _ body: ((String) throws -> Void) throws -> Void) throws {
    var failure: (any Error)?
    do {
      try AtomicFile.write(to: url) { file throws(FileError) in
        do {
          try body { try append($0, to: file) }
        } catch {
          failure = error
          throw .unwritable(file: url.path, reason: "its contents could not be made")
        }
      }
    } catch {
      throw failure ?? error
    }
  }

  private static func append(_ text: String, to file: AtomicFile) throws(FileError) {
    let bytes = Array(text.utf8)
    let result: Result<Void, FileError> = bytes.withUnsafeBytes { buffer in
      do throws(FileError) { return .success(try file.append(buffer)) } catch { return .failure(error) }
    }
    try result.get()
  }
}
