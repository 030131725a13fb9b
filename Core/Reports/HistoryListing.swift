import Foundation

/// Writes what the past says of each function, one row a function, with every quantity as it is.
public struct HistoryListing: Sendable {
  /// The forms of a listing.
  public enum Format: String, CaseIterable, Sendable {
    case csv, json
  }

  private let evidence: HistoryEvidence
  private let functions: [CFunction]
  private let pathInRepository: String

  /// Prepares a listing.
  ///
  /// - Parameters:
  ///   - evidence: What the past says.
  ///   - functions: The functions of the commit.
  ///   - pathInRepository: The path from the repository's root to the folder that the functions' paths start from,
  ///     with "/" at its end.
  public init(evidence: HistoryEvidence, functions: [CFunction], pathInRepository: String = "") {
    self.evidence = evidence
    self.functions = functions
    self.pathInRepository = pathInRepository
  }

  /// The listing as text.
  public func text(_ format: Format) -> String {
    switch format {
    case .csv: csv
    case .json: JSONWriter.text(of: self)
    }
  }

  /// The quantities of a past, by the names of their columns.
  static let columns: [(name: String, value: @Sendable (PastChanges, Int64) -> Double?)] = [
    ("changes", { past, _ in Double(past.changes) }),
    ("recent", { $0.recent(asOf: $1) }),
    ("recent_weighed", { $0.recent(asOf: $1, isWeighed: true) }),
    ("fixes", { past, _ in Double(past.fixes) }),
    ("recent_fixes", { $0.recent(.fix, asOf: $1) }),
    ("recent_fixes_weighed", { $0.recent(.fix, asOf: $1, isWeighed: true) }),
    ("security_fixes", { past, _ in Double(past.securityFixes) }),
    ("recent_security", { $0.recent(.security, asOf: $1) }),
    ("recent_security_weighed", { $0.recent(.security, asOf: $1, isWeighed: true) }),
    ("cve_fixes", { past, _ in Double(past.cveFixes) }),
    ("recent_cve", { $0.recent(.cve, asOf: $1) }),
    ("authors", { past, _ in Double(past.authors) }),
    ("age_years", { years(since: $0.firstSeen, $1) }),
    ("line_age_years", { $0.meanLineAge(asOf: $1) }),
    ("young_lines", { $0.shareOfLines(youngerThan: 1, asOf: $1) }),
    ("years_since_change", { years(since: $0.lastChange, $1) }),
    ("years_since_fix", { years(since: $0.lastFix, $1) }),
    ("years_since_security", { years(since: $0.lastSecurityFix, $1) }),
  ]

  private static func years(since date: Int64?, _ now: Int64) -> Double? {
    date.map { Double(max(0, now - $0)) / PastChanges.secondsInYear }
  }

  private var csv: String {
    let names = Self.columns.map(\.name)
    var text =
      (["path", "function", "line", "lines"] + names + names.map { "file_\($0)" })
      .joined(separator: ",") + "\n"
    for function in functions {
      let known = evidence.evidence(path: pathInRepository + function.file, name: function.name)
      var fields = [
        CSVText.field(function.file), CSVText.field(function.name), String(function.range.startLine),
        String(function.range.endLine - function.range.startLine + 1),
      ]
      for past in [known?.function, known?.file] {
        for column in Self.columns {
          fields.append(Self.number(past.flatMap { column.value($0, evidence.date) }))
        }
      }
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A number with at most six digits after the point; empty where it is unknown.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}

extension HistoryListing: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { members in
      members.add("commit", evidence.commit)
      members.add("commits", evidence.commitCount)
      members.add("date", Int(evidence.date))
      members.add(
        "functions",
        parallel: functions.map { function in
          Row(
            function: function,
            known: evidence.evidence(path: pathInRepository + function.file, name: function.name),
            evidence: evidence)
        })
      members.add("is_cut", evidence.isCut)
    }
  }

  private struct Row: JSONWritable, Sendable {
    let function: CFunction
    let known: FunctionEvidence?
    let evidence: HistoryEvidence

    func write(to json: inout JSONWriter) {
      json.object { members in
        members.add("endLine", function.range.endLine)
        members.add("file", function.file)
        members.add("file_past", known.map { Past(past: $0.file, evidence: evidence, showsEvents: false) })
        members.add("name", function.name)
        members.add("past", known.map { Past(past: $0.function, evidence: evidence, showsEvents: true) })
        members.add("startLine", function.range.startLine)
      }
    }
  }

  private struct Past: JSONWritable {
    let past: PastChanges
    let evidence: HistoryEvidence
    let showsEvents: Bool

    func write(to json: inout JSONWriter) {
      json.object { members in
        var values: [(String, Double)] = []
        for column in HistoryListing.columns {
          if let value = column.value(past, evidence.date) { values.append((column.name, value)) }
        }
        var isDone = !showsEvents
        func addEvents() {
          isDone = true
          members.add(key: "events", past.events.map { Event(change: $0, evidence: evidence) })
        }
        for (name, value) in values.sorted(by: { $0.0 < $1.0 }) {
          if !isDone, name > "events" { addEvents() }
          members.add(key: name, value)
        }
        if !isDone { addEvents() }
      }
    }
  }

  private struct Event: JSONWritable {
    let change: PastChange
    let evidence: HistoryEvidence

    func write(to json: inout JSONWriter) {
      json.object { members in
        members.add("added", Int(change.added))
        members.add("author", Int(change.author))
        members.add("commit", evidence.commit(of: change).id)
        members.add("date", Int(change.date))
        members.add("kinds", change.kinds.names)
        members.add("removed", Int(change.removed))
        members.add("weight", Double(change.weight))
      }
    }
  }
}
