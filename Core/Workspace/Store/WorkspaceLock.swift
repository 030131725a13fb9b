import Foundation

/// Keeps a workspace to one running copy of the program.
///
/// The system drops the lock when the process ends, however it ends, so a crash never locks anyone out.
final class WorkspaceLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Throws: ``WorkspaceError/inUse(folder:)`` when another copy has it.
  init(_ folder: WorkspaceFolder) throws {
    descriptor = open(folder.lock.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw WorkspaceError.unusableFolder(
        path: folder.url.path, reason: systemMessage(errno))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw WorkspaceError.inUse(folder: folder.url.path)
    }
  }

  deinit { close(descriptor) }
}
