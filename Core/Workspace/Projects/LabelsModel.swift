import Foundation
import Observation

/// The functions of one project with their labels, to read and to set right.
@MainActor @Observable public final class LabelsModel: Identifiable {
  /// A function in the list.
  public struct Row: Identifiable, Hashable, Sendable {
    /// The place in the project, from zero.
    public var id: Int
    /// The function.
    public var function: CFunction
    /// Its fingerprint.
    public var fingerprint: String
    /// What the project's files say; nil where they say nothing.
    public var labelInFiles: Label?
    /// What the user said; nil for nothing.
    public var correction: Label?

    /// The label that counts.
    public var label: Label? { correction ?? labelInFiles }
    /// Where the label comes from, in a word or two.
    public var origin: String { correction != nil ? "you" : labelInFiles != nil ? "project" : "none" }
    /// The file and first line, such as `png.c:12`.
    public var place: String { "\(function.file.printable):\(function.range.startLine)" }
  }

  /// The project.
  public let project: WorkspaceProject
  /// All functions; empty until they are read.
  public private(set) var rows: [Row] = []
  /// Whether the project is being read.
  public private(set) var isLoading = true
  /// Why the functions cannot be shown; nil when they can.
  public private(set) var problem: String?
  /// What names and files must contain to be shown.
  public var search = ""
  /// The function being read.
  public var selection: Int?

  private let projects: ProjectsModel

  /// Creates the list of a project's functions; call ``load()`` next.
  public init(project: WorkspaceProject, projects: ProjectsModel) {
    self.project = project
    self.projects = projects
  }

  /// The functions to show, in the order of the files.
  public var shownRows: [Row] {
    guard !search.isEmpty else { return rows }
    return rows.filter {
      $0.function.name.localizedCaseInsensitiveContains(search)
        || $0.function.file.localizedCaseInsensitiveContains(search)
    }
  }

  /// The function being read.
  public var selectedRow: Row? { selection.flatMap { rows.indices.contains($0) ? rows[$0] : nil } }

  /// Reads the project's functions.
  public func load() async {
    let (project, store) = (project, projects.store)
    do {
      rows = try await onOwnThread("reading labels") { try Self.rows(of: project, store: store) }
      problem = nil
    } catch {
      problem = WorkspaceError.sentence(for: error)
    }
    isLoading = false
  }

  private nonisolated static func rows(of project: WorkspaceProject, store: WorkspaceStore) throws -> [Row] {
    let corrections = try store.labelCorrections(ofProject: project.id)
    let byFingerprint = Dictionary(
      corrections.map { ($0.fingerprint, $0.label) }, uniquingKeysWith: { _, last in last })
    let reading = try ProjectReading(path: project.path, role: nil)
    let labels = reading.labeled?.functions.map(\.label) ?? []
    let functions = reading.functions.enumerated().map { index, function in
      (function, labels.indices.contains(index) ? labels[index] : nil)
    }.sorted { left, right in
      (left.0.file, left.0.range.startOffset) < (right.0.file, right.0.range.startOffset)
    }
    return functions.enumerated().map { index, function in
      let fingerprint = function.0.fingerprint
      return Row(
        id: index, function: function.0, fingerprint: fingerprint, labelInFiles: function.1,
        correction: byFingerprint[fingerprint])
    }
  }

  /// Sets the label of the function being read; nil goes back to what the project's files say.
  public func setLabel(_ label: Label?, undo: (any UndoRecording)? = nil) {
    if let row = selectedRow { setLabel(label, of: row.id, undo: undo) }
  }

  private func setLabel(_ label: Label?, of id: Int, undo: (any UndoRecording)?) {
    let row = rows[id]
    let correction = label == row.labelInFiles ? nil : label
    guard correction != row.correction else { return }
    let store = projects.store
    let isKept = projects.notices.attempt {
      if let correction {
        try store.save(
          LabelCorrection(
            projectID: project.id, fingerprint: row.fingerprint, file: row.function.file,
            function: row.function.name, label: correction, changedAt: projects.environment.now()))
      } else {
        try store.removeCorrection(ofProject: project.id, fingerprint: row.fingerprint)
      }
    }
    guard isKept else { return }
    let previous = row.correction
    // Copies of a function share its fingerprint, and so its label.
    for index in rows.indices where rows[index].fingerprint == row.fingerprint {
      rows[index].correction = correction
    }
    undo?.record("Change Label of \(row.function.name)") { [weak self, weak undo] in
      self?.setLabel(previous ?? row.labelInFiles, of: id, undo: undo)
    }
  }

  /// Reads the project again with the labels as they are now; call it when the list is closed.
  public func close() {
    projects.read(project.id)
  }
}
