import Foundation
import Observation

/// The settings window; every change is kept at once.
@MainActor @Observable public final class SettingsModel {
  /// Threads to compute with; 0 for one per processor.
  public var threadCount = 0 { didSet { if threadCount != oldValue { keepThreadCount() } } }
  /// Whether the end of a training is told by a notification.
  public var notifies = true { didSet { keep("notifies", notifies, oldValue) } }
  /// Whether folders are looked at for changes.
  public var watchesFolders = true { didSet { keep("watches-folders", watchesFolders, oldValue) } }
  /// Whether the git history of projects is read when they are ranked.
  public var readsHistory = true { didSet { keep("reads-history", readsHistory, oldValue) } }
  /// Whether the first-run page was read.
  var hasSeenWelcome = false { didSet { keep("has-seen-welcome", hasSeenWelcome, oldValue) } }

  /// The largest number of threads.
  public nonisolated static var maximumThreadCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  private let store: WorkspaceStore
  private let notices: NoticesModel
  @ObservationIgnored private var isLoaded = false

  /// Creates the settings of a store.
  public init(store: WorkspaceStore, notices: NoticesModel) {
    self.store = store
    self.notices = notices
  }

  /// Reads the settings.
  public func load() {
    notices.attempt {
      let kept = try store.settings()
      threadCount = min(max(kept["threads"].flatMap(Int.init) ?? 0, 0), Self.maximumThreadCount)
      notifies = kept["notifies"] != "false"
      watchesFolders = kept["watches-folders"] != "false"
      readsHistory = kept["reads-history"] != "false"
      hasSeenWelcome = kept["has-seen-welcome"] == "true"
    }
    isLoaded = true
  }

  private func keepThreadCount() {
    Parallel.threadCount = threadCount == 0 ? Self.maximumThreadCount : threadCount
    keep("threads", to: String(threadCount))
  }

  private func keep(_ name: String, _ value: Bool, _ oldValue: Bool) {
    if value != oldValue { keep(name, to: String(value)) }
  }

  private func keep(_ name: String, to text: String) {
    guard isLoaded else { return }
    notices.attempt { try store.set(name, to: text) }
  }
}
