import Foundation

/// Bytes that can be read piecewise, so that a large file is never held twice.
protocol RandomAccessBytes {
  /// The number of bytes.
  var count: Int { get }
  /// Fills the buffer with the bytes from `offset` on; throws when they are not all there.
  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileError)
}

/// An opened regular file.
///
/// It is read with `pread` and not mapped: a mapped file that another process shortens ends this one.
final class OpenedFile: RandomAccessBytes {
  private let descriptor: Int32
  private let path: String
  let count: Int

  /// Opens a regular file of at most `limit` bytes; links are followed.
  init(_ url: URL, limit: Int) throws(FileError) {
    path = url.path
    // Without O_NONBLOCK opening a pipe would wait for a writer.
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: path, reason: systemMessage(errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = systemMessage(errno)
      close(descriptor)
      throw .unreadable(file: path, reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notARegularFile(file: path)
    }
    count = Int(status.st_size)
    guard count <= limit else {
      close(descriptor)
      throw .tooLarge(file: path, size: count, limit: limit)
    }
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let received = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if received < 0 && errno == EINTR { continue }
      guard received >= 0 else { throw .unreadable(file: path, reason: systemMessage(errno)) }
      guard received > 0 else { throw .endsEarly(file: path) }
      done += received
    }
  }
}

/// Bytes in memory.
struct BytesInMemory: RandomAccessBytes {
  let bytes: [UInt8]

  var count: Int { bytes.count }

  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileError) {
    guard offset >= 0, buffer.count <= bytes.count - offset else {
      throw .endsEarly(file: "memory")
    }
    buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
  }
}

/// The system's words for an error number, without a full stop.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number))
}
