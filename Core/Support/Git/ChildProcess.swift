import Foundation

/// A program that was started and whose end is waited for.
///
/// It gets two streams to write and a socket to read from: writing to a program that is gone must not end this one by
/// a signal, and no temporary file is needed.
package struct ChildProcess {
  /// Why a program could not be started.
  struct StartFailure: Error {
    /// The system's error number.
    var number: Int32
  }

  let identifier: pid_t
  /// The descriptors of this side; input is -1 when there is nothing to send.
  let input: Int32
  let output: Int32
  let errors: Int32

  /// Starts a program.
  init(
    executable: String, arguments: [String], environment: [String: String], hasInput: Bool
  ) throws(StartFailure) {
    // A program that another thread starts meanwhile must not inherit these descriptors.
    Self.starting.lock()
    defer { Self.starting.unlock() }
    var opened: [Int32] = []
    func check(_ succeeded: Bool, _ number: Int32) throws(StartFailure) {
      guard succeeded else {
        for descriptor in opened { close(descriptor) }
        throw StartFailure(number: number)
      }
    }
    let (fromOutput, toOutput) = Self.pipe()
    try check(fromOutput >= 0, errno)
    opened += [fromOutput, toOutput]
    let (fromErrors, toErrors) = Self.pipe()
    try check(fromErrors >= 0, errno)
    opened += [fromErrors, toErrors]
    var (own, theirs): (Int32, Int32) = (-1, -1)
    if hasInput {
      (own, theirs) = Self.socketPair()
      try check(own >= 0, errno)
      opened += [own, theirs]
    } else {
      theirs = open("/dev/null", O_RDONLY | O_CLOEXEC)
      try check(theirs >= 0, errno)
      opened.append(theirs)
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (descriptor, number) in [
      (theirs, STDIN_FILENO), (toOutput, STDOUT_FILENO), (toErrors, STDERR_FILENO),
    ] {
      posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    }
    // What this process ignores would be ignored by the other as well.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // Nor may it be deaf to what the thread that starts it has blocked.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    #if canImport(Darwin)
      flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #endif
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var child = pid_t()
    let texts = [executable] + arguments
    var words = texts.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    let failure = posix_spawn(&child, executable, &actions, &attributes, &words, &variables)
    try check(failure == 0, failure)
    for descriptor in [toOutput, toErrors, theirs] { close(descriptor) }
    identifier = child
    (input, output, errors) = (own, fromOutput, fromErrors)
    Self.running.add(child)
  }

  /// Sends bytes without waiting; returns how many were taken, or nil when the program no longer reads.
  func send(_ bytes: UnsafeRawBufferPointer) -> Int? {
    #if canImport(Darwin)
      let flags = Int32(MSG_DONTWAIT)
    #else
      let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    #endif
    let count = Foundation.send(input, bytes.baseAddress, bytes.count, flags)
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : nil
  }

  /// Ends the sending of input.
  func endInput() {
    if input >= 0 { shutdown(input, Int32(SHUT_WR)) }
  }

  /// Waits for the end, and gives the exit status, or 128 + the number of the signal that ended the program.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    Self.running.remove(identifier)
    for descriptor in [input, output, errors] where descriptor >= 0 { close(descriptor) }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// Ends the program at once.
  func end() { kill(identifier, SIGKILL) }

  // MARK: All of them

  /// Ends all programs that were started, for a process that is about to end itself.
  package static func endAll() { running.endAll() }

  private static let running = Running()

  private final class Running: @unchecked Sendable {
    private let lock = NSLock()
    private var identifiers: Set<pid_t> = []

    func add(_ identifier: pid_t) { lock.withLock { _ = identifiers.insert(identifier) } }
    func remove(_ identifier: pid_t) { lock.withLock { _ = identifiers.remove(identifier) } }
    func endAll() { lock.withLock { for identifier in identifiers { kill(identifier, SIGKILL) } } }
  }

  // MARK: Descriptors that other programs do not inherit

  private static let starting = NSLock()

  private static func pipe() -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func socketPair() -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return (-1, -1) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if canImport(Darwin)
      var on: Int32 = 1
      setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return (ends[0], ends[1])
  }
}
