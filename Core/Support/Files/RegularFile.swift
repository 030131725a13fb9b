import Foundation

/// Why a file was not opened or read.
enum FileRefusal: Error, Equatable {
  /// The system's error number.
  case system(Int32)
  /// A folder, device, pipe or socket.
  case notARegularFile
  /// The file or a part of its path is a link that is not followed.
  case symbolicLink
  /// The path is absolute or goes upwards.
  case leadsOut
  /// Larger than the limit, in bytes.
  case tooLarge(size: Int)

  /// The reason, to follow "cannot be read:".
  var reason: String {
    switch self {
    case .system(let number): systemMessage(number)
    case .notARegularFile: "it is not a regular file"
    case .symbolicLink: "a part of the path is a symbolic link, and a project's links are not followed"
    case .leadsOut: "the path leads out of the project"
    case .tooLarge(let size): "it has \(size) bytes, which is too many"
    }
  }
}

/// Opens and reads regular files; nothing is opened that could block.
enum RegularFile {
  /// Opens a file for reading; the caller closes it.
  ///
  /// - Parameters:
  ///   - name: The path, from `folder` when it is relative.
  ///   - folder: An open folder.
  ///   - followsLink: Whether the last part of the path may be a link.
  ///   - sizeLimit: The largest size accepted, in bytes.
  /// - Returns: The descriptor and what the system says of the file.
  /// - Throws: ``FileRefusal``.
  static func open(
    _ name: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD, followsLink: Bool, sizeLimit: Int
  ) throws(FileRefusal) -> (descriptor: Int32, status: stat) {
    // Without O_NONBLOCK opening a pipe would wait for a writer.
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = openat(folder, name, flags)
    guard descriptor >= 0 else {
      if errno == ELOOP, !followsLink { throw .symbolicLink }
      if errno == ENXIO { throw .notARegularFile }
      throw .system(errno)
    }
    var status = stat()
    let number = fstat(descriptor, &status) == 0 ? 0 : errno
    let refusal: FileRefusal? =
      if number != 0 {
        .system(number)
      } else if status.st_mode & S_IFMT != S_IFREG {
        .notARegularFile
      } else if status.st_size > off_t(sizeLimit) {
        .tooLarge(size: Int(status.st_size))
      } else {
        nil
      }
    if let refusal {
      close(descriptor)
      throw refusal
    }
    return (descriptor, status)
  }

  /// Opens a file by its path.
  static func open(
    _ path: FilePathBytes, followsLink: Bool, sizeLimit: Int
  ) throws(FileRefusal) -> (descriptor: Int32, status: stat) {
    let result: Result<(descriptor: Int32, status: stat), FileRefusal> = path.withSystemPath { path in
      do throws(FileRefusal) {
        return .success(try open(path, followsLink: followsLink, sizeLimit: sizeLimit))
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// Reads a file that was opened, and closes it.
  static func read(_ file: (descriptor: Int32, status: stat)) throws(FileRefusal) -> [UInt8] {
    defer { close(file.descriptor) }
    return try bytes(of: file.descriptor, size: Int(file.status.st_size))
  }

  /// Reads at most `size` bytes from the start of an open file.
  static func bytes(of descriptor: Int32, size: Int) throws(FileRefusal) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = pread(descriptor, base + count, size - count, off_t(count))
        if got > 0 {
          count += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    guard failure == 0 else { throw .system(failure) }
    return bytes
  }
}
