import Foundation
import Observation

/// Everything the app knows, shared by its windows.
@MainActor @Observable public final class WorkspaceModel {
  /// Notices for all windows.
  public let notices: NoticesModel
  /// The list of projects.
  public let projects: ProjectsModel
  /// Training.
  public let training: TrainingModel
  /// Runs and their models.
  public let runs: RunsModel
  /// Reports of rankings.
  public let reports: ReportExports
  /// Marks.
  public let triage: TriageModel
  /// Settings.
  public let settings: SettingsModel
  /// What git knows of functions.
  let pasts: PastsModel
  /// The projects looked into last.
  public let recent: RecentProjects
  /// The newest ranking that a training ended with.
  public private(set) var newestScan: ScanRecord?

  @ObservationIgnored private var watch: Task<Void, Never>?

  /// Opens the workspace in a folder.
  ///
  /// - Throws: ``WorkspaceError`` when another copy has it open, or it cannot be used.
  public convenience init(
    folder: WorkspaceFolder = .standard, environment: WorkspaceEnvironment = WorkspaceEnvironment(),
    options: WorkspaceStore.Options = .init()
  ) throws {
    self.init(store: try WorkspaceStore(folder: folder, options: options), environment: environment)
  }

  /// Creates the models of an open store.
  public init(store: WorkspaceStore, environment: WorkspaceEnvironment) {
    notices = NoticesModel()
    settings = SettingsModel(store: store, notices: notices)
    var environment = environment
    let (notify, askToNotify) = (environment.notify, environment.askToNotify)
    let settings = settings
    environment.notify = { title, text in if settings.notifies { notify(title, text) } }
    environment.askToNotify = { if settings.notifies { askToNotify() } }
    recent = RecentProjects(store: store, environment: environment, notices: notices)
    projects = ProjectsModel(store: store, environment: environment, notices: notices)
    runs = RunsModel(store: store, environment: environment, notices: notices)
    reports = ReportExports(store: store, notices: notices)
    triage = TriageModel(store: store, notices: notices)
    training = TrainingModel(projects: projects, runs: runs)
    pasts = PastsModel(store: store, environment: environment, notices: notices, settings: settings)
    if let kept = store.setAside {
      notices.post(
        "The workspace database was damaged. It is kept as \(kept.lastPathComponent) in "
          + "\(kept.deletingLastPathComponent().path), and a new one was begun: add your folders again.")
    }
    settings.load()
    projects.load()
    recent.load()
    runs.recover()
    training.load()
    training.onScan = { [weak self] scan in
      self?.newestScan = scan
      self?.pasts.read(scan)
    }
  }

  /// Creates the findings screen of a window.
  func makeFindings() -> FindingsModel {
    FindingsModel(triage: triage, runs: runs, pasts: pasts)
  }

  /// Takes what was dropped on a window or chosen in a dialog: folders become projects, model files runs.
  ///
  /// - Returns: What they became; notices say why something was refused.
  @discardableResult public func take(_ urls: [URL], undo: (any UndoRecording)? = nil) -> Taken {
    let isModel = { (url: URL) in url.pathExtension == ModelFile.fileExtension }
    return Taken(
      projects: projects.add(urls.filter { !isModel($0) }, undo: undo),
      runs: urls.filter(isModel).compactMap { runs.importModel($0) })
  }

  /// What became of files.
  public struct Taken: Hashable, Sendable {
    /// The projects of the folders, new or known.
    public var projects: [WorkspaceProject]
    /// The runs of the model files, new or known.
    public var runs: [WorkspaceRun]

    /// Whether none was taken.
    public var isEmpty: Bool { projects.isEmpty && runs.isEmpty }
  }

  /// Looks at the folders for changes from now on.
  public func startWatching(
    every interval: Duration = .seconds(5), clock: any Clock<Duration> = ContinuousClock()
  ) {
    watch?.cancel()
    watch = Task { [weak self] in
      while let self, !Task.isCancelled {
        if self.settings.watchesFolders { await self.projects.checkForChanges() }
        do { try await clock.sleep(for: interval) } catch { return }
      }
    }
  }

  /// Brings everything to a stop so that the process can end; a run is paused and goes on next time.
  public func quit() async {
    watch?.cancel()
    await training.suspend()
    await pasts.quit()
    await projects.settle()
  }
}
