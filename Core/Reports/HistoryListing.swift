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
        let dated = past.map { DatedPast($0, asOf: evidence.date) }
        for column in PastQuantity.all { fields.append(Self.number(dated.flatMap(column.value))) }
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
        let dated = DatedPast(past, asOf: evidence.date)
        let values: [(String, Double)] = PastQuantity.all.compactMap { column in
          column.value(dated).map { (column.name, $0) }
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
