import Foundation

extension ProjectsModel {
  /// Adds folders that were dropped or chosen and begins to read them.
  ///
  /// What cannot become a project is said in a notice: a file, a folder without C functions, one inside
  /// another project or around one. A folder that is a project already is read again; one that was removed
  /// comes back with its labels and marks.
  ///
  /// - Returns: The projects that they are now; a folder without C functions is found out later and leaves again.
  @discardableResult public func add(
    _ folders: [URL], undo: (any UndoRecording)? = nil
  ) -> [WorkspaceProject] {
    var added: [String] = []
    for folder in folders {
      notices.attempt {
        switch try FolderPlacement(of: folder, among: projects) {
        case .known(let id):
          read(id)
          added.append(id)
        case .separate(let path):
          if let id = try begin(path, undo: undo) { added.append(id) }
        }
      }
    }
    return added.compactMap(project)
  }

  private func begin(_ path: String, undo: (any UndoRecording)?) throws -> String? {
    let url = URL(fileURLWithPath: path, isDirectory: true)
    var project =
      try store.removedProject(at: path)
      ?? WorkspaceProject(
        id: UUID().uuidString, name: url.lastPathComponent, path: path, role: .unlabeled,
        addedAt: environment.now())
    let isNew = project.contents == nil
    project.removedAt = nil
    project.bookmark = try? environment.bookmarks.make(url)
    guard keep(project) else { return nil }
    undo?.record("Add \(project.name)") { [weak self, weak undo] in
      self?.remove(project.id, undo: undo)
    }
    read(project.id, isNew: isNew)
    return project.id
  }

  /// Says where a project's folder is now, and reads it there.
  func locate(_ id: String, at folder: URL) {
    guard var project = project(id) else { return }
    notices.attempt {
      let others = projects.filter { $0.id != id }
      guard case .separate(let path) = try FolderPlacement(of: folder, among: others) else {
        notices.post("\(folder.lastPathComponent) is a project of its own already.")
        return
      }
      project.path = path
      project.bookmark = try? environment.bookmarks.make(project.url)
      if keep(project) { read(id) }
    }
  }

  /// Looks at all folders and reads those again whose files have changed; follows folders that were moved.
  func checkForChanges() async {
    for project in projects where status(of: project.id) != .reading {
      if !FileManager.default.fileExists(atPath: project.path) {
        follow(project)
        continue
      }
      let path = project.path
      let stamp = try? await onOwnThread("looking for changes") { try ContentStamp(of: path).text }
      let current = self.project(project.id)
      guard let current, current.path == path, status(of: current.id) != .reading else { continue }
      if stamp != current.stamp || status(of: current.id) == .missing { read(current.id) }
    }
  }

  private func follow(_ project: WorkspaceProject) {
    let moved = project.bookmark.flatMap { try? environment.bookmarks.resolve($0) }
    guard let path = moved.flatMap({ RealPath.of($0.path) }), path != project.path else {
      markMissing(project.id)
      return
    }
    locate(project.id, at: URL(fileURLWithPath: path, isDirectory: true))
  }
}
