import Foundation
import GRDB

extension WorkspaceProject: FetchableRecord, PersistableRecord {
  /// The table of projects.
  public static let databaseTableName = "project"
}

extension WorkspaceStore {
  /// The projects in the order in which they were added.
  public func projects() throws -> [WorkspaceProject] {
    try read {
      try WorkspaceProject.filter(Column("removedAt") == nil).order(
        Column("addedAt"), Column("name"), Column("id")
      ).fetchAll(
        $0)
    }
  }

  /// The project that stood at a path when it was removed, if there was one.
  func removedProject(at path: String) throws -> WorkspaceProject? {
    try read {
      try WorkspaceProject.filter(Column("removedAt") != nil && Column("path") == path)
        .order(Column("removedAt").desc).fetchOne($0)
    }
  }

  /// Adds a project, or replaces what is kept of it.
  func save(_ project: WorkspaceProject) throws {
    try write { try project.save($0) }
  }

  /// The labels that the user set in a project.
  func labelCorrections(ofProject id: String) throws -> [LabelCorrection] {
    try read {
      try LabelCorrection.filter(Column("projectID") == id).order(Column("file"), Column("function"))
        .fetchAll($0)
    }
  }

  /// Keeps a label that the user set.
  func save(_ correction: LabelCorrection) throws {
    try write { try correction.save($0) }
  }

  /// Forgets a label that the user set.
  func removeCorrection(ofProject id: String, fingerprint: String) throws {
    try write { db in
      _ = try LabelCorrection.filter(
        Column("projectID") == id && Column("fingerprint") == fingerprint
      ).deleteAll(db)
    }
  }
}
