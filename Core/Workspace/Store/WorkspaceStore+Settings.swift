import GRDB

extension WorkspaceStore {
  /// The values of all settings that were ever changed, by name.
  func settings() throws -> [String: String] {
    try read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT name, value FROM setting")
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["value"]) })
    }
  }

  /// Keeps a setting; nil forgets it.
  func set(_ name: String, to value: String?) throws {
    try write { db in
      if let value {
        try db.execute(
          sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", arguments: [name, value])
      } else {
        try db.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
      }
    }
  }
}
