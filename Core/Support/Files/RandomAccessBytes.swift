import Foundation

/// Bytes that can be read piecewise, so that a large file is never held twice.
protocol RandomAccessBytes {
  /// The number of bytes.
  var count: Int { get }
  /// Fills the buffer with the bytes from `offset` on; throws when they are not all there.
  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(ModelFileError)
}

/// An opened regular file.
///
/// It is read with `pread` and not mapped: a mapped file that another process shortens ends this one.
final class OpenedFile: RandomAccessBytes {
  private let descriptor: Int32
  private let path: String
  let count: Int

  /// Opens a regular file of at most `limit` bytes.
  init(_ file: NamedFile, limit: Int) throws(ModelFileError) {
    path = file.path
    do throws(FileRefusal) {
      let (opened, status) = try file.openForReading(sizeLimit: limit)
      descriptor = opened
      count = Int(status.st_size)
    } catch .notARegularFile {
      throw .notARegularFile(file: file.path)
    } catch .tooLarge(let size) {
      throw .tooLarge(file: file.path, size: size, limit: limit)
    } catch {
      throw .unreadable(file: file.path, reason: error.reason)
    }
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(ModelFileError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let received = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if received < 0 && errno == EINTR { continue }
      guard received >= 0 else { throw .unreadable(file: path, reason: systemMessage(errno)) }
      guard received > 0 else { throw .malformed(file: path, detail: "it became shorter while it was read") }
      done += received
    }
  }
}

/// Bytes in memory.
struct BytesInMemory: RandomAccessBytes {
  let bytes: [UInt8]

  var count: Int { bytes.count }

  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(ModelFileError) {
    guard offset >= 0, buffer.count <= bytes.count - offset else {
      throw .malformed(file: "memory", detail: "it ends early")
    }
    buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
  }
}

/// The system's words for an error number, without a full stop.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number))
}
