import GRDB

/// The tables of the workspace and how older ones become today's.
///
/// A released migration never changes; a new need is a new migration.
enum WorkspaceSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 projects, runs, findings", migrate: createFirstTables)
    migrator.registerMigration("2 accepted suspects", migrate: addAcceptedSuspects)
    migrator.registerMigration("3 pasts of functions", migrate: addPasts)
    migrator.registerMigration("4 pasts as reports tell them", migrate: forgetPasts)
    migrator.registerMigration("5 families", migrate: addFamilies)
    return migrator
  }

  private static func addFamilies(_ db: Database) throws {
    try db.alter(table: "finding") { table in
      table.add(column: "leader", .integer)
      table.add(column: "kind", .text)
      table.add(column: "missedFix", .jsonText)
    }
  }

  /// The next ranking reads them again; what histories are made of is remembered in the cache.
  private static func forgetPasts(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM functionPast")
    try db.execute(sql: "UPDATE project SET pastCommit = NULL")
  }

  private static func addPasts(_ db: Database) throws {
    try db.alter(table: "project") { table in table.add(column: "pastCommit", .text) }
    try db.create(table: "functionPast") { table in
      table.column("projectID", .text).notNull().references("project", onDelete: .cascade)
      table.column("file", .text).notNull()
      table.column("function", .text).notNull()
      table.column("past", .jsonText).notNull()
      table.primaryKey(["projectID", "file", "function"])
    }
  }

  private static func addAcceptedSuspects(_ db: Database) throws {
    try db.alter(table: "finding") { table in
      table.add(column: "occurrence", .integer).notNull().defaults(to: 1)
      table.add(column: "suppression", .jsonText)
    }
  }

  private static func createFirstTables(_ db: Database) throws {
    try db.create(table: "project") { table in
      table.primaryKey("id", .text)
      table.column("name", .text).notNull()
      table.column("path", .text).notNull()
      table.column("bookmark", .blob)
      table.column("role", .text).notNull()
      table.column("addedAt", .datetime).notNull()
      table.column("removedAt", .datetime)
      table.column("contents", .jsonText)
      table.column("stamp", .text)
    }
    try db.create(table: "labelCorrection") { table in
      table.column("projectID", .text).notNull().references("project", onDelete: .cascade)
      table.column("fingerprint", .text).notNull()
      table.column("file", .text).notNull()
      table.column("function", .text).notNull()
      table.column("label", .integer).notNull()
      table.column("changedAt", .datetime).notNull()
      table.primaryKey(["projectID", "fingerprint"])
    }
    try db.create(table: "run") { table in
      table.primaryKey("id", .text)
      table.column("name", .text).notNull()
      table.column("createdAt", .datetime).notNull()
      table.column("method", .text).notNull()
      table.column("plan", .jsonText)
      table.column("state", .text).notNull()
      table.column("message", .text)
      table.column("step", .integer).notNull()
      table.column("seconds", .double).notNull()
      table.column("metrics", .jsonText).notNull()
      table.column("warnings", .jsonText).notNull()
      table.column("curves", .jsonText).notNull()
      table.column("removedAt", .datetime)
    }
    try db.create(table: "scan") { table in
      table.primaryKey("id", .text)
      table.column("runID", .text).notNull().references("run", onDelete: .cascade)
      table.column("projectID", .text).notNull().references("project", onDelete: .cascade)
      table.column("scannedAt", .datetime).notNull()
      table.column("summary", .jsonText).notNull()
    }
    try db.create(index: "scanByProject", on: "scan", columns: ["projectID", "scannedAt"])
    try db.create(table: "finding") { table in
      table.column("scanID", .text).notNull().references("scan", onDelete: .cascade)
      table.column("rank", .integer).notNull()
      table.column("score", .double).notNull()
      table.column("isSuspect", .boolean).notNull()
      table.column("fingerprint", .text).notNull()
      table.column("function", .text).notNull()
      table.column("signature", .text).notNull()
      table.column("file", .text).notNull()
      table.column("range", .jsonText).notNull()
      table.column("text", .text).notNull()
      table.column("statements", .jsonText).notNull()
      table.primaryKey(["scanID", "rank"])
    }
    try db.create(table: "triage") { table in
      table.column("projectID", .text).notNull().references("project", onDelete: .cascade)
      table.column("fingerprint", .text).notNull()
      table.column("state", .text).notNull()
      table.column("changedAt", .datetime).notNull()
      table.primaryKey(["projectID", "fingerprint"])
    }
    try db.create(table: "setting") { table in
      table.primaryKey("name", .text)
      table.column("value", .text).notNull()
    }
  }
}
