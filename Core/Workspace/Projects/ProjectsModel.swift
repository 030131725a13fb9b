import Foundation
import Observation

/// The list of projects: adding, reading, watching, removing.
@MainActor @Observable public final class ProjectsModel {
  /// How a project's folder is at present.
  public enum Status: Hashable, Sendable {
    /// Its files are being read.
    case reading
    /// It was read and nothing has changed since.
    case ready
    /// Its folder is gone.
    case missing
    /// It cannot be read; the sentence says why and what to do.
    case failed(String)
  }

  /// The projects in the order in which they were added.
  public private(set) var projects: [WorkspaceProject] = []
  /// How each project's folder is, by identifier.
  private(set) var statuses: [String: Status] = [:]

  let store: WorkspaceStore
  let environment: WorkspaceEnvironment
  let notices: NoticesModel
  @ObservationIgnored private var readings: [String: Task<Void, Never>] = [:]

  /// Creates the list of a store's projects.
  public init(store: WorkspaceStore, environment: WorkspaceEnvironment, notices: NoticesModel) {
    self.store = store
    self.environment = environment
    self.notices = notices
  }

  /// Reads the list from the store.
  public func load() {
    notices.attempt {
      projects = try store.projects()
      for project in projects { statuses[project.id] = statuses[project.id] ?? .ready }
    }
  }

  /// The labelled projects.
  public var labeled: [WorkspaceProject] { projects.filter { $0.role == .labeled } }

  /// The unlabelled projects.
  public var unlabeled: [WorkspaceProject] { projects.filter { $0.role == .unlabeled } }

  /// The project with an identifier.
  public func project(_ id: String?) -> WorkspaceProject? {
    projects.first { $0.id == id }
  }

  /// How a project's folder is.
  public func status(of id: String) -> Status { statuses[id] ?? .ready }

  /// Whether any project is being read.
  var isReading: Bool { statuses.values.contains(.reading) }

  /// Uses a project's labels, or stops looking at them, and reads it again.
  public func setRole(_ role: ProjectRole, of id: String, undo: (any UndoRecording)? = nil) {
    guard var project = project(id), project.role != role else { return }
    let previous = project.role
    project.role = role
    guard keep(project) else { return }
    undo?.record("Change Use of Labels") { [weak self, weak undo] in
      self?.setRole(previous, of: id, undo: undo)
    }
    read(id)
  }

  /// Takes a project off the list; its labels, runs and marks are kept in case it comes back.
  public func remove(_ id: String, undo: (any UndoRecording)? = nil) {
    guard var project = project(id) else { return }
    project.removedAt = environment.now()
    guard notices.attempt({ try store.save(project) }) else { return }
    readings.removeValue(forKey: id)?.cancel()
    projects.removeAll { $0.id == id }
    statuses[id] = nil
    undo?.record("Remove \(project.name)") { [weak self, weak undo] in
      self?.restore(project, undo: undo)
    }
  }

  private func restore(_ project: WorkspaceProject, undo: (any UndoRecording)?) {
    var project = project
    project.removedAt = nil
    guard keep(project) else { return }
    undo?.record("Remove \(project.name)") { [weak self, weak undo] in
      self?.remove(project.id, undo: undo)
    }
    read(project.id)
  }

  /// Keeps a project in the store and then in the list.
  @discardableResult func keep(_ project: WorkspaceProject) -> Bool {
    notices.attempt {
      try store.save(project)
      if let index = projects.firstIndex(where: { $0.id == project.id }) {
        projects[index] = project
      } else {
        projects.append(project)
        projects.sort { ($0.addedAt, $0.name, $0.id) < ($1.addedAt, $1.name, $1.id) }
      }
    }
  }

  // MARK: Reading

  /// Reads a project's folder again, in the background.
  ///
  /// For a new one the role is still to be found out, and it is dropped if the folder has no functions.
  func read(_ id: String, isNew: Bool = false) {
    guard let project = project(id) else { return }
    readings[id]?.cancel()
    statuses[id] = .reading
    readings[id] = Task { [store] in
      do {
        let reading = try await onOwnThread("reading") {
          try ProjectReading(
            path: project.path, role: isNew ? nil : project.role,
            corrections: try store.labelCorrections(ofProject: id))
        }
        if !Task.isCancelled { finish(id, reading) }
      } catch {
        if !Task.isCancelled { fail(id, error, isNew: isNew) }
      }
    }
  }

  /// Waits until nothing is being read.
  func settle() async {
    while let reading = readings.first {
      await reading.value.value
      if readings[reading.key] == reading.value { readings[reading.key] = nil }
    }
  }

  func markMissing(_ id: String) { statuses[id] = .missing }

  private func finish(_ id: String, _ reading: ProjectReading) {
    guard var project = project(id) else { return }
    project.role = reading.role
    project.contents = reading.contents
    project.stamp = reading.stamp
    statuses[id] = .ready
    keep(project)
  }

  private func fail(_ id: String, _ error: any Error, isNew: Bool) {
    guard let project = project(id) else { return }
    if isNew {
      notices.post(error)
      remove(id)
    } else if !FileManager.default.fileExists(atPath: project.path) {
      statuses[id] = .missing
    } else {
      statuses[id] = .failed(WorkspaceError.sentence(for: error))
    }
  }
}
