import Foundation
import GRDB

extension WorkspaceStore {
  /// The runs, newest first.
  public func runs() throws -> [WorkspaceRun] {
    try read {
      try WorkspaceRun.filter(Column("removedAt") == nil)
        .order(Column("createdAt").desc, Column("id")).fetchAll($0)
    }
  }

  /// The run with an identifier, removed or not.
  func run(_ id: String) throws -> WorkspaceRun? {
    try read { try WorkspaceRun.fetchOne($0, key: id) }
  }

  /// Adds a run, or replaces what is kept of it.
  func save(_ run: WorkspaceRun) throws {
    try write { try run.save($0) }
  }

  /// Whether a run has a model on disk.
  public func hasModel(ofRun id: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.model(ofRun: id).path)
  }

  /// The model file of a run.
  func modelFile(ofRun id: String) -> URL { folder.model(ofRun: id) }

  /// Puts in order what a crash, a power cut or an earlier removal left behind; called once after opening.
  ///
  /// - Returns: The runs that were training when the program ended.
  func recoverRuns() throws -> [WorkspaceRun] {
    let interrupted = try write { db in
      let runs = try WorkspaceRun.filter(Column("state") == WorkspaceRun.State.running.rawValue).fetchAll(db)
      return try runs.map { run in
        var run = run
        run.state = .paused
        run.message = "VulnAdapt ended during this run. Resume it to go on from its last checkpoint."
        try run.save(db)
        return run
      }
    }
    let removed = try read { try WorkspaceRun.filter(Column("removedAt") != nil).fetchAll($0) }
    for run in removed {
      try? FileManager.default.removeItem(at: folder.run(run.id))
      _ = try write { try run.delete($0) }
    }
    return interrupted
  }
}
