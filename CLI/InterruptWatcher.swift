import Core
import Foundation

/// Notices Ctrl-C, the polite kill and a terminal that goes away, so that long work can stop in order.
///
/// The first signal asks the work to stop, and a second one ends the process at once. Work that is deaf for longer
/// than a watcher allows is ended as well: everything that was finished is on disk by then, and files are written as a
/// whole or not at all.
final class InterruptWatcher: Sendable {
  fileprivate let onFirst: @Sendable () -> Void

  /// Starts watching.
  ///
  /// - Parameters:
  ///   - grace: How long the work may take to stop.
  ///   - onFirst: Called once, on a thread of its own, when the first signal comes.
  init(grace: Duration = .milliseconds(1500), onFirst: @escaping @Sendable () -> Void = {}) {
    self.onFirst = onFirst
    Signals.shared.set(grace, of: self)
  }

  /// How work ends when it is asked to stop.
  enum Ending: String {
    case soon = "stopping"
    case afterThisStep = "stopping after this step"
    case withoutRunsInProgress = "stopping; runs in progress are given up"
  }

  /// Starts watching, and tells the user when the first signal comes.
  convenience init(_ console: Console, _ ending: Ending = .soon) {
    self.init { console.note("\nvulnadapt: \(ending.rawValue); press Ctrl-C again to stop at once") }
  }

  /// Lets the work take longer to stop, where stopping at any moment would lose what it has done.
  func allow(_ grace: Duration) { Signals.shared.set(grace, of: self) }

  deinit { Signals.shared.remove(ObjectIdentifier(self)) }

  /// Whether a signal has come.
  var isRequested: Bool { signalState.count.pointee > 0 }
}

/// What the handler of signals may touch: it can run between any two instructions of the process.
private struct SignalState: @unchecked Sendable {
  /// How many signals have come.
  let count = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
  /// The end of a pipe that wakes the thread which waits for signals.
  let wake = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

  init() {
    count.initialize(to: 0)
    wake.initialize(to: -1)
  }
}

private let signalState = SignalState()

/// Whoever watches for signals in this process, and the thread that waits for them.
///
/// The thread is its own: those that Dispatch shares can all be at work, and a signal would wait until one is done.
private final class Signals: @unchecked Sendable {
  static let shared = Signals()
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  private let lock = NSLock()
  private var watchers: [ObjectIdentifier: (onFirst: @Sendable () -> Void, grace: Duration)] = [:]
  private var isListening = false
  /// Held while watchers are told, each once.
  private let telling = NSRecursiveLock()
  private var hasTold = false

  func set(_ grace: Duration, of watcher: InterruptWatcher) {
    lock.withLock {
      if watchers.isEmpty { install() }
      watchers[ObjectIdentifier(watcher)] = (watcher.onFirst, grace)
    }
  }

  func remove(_ watcher: ObjectIdentifier) {
    // Work may stop before the thread wakes, and whoever asked it to is told all the same.
    if signalState.count.pointee > 0 { tell() }
    lock.withLock {
      watchers[watcher] = nil
      guard watchers.isEmpty else { return }
      for number in Self.numbers where !Self.isIgnored(number) { signal(number, SIG_DFL) }
    }
  }

  private func install() {
    signalState.count.pointee = 0
    hasTold = false
    if !isListening { listen() }
    // Whoever started this process may have left these signals blocked, as the threads of Dispatch have them.
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    // What `nohup` starts shall outlive its terminal.
    let numbers = Self.numbers.filter { $0 != SIGHUP || !Self.isIgnored($0) }
    for number in numbers { sigaddset(&unblocked, number) }
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
    for number in numbers {
      signal(number) { number in
        let saved = errno
        // A terminal that goes away says so more than once, through its system and its shell.
        if number == SIGHUP, signalState.count.pointee > 0 { return }
        signalState.count.pointee += 1
        if signalState.count.pointee > 1 { _exit(128 + number) }
        var byte: UInt8 = 1
        if signalState.wake.pointee >= 0 { _ = write(signalState.wake.pointee, &byte, 1) }
        errno = saved
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Starts the thread; where none can start, work still sees ``InterruptWatcher/isRequested``.
  private func listen() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let reading = ends[0]
    isListening = SystemThread.start(name: "VulnAdapt: signals", stackSize: 1 << 20) { [self] in
      var byte: UInt8 = 0
      while true {
        let count = read(reading, &byte, 1)
        if count == 1 { stop() } else if count == 0 || errno != EINTR { return }
      }
    }
    if isListening {
      signalState.wake.pointee = ends[1]
    } else {
      for end in ends { close(end) }
    }
  }

  private func tell() {
    telling.withLock {
      let untold = lock.withLock {
        defer { hasTold = true }
        return hasTold ? [:] : watchers
      }
      for watcher in untold.values { watcher.onFirst() }
    }
  }

  /// Tells the watchers, and ends the process when its work goes on for too long.
  private func stop() {
    let told = lock.withLock { watchers }
    tell()
    guard let grace = told.values.map(\.grace).max() else { return }
    let end = ContinuousClock.now + grace
    while ContinuousClock.now < end {
      usleep(20_000)
      if lock.withLock({ watchers.isEmpty }) { return }
    }
    Console.standard.note("vulnadapt: stopped; what was finished is kept")
    ChildProcess.endAll()
    _exit(ExitStatus.couldNotFinish.rawValue)
  }
}
