import Foundation

/// One run of git with bounded time and output.
struct GitProcess {
  /// How a run ended.
  struct Ending {
    /// The exit status, or 128 + the number of the signal that ended it.
    var status: Int32
    /// The first 16 KB of standard error.
    var message: String
  }

  var executable: String
  var arguments: [String]
  var environment: [String: String]
  var limits: SafeGit.Limits
  /// The command and the folder, for messages.
  var command: String
  var path: String

  /// Runs git to its end.
  ///
  /// - Parameters:
  ///   - input: Standard input, which git reads from a file: a closed pipe could end this process by a signal.
  ///   - shouldStop: Asked ten times a second.
  ///   - consume: Takes standard output in pieces.
  /// - Returns: How git ended.
  /// - Throws: ``GitError``, and what `consume` throws; git is stopped then.
  func run(
    input: [UInt8], shouldStop: () -> Bool, _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    let standardInput = try Self.file(holding: input)
    defer { try? standardInput.close() }
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw GitError.failed(command: command, path: path, detail: error.localizedDescription)
    }
    do {
      let message = try read(
        output.fileHandleForReading.fileDescriptor, errors.fileHandleForReading.fileDescriptor,
        shouldStop: shouldStop, consume)
      process.waitUntilExit()
      let isSignal = process.terminationReason == .uncaughtSignal
      return Ending(
        status: isSignal ? 128 + process.terminationStatus : process.terminationStatus, message: message)
    } catch {
      // Git only reads here, so nothing is left half done.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw error
    }
  }

  /// Reads both streams to their ends; returns the start of standard error.
  private func read(
    _ output: Int32, _ errors: Int32, shouldStop: () -> Bool,
    _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> String {
    let end = ContinuousClock.now + .seconds(limits.seconds)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var message: [UInt8] = []
    var outputBytes = 0
    var open = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    open.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0))
    while !open.isEmpty {
      if shouldStop() { throw GitError.cancelled }
      guard ContinuousClock.now < end else {
        throw GitError.timedOut(command: command, path: path, seconds: limits.seconds)
      }
      _ = poll(&open, nfds_t(open.count), 100)
      for (index, stream) in open.enumerated().reversed() where stream.revents != 0 {
        let count = Foundation.read(stream.fd, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else {
          open.remove(at: index)
          continue
        }
        let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if stream.fd == errors {
          message += piece.prefix(max(0, 16_384 - message.count))
          continue
        }
        outputBytes += count
        guard outputBytes <= limits.outputBytes else {
          throw GitError.tooMuchOutput(command: command, path: path, limit: limits.outputBytes)
        }
        try consume(piece)
      }
    }
    return String(decoding: message, as: UTF8.self)
  }

  /// An open file without a name that holds the bytes, to be read from its start.
  private static func file(holding bytes: [UInt8]) throws -> FileHandle {
    guard !bytes.isEmpty else { return .nullDevice }
    var name = Array(
      (FileManager.default.temporaryDirectory.path + "/vulnadapt-git-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    unlink(name)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data(bytes))
    try handle.seek(toOffset: 0)
    return handle
  }
}
