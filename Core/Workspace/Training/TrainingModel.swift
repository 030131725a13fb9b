import Foundation
import Observation

/// The training screen: what to train with, and the run that is under way.
@MainActor @Observable public final class TrainingModel {
  /// What is going on.
  public enum Activity: Hashable, Sendable {
    /// Nothing.
    case idle
    /// A run is under way.
    case running(run: WorkspaceRun, TrainingSnapshot)
    /// The last run of this sitting ended.
    case finished(run: WorkspaceRun)
    /// The last run of this sitting could not go on; the sentence says why.
    case failed(run: WorkspaceRun, String)
  }

  /// What the user has chosen.
  public var choices = TrainingChoices() {
    didSet { if choices != oldValue, isLoaded { keepChoices() } }
  }
  /// What is going on.
  public internal(set) var activity = Activity.idle
  /// Whether a wish to stop was made and the current step is being finished.
  public internal(set) var isStopping = false

  let store: WorkspaceStore
  let environment: WorkspaceEnvironment
  let notices: NoticesModel
  let projects: ProjectsModel
  let runs: RunsModel
  @ObservationIgnored var work: Task<Void, Never>?
  @ObservationIgnored var stop = StopRequest()
  @ObservationIgnored var isQuitting = false
  @ObservationIgnored private var isLoaded = false
  /// Called with the ranking that a run ended with.
  @ObservationIgnored var onScan: ((ScanRecord) -> Void)?

  private static let choicesName = "training.choices"

  /// Creates the screen of a workspace.
  public init(projects: ProjectsModel, runs: RunsModel) {
    store = projects.store
    environment = projects.environment
    notices = projects.notices
    self.projects = projects
    self.runs = runs
  }

  /// Reads the choices of the last time.
  public func load() {
    projects.notices.attempt {
      if let text = try store.settings()[Self.choicesName],
        let kept = try? JSONDecoder().decode(TrainingChoices.self, from: Data(text.utf8))
      {
        choices = kept
      }
    }
    isLoaded = true
  }

  private func keepChoices() {
    projects.notices.attempt {
      let text = try JSONEncoder.canonical.text(of: choices)
      try store.set(Self.choicesName, to: text)
    }
  }

  /// Whether a run is under way.
  public var isRunning: Bool {
    if case .running = activity { true } else { false }
  }

  /// The chosen labelled projects that are there.
  var chosenLabeled: [WorkspaceProject] {
    projects.labeled.filter { choices.labeled.contains($0.id) }
  }

  /// The chosen unlabelled project, if it is there.
  var chosenUnlabeled: WorkspaceProject? {
    projects.unlabeled.first { $0.id == choices.unlabeled }
  }

  /// The method that the program takes when the user names none.
  public var standardMethod: TrainingMethod {
    .standard(preset: choices.preset, hasTarget: chosenUnlabeled != nil)
  }

  /// The method to train with; nil when the chosen one is of another version of the program.
  public var method: TrainingMethod? {
    choices.method.map(TrainingMethod.named) ?? standardMethod
  }

  /// The settings that the method reads, in groups with a title.
  public var expertSettings: [(title: String, settings: [TrainingSetting])] {
    guard let method else { return [] }
    let used = TrainingSetting.all.filter { $0.isRead(by: method, choices.settings) }
    return TrainingSetting.Group.allCases.map { group in
      (title: group.rawValue, settings: used.filter { $0.group == group })
    }.filter { !$0.settings.isEmpty }
  }

  /// Chooses the only project of its kind, so that nobody has to choose from one.
  public func chooseWhatIsObvious() {
    if chosenLabeled.isEmpty, projects.labeled.count == 1 {
      choices.labeled = Set(projects.labeled.map(\.id))
    }
    if chosenUnlabeled == nil, projects.unlabeled.count == 1 {
      choices.unlabeled = projects.unlabeled[0].id
    }
  }

  /// How many functions of the chosen unlabelled project are marked so that they could be learned from.
  public func usableMarkCount() -> Int {
    guard let id = choices.unlabeled else { return 0 }
    return ((try? store.triage(ofProject: id)) ?? [:]).values.count { $0.label != nil }
  }

  /// What keeps training from starting, as a sentence; nil when nothing does.
  public var obstacle: String? {
    if isRunning { return "A run is under way. Wait for its end, or cancel it." }
    let labeled = chosenLabeled
    if labeled.isEmpty { return "Choose at least one labelled project to learn from." }
    for project in labeled + [chosenUnlabeled].compactMap({ $0 }) {
      switch projects.status(of: project.id) {
      case .reading: return "\(project.name) is still being read."
      case .missing:
        return "The folder of \(project.name) is gone. Locate it in Projects, or choose another one."
      case .failed(let sentence): return sentence
      case .ready: break
      }
    }
    guard let method else { return "Choose a method: this version has no “\(choices.method ?? "")”." }
    if method.needsTarget, chosenUnlabeled == nil { return "Choose the unlabelled project to adapt to." }
    do { try choices.settings.check() } catch { return WorkspaceError.sentence(for: error) }
    return nil
  }

  /// Whether training can start.
  public var canTrain: Bool { obstacle == nil }
}
