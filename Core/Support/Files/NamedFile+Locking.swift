import Foundation

extension NamedFile {
  /// How long a change by another process is waited for: one that was stopped midway must not hold up all others.
  private static let patience: Duration = .seconds(10)

  /// Runs `body` while no other process that asks in the same way changes the file, or another one of its folder.
  ///
  /// What is locked is the folder: the file itself is replaced by each change. The system drops the lock of a process that
  /// ends. File systems without locks, and folders that are missing, are no reason to fail.
  func whileLocked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let folder = try? inFolder { folder, _ throws(FileRefusal) in
      openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let folder, folder >= 0 else { return try body() }
    defer { close(folder) }
    let end = ContinuousClock.now + Self.patience
    while flock(folder, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
      ContinuousClock.now < end
    {
      usleep(2_000)
    }
    return try body()
  }
}
