import Foundation

extension NamedFile {
  /// How long a change by another process is waited for; one that was stopped midway would be waited for without end.
  static let patience: Duration = .seconds(10)

  /// Runs `body` while no other process that asks in the same way changes the file, or another one of its folder.
  ///
  /// What is locked is the folder: the file itself is replaced by each change. The system drops the lock of a process that
  /// ends. File systems without locks, and folders that are missing, are no reason to fail.
  ///
  /// - Parameters:
  ///   - patience: How long to wait for another process.
  ///   - busy: What is thrown when the other process still holds the lock: to go on would lose its change, or this one.
  ///   - body: The change.
  /// - Returns: What `body` returns.
  /// - Throws: `busy`, or what `body` throws.
  func whileLocked<Result, Failure: Error>(
    patience: Duration = Self.patience, orThrow busy: @autoclosure () -> Failure,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let folder = try? inFolder { folder, _ throws(FileRefusal) in
      openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let folder, folder >= 0 else { return try body() }
    defer { close(folder) }
    guard Self.lock(folder, patience) else { throw busy() }
    return try body()
  }

  /// Locks an open folder until it is closed; false when another process holds it for too long.
  static func lock(_ folder: Int32, _ patience: Duration) -> Bool {
    let end = ContinuousClock.now + patience
    while flock(folder, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { return true }
      guard ContinuousClock.now < end else { return false }
      usleep(2_000)
    }
    return true
  }
}
