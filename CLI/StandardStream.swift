import Foundation

/// Why a result did not reach standard output.
enum OutputFailure: Error, Equatable, CustomStringConvertible {
  /// The program that read it has ended, as `head` does.
  case closed
  /// The system could not take it.
  case unwritable(reason: String)

  var description: String {
    switch self {
    case .closed: "nobody reads standard output any more."
    case .unwritable(let reason):
      "standard output cannot be written: \(reason). What was printed is incomplete; make room, or name another place,"
        + " and run the command again."
    }
  }
}

/// Standard output or standard error, written to without a buffer, so that nothing is lost without a word.
struct StandardStream: Sendable {
  static let output = StandardStream(descriptor: STDOUT_FILENO)
  static let errors = StandardStream(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// Writes all of a text.
  func write(_ text: String) throws(OutputFailure) {
    var text = text
    let failure: Int32? = text.withUTF8 { utf8 in Self.write(UnsafeRawBufferPointer(utf8), to: descriptor) }
    if let failure { throw Self.failure(failure) }
  }

  /// Writes all of some bytes.
  func write(_ bytes: [UInt8]) throws(OutputFailure) {
    let failure: Int32? = bytes.withUnsafeBytes { Self.write($0, to: descriptor) }
    if let failure { throw Self.failure(failure) }
  }

  /// Closes the stream at the end of the process: some file systems say only then that the bytes do not fit.
  func finish() throws(OutputFailure) {
    guard close(descriptor) != 0, errno != EBADF, errno != EINTR else { return }
    throw Self.failure(errno)
  }

  /// Gives each standard stream that is closed a place in which nothing can be written or read.
  ///
  /// Without it the next file that is opened would take its number, and results would be written into that file.
  static func occupyClosedStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      guard fcntl(descriptor, F_GETFD) == -1, errno == EBADF else { continue }
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  private static func failure(_ number: Int32) -> OutputFailure {
    number == EPIPE ? .closed : .unwritable(reason: String(cString: strerror(number)))
  }

  /// The system's error number when not all bytes can be written.
  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written > 0 {
        done += written
      } else if written == 0 {
        return EIO
      } else if errno == EAGAIN {
        // A stream that does not wait, as some terminals and parents leave it.
        var stream = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&stream, 1, 1000)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
