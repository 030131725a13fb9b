import Foundation

/// What projects' histories say of functions, for editors, which must not wait for it.
///
/// The first question about a repository starts the reading, on a thread of its own; until that is done nothing is
/// known. What is known is read anew now and then, which is quick: only new commits are read.
final class EditorHistory: @unchecked Sendable {
  private struct Known {
    var history: ScannedHistory?
    var date: ContinuousClock.Instant
    var isReading: Bool
  }

  /// How long what is known is taken for the present.
  private static let lifetime = Duration.seconds(60)

  private let cache: HistoryCache
  private let lock = NSLock()
  private var known: [String: Known] = [:]

  /// Creates a history of nothing.
  public init(cache: HistoryCache = HistoryCache()) {
    self.cache = cache
  }

  /// What is known of a function's past now; nil when nothing is, or not yet.
  ///
  /// - Parameters:
  ///   - name: The function's name.
  ///   - file: The path of its file on this machine.
  /// - Returns: The note.
  public func note(for name: String, in file: String) -> HistoryNote? {
    let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
    let folder = ProjectRoot(of: path).folder
    guard path.hasPrefix(folder + "/"), let history = history(of: folder) else { return nil }
    return history.note(path: String(path.dropFirst(folder.count + 1)), name: name)
  }

  private func history(of folder: String) -> ScannedHistory? {
    lock.withLock {
      let now = ContinuousClock.now
      if let entry = known[folder] {
        if !entry.isReading, entry.date.duration(to: now) > Self.lifetime { read(folder) }
        return entry.history
      }
      known[folder] = Known(history: nil, date: now, isReading: true)
      read(folder)
      return nil
    }
  }

  /// Starts the reading; the lock is held.
  private func read(_ folder: String) {
    known[folder]?.isReading = true
    let cache = cache
    let thread = Thread { [weak self] in
      // Errors show as the absence of a past: an editor has no place for them.
      let history = try? ScannedHistory.read(of: folder, cache: cache).get()
      self?.lock.withLock {
        self?.known[folder] = Known(history: history, date: .now, isReading: false)
      }
    }
    thread.stackSize = 8 << 20
    thread.qualityOfService = .utility
    thread.start()
  }
}
