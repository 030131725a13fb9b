import Foundation

/// One run of git with bounded time, output and memory.
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
  ///   - input: Standard input.
  ///   - shouldStop: Asked ten times a second.
  ///   - consume: Takes standard output in pieces.
  /// - Returns: How git ended.
  /// - Throws: ``GitError``, and what `consume` throws; git is stopped then.
  func run(
    input: [UInt8], shouldStop: () -> Bool, _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Ending {
    // From the top folder, so that nothing in the folder of this process matters.
    let process: ChildProcess
    do throws(ChildProcess.StartFailure) {
      process = try ChildProcess(
        executable: executable, arguments: ["-C", "/"] + arguments, environment: environment,
        hasInput: !input.isEmpty)
    } catch {
      throw GitError.cannotStart(path: executable, reason: systemMessage(error.number))
    }
    do {
      let message = try talk(to: process, input: input, shouldStop: shouldStop, consume)
      return Ending(status: process.wait(), message: message)
    } catch {
      // Git only reads here, so nothing is left half done.
      process.end()
      _ = process.wait()
      throw error
    }
  }

  /// Sends the input and reads both streams to their ends; returns the start of standard error.
  private func talk(
    to process: ChildProcess, input: [UInt8], shouldStop: () -> Bool,
    _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> String {
    let end = ContinuousClock.now + .seconds(limits.seconds)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var message: [UInt8] = []
    var outputBytes = 0
    var nextLook = ContinuousClock.now
    var rest = input[...]
    var open = [process.output, process.errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if !rest.isEmpty { open.append(pollfd(fd: process.input, events: Int16(POLLOUT), revents: 0)) }
    while !open.isEmpty {
      if shouldStop() { throw GitError.cancelled }
      let now = ContinuousClock.now
      guard now < end else {
        throw GitError.timedOut(command: command, path: path, seconds: limits.seconds)
      }
      if now >= nextLook {
        nextLook = now + .milliseconds(100)
        guard process.memory ?? 0 <= limits.memoryBytes else {
          throw GitError.tooMuchMemory(command: command, path: path, limit: limits.memoryBytes)
        }
      }
      _ = poll(&open, nfds_t(open.count), 100)
      for (index, stream) in open.enumerated().reversed() where stream.revents != 0 {
        if stream.fd == process.input {
          let sent = rest.withUnsafeBytes { process.send($0) }
          rest = sent.map { rest.dropFirst($0) } ?? []
          if rest.isEmpty {
            process.endInput()
            open.remove(at: index)
          }
          continue
        }
        let count = Foundation.read(stream.fd, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else {
          open.remove(at: index)
          continue
        }
        let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if stream.fd == process.errors {
          message += piece.prefix(max(0, 16_384 - message.count))
          continue
        }
        outputBytes += count
        guard outputBytes <= limits.outputBytes else {
          throw GitError.tooMuchOutput(command: command, path: path, limit: limits.outputBytes)
        }
        try consume(piece)
      }
      // A program that reads no more may still write.
      if open.count == 1, open[0].fd == process.input { open = [] }
    }
    return String(decoding: message, as: UTF8.self)
  }
}
