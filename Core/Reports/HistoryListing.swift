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

  private var csv: String {
    let names = PastQuantity.all.map(\.name)
    var text = CSVText.line(["path", "function", "line", "lines"] + names + names.map { "file_\($0)" })
    for function in functions {
      let known = evidence.evidence(path: pathInRepository + function.file, name: function.name)
      var fields = [
        function.file, function.name, String(function.range.startLine),
        String(function.range.endLine - function.range.startLine + 1),
      ]
      for past in [known?.function, known?.file] {
        let dated = past.map { DatedPast($0, asOf: evidence.date) }
        for column in PastQuantity.all { fields.append(Self.number(dated.flatMap(column.value))) }
      }
      text += CSVText.line(fields)
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

extension HistoryListing: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("commit", evidence.commit)
    json.add("commits", evidence.commitCount)
    json.add("date", Int(evidence.date))
    json.add(
      "functions",
      parallel: functions.map { function in
        Row(
          function: function,
          known: evidence.evidence(path: pathInRepository + function.file, name: function.name),
          evidence: evidence)
      })
    json.add("is_cut", evidence.isCut)
  }

  private struct Row: JSONObject, Sendable {
    let function: CFunction
    let known: FunctionEvidence?
    let evidence: HistoryEvidence

    func addMembers(to json: inout JSONWriter) {
      json.add("endLine", function.range.endLine)
      json.add("file", function.file)
      json.add("file_past", known.map { Past(past: $0.file, evidence: evidence, showsEvents: false) })
      json.add("name", function.name)
      json.add("past", known.map { Past(past: $0.function, evidence: evidence, showsEvents: true) })
      json.add("startLine", function.range.startLine)
    }
  }

  private struct Past: JSONObject {
    let past: PastChanges
    let evidence: HistoryEvidence
    let showsEvents: Bool

    func addMembers(to json: inout JSONWriter) {
      let dated = DatedPast(past, asOf: evidence.date)
      let values: [(String, Double)] = PastQuantity.all.compactMap { column in
        column.value(dated).map { (column.name, $0) }
      }
      var isDone = !showsEvents
      func addEvents() {
        isDone = true
        json.add(key: "events", past.events.map { Event(change: $0, evidence: evidence) })
      }
      for (name, value) in values.sorted(by: { $0.0 < $1.0 }) {
        if !isDone, name > "events" { addEvents() }
        json.add(key: name, value)
      }
      if !isDone { addEvents() }
    }
  }

  private struct Event: JSONObject {
    let change: PastChange
    let evidence: HistoryEvidence

    func addMembers(to json: inout JSONWriter) {
      json.add("added", Int(change.added))
      json.add("author", Int(change.author))
      json.add("commit", evidence.commit(of: change).id)
      json.add("date", Int(change.date))
      json.add("kinds", change.kinds.names)
      json.add("removed", Int(change.removed))
      json.add("weight", Double(change.weight))
    }
  }
}
