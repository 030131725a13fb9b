import Foundation

/// Where a folder stands among the folders of the projects that are there already.
enum FolderPlacement: Equatable {
  /// It shares no file with any of them.
  case separate(path: String)
  /// It is the folder of a project.
  case known(id: String)

  /// Finds the place of a folder.
  ///
  /// - Throws: ``WorkspaceError`` for a file and for a folder that overlaps with a project's;
  ///   ``RepositoryError`` for what cannot be read.
  init(of url: URL, among projects: [WorkspaceProject]) throws {
    guard let path = RealPath.of(url.path) else {
      throw RepositoryError.unreadable(path: url.path, systemError: systemMessage(errno))
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw WorkspaceError.notAFolder(path: url.path)
    }
    for project in projects {
      if project.path == path {
        self = .known(id: project.id)
        return
      }
      if Self.contains(project.path, path) {
        throw WorkspaceError.insideProject(path: path, project: project.name)
      }
      if Self.contains(path, project.path) {
        throw WorkspaceError.holdsProject(path: path, project: project.name)
      }
    }
    self = .separate(path: path)
  }

  private static func contains(_ folder: String, _ path: String) -> Bool {
    path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
