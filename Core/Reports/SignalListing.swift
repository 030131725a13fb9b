import Foundation

/// The signals themselves, or those of a project's functions, as text or JSON.
public struct SignalListing {
  private let format: ListingFormat
  private let parts: [String]
  private var functionCount = 0
  private var ancillaryCount = 0
  private var found: [Row] = []

  private struct Row {
    let function: CFunction
    let signals: [ObservedSignal]
    let ancillary: AncillaryCode?
  }

  /// Creates an empty listing.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - parts: The only files and folders that are read, as ``Repository/Options/parts`` names them: they are meant,
  ///     whatever code they hold.
  public init(format: ListingFormat, parts: [String] = []) {
    self.format = format
    self.parts = parts
  }

  /// What every signal looks for, where that is described, and what mends it.
  public static func descriptions(_ format: ListingFormat) -> String {
    switch format {
    case .text:
      Signal.all.map { signal in
        """
        \(signal.name) (\(signal.weakness))
          \(signal.sentence)
          To mend: \(signal.remedy)
          \(signal.source).

        """
      }.joined(separator: "\n")
    case .json: JSONWriter.text(of: Document(member: "signals", rows: Signal.all.map(SignalDescription.init)))
    }
  }

  /// Adds the functions of a file and what was observed in each.
  public mutating func add(_ functions: [(CFunction, [ObservedSignal])]) {
    guard let file = functions.first?.0.file else { return }
    let ancillary = AncillaryCode(path: file, scanning: parts)
    functionCount += functions.count
    if ancillary != nil { ancillaryCount += functions.count }
    found += functions.filter { !$0.1.isEmpty }.map {
      Row(function: $0, signals: $1, ancillary: ancillary)
    }
  }

  /// The whole listing: the project's own code, then tests, examples, documentation, contributed and vendored code.
  ///
  /// - Parameter path: What was read, as the user named it; paths of files begin with it.
  /// - Returns: Lines in the form of compiler warnings, or one JSON document.
  public func text(below path: String) -> String {
    let rows = found.filter { $0.ancillary == nil } + found.filter { $0.ancillary != nil }
    switch format {
    case .text:
      return rows.flatMap { row in
        let file = TextReport.path(of: row.function.file, below: path).printable
        let kind = row.ancillary.map { " (\($0.word) code)" } ?? ""
        return row.signals.map { signal in
          "\(file):\(signal.range.startLine):\(signal.range.startColumn): \(signal.sentence)"
            + " in '\(row.function.name.printable)'\(kind) [vulnadapt/\(signal.name)]\n"
        }
      }.joined()
    case .json:
      return JSONWriter.text(
        of: Document(
          member: "functions",
          rows: rows.map {
            FunctionDocument(function: $0.function, signals: $0.signals, ancillary: $0.ancillary)
          },
          functionCount: functionCount))
    }
  }

  /// How often each signal fires per 1,000 functions of the project's own code, most often first.
  public func rates() -> [String] {
    var counts: [String: Int] = [:]
    let own = found.filter { $0.ancillary == nil }
    for row in own {
      for name in Set(row.signals.map(\.name)) { counts[name, default: 0] += 1 }
    }
    let count = functionCount - ancillaryCount
    let rates = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, number in
      let rate = Double(number) * 1000 / Double(max(count, 1))
      return String(format: "%8.1f", rate) + "  " + name
    }
    let apart =
      ancillaryCount > 0
      ? [
        "besides, \(counting: ancillaryCount, "function") of tests, examples, vendored code and the like, \(found.count - own.count) with signals"
      ]
      : []
    return [
      "\(counting: count, "function"), \(own.count) with signals; functions with each, of 1,000:"
    ] + rates + apart
  }

  private struct Document<Row: JSONObject>: JSONObject {
    let member: String
    let rows: [Row]
    var functionCount: Int?

    func addMembers(to json: inout JSONWriter) {
      if let functionCount { json.add("functionCount", functionCount) }
      json.add(key: member, rows)
      json.add("version", 1)
    }
  }

  private struct SignalDescription: JSONObject {
    let signal: Signal

    func addMembers(to json: inout JSONWriter) {
      json.add("cwe", signal.weakness)
      json.add("name", signal.name)
      json.add("remedy", signal.remedy)
      json.add("sentence", signal.sentence)
      json.add("source", signal.source)
      json.add("title", signal.title)
    }
  }

  private struct FunctionDocument: JSONObject {
    let function: CFunction
    let signals: [ObservedSignal]
    let ancillary: AncillaryCode?

    func addMembers(to json: inout JSONWriter) {
      json.add("ancillary", ancillary?.word)
      json.add("file", function.file)
      json.add("function", function.name)
      json.add("signals", signals.map(SignalDocument.init))
      json.add("startLine", function.range.startLine)
    }
  }
}
