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
  /// Whether the dialog that adds folders is open.
  public var isChoosingFolders = false
  /// Whether the dialog that looks for a project's folder is open.
  public var isLocating = false
  /// Whether the search field has the keyboard.
  public var isSearching = false
  /// Whether files are held over the window.
  public var isDropTarget = false
  /// The functions whose labels are being set right; nil while the sheet is closed.
  public var labels: LabelsModel?
  /// Whether the expert settings of a training are unfolded.
  public var showsExpertSettings = false
  // Kept apart from isLocating, which the dialog resets before it hands over the folder.
  @ObservationIgnored private var locatedProject: String?
  /// The window's undo manager.
  @ObservationIgnored public var undo: (any UndoRecording)?

  /// Creates a window's state.
  public init(workspace: WorkspaceModel) {
    self.workspace = workspace
    findings = workspace.makeFindings()
    if !workspace.settings.hasSeenWelcome, workspace.projects.projects.isEmpty { screen = .welcome }
  }

  /// Takes dropped or chosen files; shows the projects when there are new ones.
  @discardableResult public func take(_ urls: [URL]) -> Bool {
    let isTaken = workspace.take(urls, undo: undo)
    let hasFolder = urls.contains { $0.pathExtension != ModelFile.fileExtension }
    if isTaken { screen = hasFolder ? .projects : .runs }
    return isTaken
  }

  /// Asks where a project's folder is now.
  public func beginLocating(_ project: WorkspaceProject) {
    locatedProject = project.id
    isLocating = true
  }

  /// Takes the folder that was chosen for a project whose own was gone.
  public func locate(at folder: URL) {
    if let locatedProject { workspace.projects.locate(locatedProject, at: folder) }
  }

  /// Leaves the first-run page for good.
  public func leaveWelcome() {
    workspace.settings.hasSeenWelcome = true
    screen = .projects
  }

  /// Shows the functions of a project.
  public func showFindings(ofProject id: String?) {
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
