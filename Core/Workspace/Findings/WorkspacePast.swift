import Foundation
import GRDB

/// What git knows of a project's functions, as of the commit that is checked out.
struct WorkspacePast: Sendable {
  /// A function by its file, relative to the project's folder, and its name.
  struct Key: Hashable, Sendable {
    var file: String
    var function: String
  }

  /// The commit's full identifier.
  let commit: String
  /// What is told of each function; those of which there is nothing to say are left out.
  let functions: [Key: HistoryNote]

  /// Reads the history of a project's folder; nil when the past of `known` is that of today.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - keys: The functions to tell of.
  ///   - known: The commit as of which the past is known; then nothing is read.
  ///   - cache: What is remembered of histories.
  ///   - shouldStop: Asked often.
  ///   - progress: Told in words how far the reading has come.
  /// - Throws: ``GitError``.
  init?(
    of path: String, keys: [Key], known: String?, cache: HistoryCache,
    shouldStop: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (String) -> Void
  ) throws {
    let git = try SafeGit(path: path, shouldStop: shouldStop)
    let commit = try git.commit(named: "HEAD")
    if commit == known { return nil }
    let history = try cache.history(of: commit, in: git) { progress($0.description) }
    let folder = try git.pathInRepository()
    self.commit = commit
    guard let evidence = HistoryEvidence(history, asOf: commit) else {
      functions = [:]
      return
    }
    var functions: [Key: HistoryNote] = [:]
    for key in keys {
      let found = evidence.evidence(path: folder + key.file, name: key.function)
      functions[key] = found.flatMap { HistoryNote($0, evidence) }.flatMap { $0.isWorthAWord ? $0 : nil }
    }
    self.functions = functions
  }
}

extension StoredFinding {
  /// The function's file and name.
  var pastKey: WorkspacePast.Key { WorkspacePast.Key(file: file, function: function) }
}

extension WorkspaceStore {
  /// What is known of the past of a project's functions.
  func pasts(ofProject id: String) throws -> [WorkspacePast.Key: HistoryNote] {
    let rows = try read { db in
      try Row.fetchAll(
        db, sql: "SELECT file, function, past FROM functionPast WHERE projectID = ?", arguments: [id])
    }
    var pasts: [WorkspacePast.Key: HistoryNote] = [:]
    for row in rows {
      let text: String = row["past"]
      // What another version wrote is no reason to show nothing else.
      pasts[WorkspacePast.Key(file: row["file"], function: row["function"])] = try? JSONDecoder().decode(
        HistoryNote.self, from: Data(text.utf8))
    }
    return pasts
  }

  /// Replaces what is known of the past of a project's functions.
  func save(_ past: WorkspacePast, ofProject id: String) throws {
    let encoder = JSONEncoder.canonical
    try write { db in
      try db.execute(sql: "DELETE FROM functionPast WHERE projectID = ?", arguments: [id])
      for (key, function) in past.functions {
        let text = try encoder.text(of: function)
        try db.execute(
          sql: "INSERT INTO functionPast (projectID, file, function, past) VALUES (?, ?, ?, ?)",
          arguments: [id, key.file, key.function, text])
      }
      try db.execute(
        sql: "UPDATE project SET pastCommit = ? WHERE id = ?", arguments: [past.commit, id])
    }
  }

  /// The commit as of which a project's past is known; nil when it was never read.
  func pastCommit(ofProject id: String) throws -> String? {
    try read { try String.fetchOne($0, sql: "SELECT pastCommit FROM project WHERE id = ?", arguments: [id]) }
  }
}
