import Foundation

/// Where the workspace keeps its files, all below one folder.
public struct WorkspaceFolder: Hashable, Sendable {
  /// The folder.
  public let url: URL

  /// Names a folder; nothing is created yet.
  public init(_ url: URL) {
    self.url = url
  }

  /// The folder of the user's workspace.
  public static var standard: WorkspaceFolder {
    let support =
      FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask).first
      ?? FileManager.default.homeDirectoryForCurrentUser
    return WorkspaceFolder(support.appendingPathComponent("VulnAdapt", isDirectory: true))
  }

  var database: URL { url.appendingPathComponent("workspace.sqlite") }
  var lock: URL { url.appendingPathComponent("workspace.lock") }

  /// The folder of one run.
  func run(_ id: String) -> URL {
    url.appendingPathComponent("Runs", isDirectory: true).appendingPathComponent(id, isDirectory: true)
  }

  func checkpoint(ofRun id: String) -> URL { run(id).appendingPathComponent("training.vulncheckpoint") }

  func model(ofRun id: String) -> URL {
    run(id).appendingPathComponent("model." + ModelFile.fileExtension)
  }

  /// Creates a folder with those above it.
  func create(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw WorkspaceError.unusableFolder(path: folder.path, reason: error.localizedDescription)
    }
  }
}
