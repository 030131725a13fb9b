import Foundation
import GRDB

/// What the user thinks of a function after reading it.
public enum TriageState: String, Codable, Sendable, CaseIterable {
  /// A vulnerability was found in it.
  case confirmed
  /// It was read and looks fine.
  case looksFine
  /// It was read without a verdict.
  case unsure

  /// The name shown.
  public var title: String {
    switch self {
    case .confirmed: "Confirmed"
    case .looksFine: "Looks Fine"
    case .unsure: "Unsure"
    }
  }

  /// The name of the symbol shown beside the title.
  public var symbol: String {
    switch self {
    case .confirmed: "exclamationmark.octagon"
    case .looksFine: "checkmark.circle"
    case .unsure: "questionmark.circle"
    }
  }

  /// The label it stands for when marks are learned from; nil for none.
  public var label: Label? {
    switch self {
    case .confirmed: .vulnerable
    case .looksFine: .notVulnerable
    case .unsure: nil
    }
  }
}

/// A function's mark, tied to its own text.
struct TriageMark: Codable, Hashable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "triage"

  var projectID: String
  var fingerprint: String
  var state: TriageState
  var changedAt: Date
}

extension WorkspaceStore {
  /// The marks of a project's functions by fingerprint.
  public func triage(ofProject id: String) throws -> [String: TriageState] {
    let marks = try read { try TriageMark.filter(Column("projectID") == id).fetchAll($0) }
    return Dictionary(uniqueKeysWithValues: marks.map { ($0.fingerprint, $0.state) })
  }

  /// Marks functions; nil takes their marks away.
  func setTriage(_ states: [String: TriageState?], ofProject id: String) throws {
    let date = now()
    try write { db in
      for (fingerprint, state) in states {
        if let state {
          try TriageMark(projectID: id, fingerprint: fingerprint, state: state, changedAt: date).save(db)
        } else {
          _ = try TriageMark.filter(Column("projectID") == id && Column("fingerprint") == fingerprint)
            .deleteAll(db)
        }
      }
    }
  }
}
