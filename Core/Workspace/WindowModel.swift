import Foundation
import Observation

/// The parts of a window.
public enum Screen: String, CaseIterable, Sendable, Identifiable {
  /// How to enable the extension, and what to do first.
  case welcome
  /// Labelled and unlabelled projects.
  case projects
  /// Training.
  case training
  /// The ranking of a project.
  case findings
  /// Runs and their models.
  case runs

  /// The part itself.
  public var id: Self { self }

  /// The name shown.
  public var title: String {
    switch self {
    case .welcome: "Welcome"
    case .projects: "Projects"
    case .training: "Training"
    case .findings: "Findings"
    case .runs: "Runs and Models"
    }
  }

  /// The name of the symbol beside the title.
  public var symbol: String {
    switch self {
    case .welcome: "hand.wave"
    case .projects: "folder"
    case .training: "waveform.path.ecg"
    case .findings: "list.bullet.indent"
    case .runs: "square.stack.3d.up"
    }
  }
}

/// What one window shows; windows share the ``WorkspaceModel`` and nothing else.
@MainActor @Observable public final class WindowModel {
  /// Everything the app knows.
  public let workspace: WorkspaceModel
  /// The window's findings.
  public let findings: FindingsModel
  /// The part that is shown.
  public var screen: Screen? = .projects
  /// The selected project in the list of projects.
  public var selectedProject: String?
  /// Whether the inspector is shown.
  public var showsInspector = true
  /// Whether the dialog that chooses files is open.
  public var isChoosingFiles = false
  /// What that dialog was last opened for; it stays when the dialog closes, which is when the files come.
  public private(set) var fileChoice = FileChoice.projects
  /// Whether the question is open if Xcode shall use ``offeredRun``.
  public var isOfferingRun = false
  /// The run of a model that was opened from the Finder; see ``isOfferingRun``.
  public private(set) var offeredRun: WorkspaceRun?
  /// The project that is to be shown in Xcode's builds; nil while that sheet is closed.
  public var buildSetup: BuildSetup?
  /// Whether the search field has the keyboard.
  public var isSearching = false
  /// Whether files are held over the window.
  public var isDropTarget = false
  /// The functions whose labels are being set right; nil while the sheet is closed.
  public var labels: LabelsModel?
  /// Whether the expert settings of a training are unfolded.
  public var showsExpertSettings = false
  /// The window's undo manager.
  @ObservationIgnored public var undo: (any UndoRecording)?

  /// Creates a window's state.
  public init(workspace: WorkspaceModel) {
    self.workspace = workspace
    findings = workspace.makeFindings()
    if !workspace.settings.hasSeenWelcome, workspace.projects.projects.isEmpty { screen = .welcome }
  }

  /// Takes dropped or chosen files, and shows what they became.
  ///
  /// - Returns: Whether any was taken.
  @discardableResult public func take(_ urls: [URL]) -> Bool {
    let taken = workspace.take(urls, undo: undo)
    for project in taken.projects { workspace.recent.note(project) }
    if let project = taken.projects.last {
      selectedProject = project.id
      screen = .projects
    } else if !taken.runs.isEmpty {
      screen = .runs
    }
    return !taken.isEmpty
  }

  /// Takes files that were opened in the Finder, dropped on the Dock's icon or chosen among recent items.
  ///
  /// A folder becomes a project; one that is a project already is shown. A model becomes a run, and is offered to
  /// Xcode's Editor menu.
  public func open(_ urls: [URL]) {
    let known = Set(workspace.projects.projects.map(\.id))
    let taken = workspace.take(urls, undo: undo)
    for project in taken.projects { workspace.recent.note(project) }
    if let project = taken.projects.last {
      selectedProject = project.id
      if known.contains(project.id) { showFindings(ofProject: project.id) } else { screen = .projects }
    }
    if let run = taken.runs.last {
      screen = .runs
      offeredRun = run
      isOfferingRun = run.id != workspace.runs.editorRunID
    }
  }

  /// Opens the dialog that chooses files.
  public func chooseFiles(for choice: FileChoice) {
    fileChoice = choice
    isChoosingFiles = true
  }

  /// Takes the files that were chosen in the dialog.
  public func takeChosen(_ urls: [URL]) {
    switch fileChoice {
    case .projects, .models: take(urls)
    case .place(let id): if let folder = urls.first { workspace.projects.locate(id, at: folder) }
    }
  }

  /// Leaves the first-run page for good.
  public func leaveWelcome() {
    workspace.settings.hasSeenWelcome = true
    screen = .projects
  }

  /// Shows the functions of a project.
  public func showFindings(ofProject id: String?) {
    if let project = workspace.projects.project(id) { workspace.recent.note(project) }
    findings.show(project: id)
    screen = .findings
  }

  /// Chooses a project's role in the next training.
  public func chooseForTraining(_ project: WorkspaceProject) {
    switch project.role {
    case .labeled: workspace.training.choices.labeled.insert(project.id)
    case .unlabeled: workspace.training.choices.unlabeled = project.id
    }
    workspace.training.chooseWhatIsObvious()
    screen = .training
  }

  /// Starts a training with what is chosen, or shows what is missing.
  public func train() {
    workspace.training.chooseWhatIsObvious()
    screen = .training
    workspace.training.train()
  }

  /// Opens the sheet in which a project's labels are set right.
  public func fixLabels(of project: WorkspaceProject) {
    labels = LabelsModel(project: project, projects: workspace.projects)
  }

  /// Puts the keyboard into the search field of the findings.
  public func find() {
    screen = .findings
    isSearching = true
  }

  /// Removes the selected project.
  public func removeSelectedProject() {
    guard let id = selectedProject else { return }
    workspace.projects.remove(id, undo: undo)
    selectedProject = nil
  }
}

extension Set {
  /// Whether an element belongs to the set.
  public subscript(contains element: Element) -> Bool {
    get { contains(element) }
    set { if newValue { insert(element) } else { remove(element) } }
  }
}
