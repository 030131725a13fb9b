import Foundation
import Observation

/// What git knows of the functions of projects, shared by all windows.
@MainActor @Observable public final class PastsModel {
  /// How far the reading of a project's history is.
  public enum State: Hashable, Sendable {
    /// It is being read; the words say how far.
    case reading(String)
    /// It was read, or is as it was when it was read.
    case read
    /// It cannot be read, for the reason that the sentence gives.
    case failed(String)
  }

  /// How far the history of each project is, by identifier; nothing for those that were not ranked since the start.
  private(set) var states: [String: State] = [:]
  private var pasts: [String: [WorkspacePast.Key: HistoryNote]] = [:]

  private let store: WorkspaceStore
  private let environment: WorkspaceEnvironment
  private let notices: NoticesModel
  private let settings: SettingsModel
  @ObservationIgnored private var reading: Task<Void, Never>?
  @ObservationIgnored private let stop = StopRequest()

  /// Creates what is known of a store's projects.
  public init(
    store: WorkspaceStore, environment: WorkspaceEnvironment, notices: NoticesModel, settings: SettingsModel
  ) {
    self.store = store
    self.environment = environment
    self.notices = notices
    self.settings = settings
  }

  /// What is remembered of histories; nil when none shall be read.
  var histories: HistoryCache? { settings.readsHistory ? environment.historyCache : nil }

  func past(of finding: StoredFinding, in projectID: String) -> HistoryNote? {
    pasts[projectID]?[finding.pastKey]
  }

  /// Shows what was read before.
  func load(_ projectID: String) {
    guard pasts[projectID] == nil else { return }
    notices.attempt { pasts[projectID] = try store.pasts(ofProject: projectID) }
  }

  /// Reads the history of a project that was ranked, in the background; one project at a time.
  func read(_ scan: ScanRecord) {
    guard let cache = histories else { return }
    let before = reading
    let id = scan.projectID
    let (store, stop, folder) = (store, stop, environment.editorFolder())
    states[id] = .reading("waiting …")
    reading = Task {
      await before?.value
      let (progress, feed) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
      let show = Task { for await words in progress { states[id] = .reading(words) } }
      do {
        let found = try await onOwnThread("reading history") {
          defer { feed.finish() }
          return try Self.read(
            scan, in: store, cache, sharing: folder, shouldStop: { stop.wasMade },
            progress: { feed.yield($0) })
        }
        await show.value
        pasts[id] = found
        states[id] = .read
      } catch GitError.notARepository {
        await show.value
        states[id] = .failed("The project's folder is in no git repository.")
      } catch {
        await show.value
        states[id] = .failed(WorkspaceError.sentence(for: error))
      }
    }
  }

  /// Reads and keeps the past, and hands the fixes to the Xcode extension, which can run no git and is not told where
  /// a file is.
  private nonisolated static func read(
    _ scan: ScanRecord, in store: WorkspaceStore, _ cache: HistoryCache, sharing folder: URL?,
    shouldStop: @escaping @Sendable () -> Bool, progress: @escaping @Sendable (String) -> Void
  ) throws -> [WorkspacePast.Key: HistoryNote] {
    guard let project = try store.projects().first(where: { $0.id == scan.projectID }) else { return [:] }
    let findings = try store.findings(ofScan: scan.id)
    let past = try WorkspacePast(
      of: project.path, keys: findings.map(\.pastKey), known: try store.pastCommit(ofProject: project.id),
      cache: cache, shouldStop: shouldStop, progress: progress)
    if let past { try store.save(past, ofProject: project.id) }
    let pasts = try past?.functions ?? store.pasts(ofProject: project.id)
    if let folder {
      var sentences: [String: String] = [:]
      for finding in findings {
        guard let past = pasts[finding.pastKey], past.lastFix != nil else { continue }
        sentences[finding.fingerprint] = past.sentence
      }
      try SharedPasts(models: SharedModelFolder(url: folder)).write(sentences, ofProject: project.id)
    }
    return pasts
  }

  /// Waits until nothing is being read.
  func settle() async { await reading?.value }

  /// Stops reading; what was known stays.
  func quit() async {
    stop.make()
    await settle()
  }
}
