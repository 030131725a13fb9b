import Foundation

/// The signals themselves, or those of a project's functions, as text or JSON.
public struct SignalListing {
  private let format: ListingFormat
  private var functionCount = 0
  private var found: [(function: CFunction, signals: [ObservedSignal])] = []

  /// Creates an empty listing.
  public init(format: ListingFormat) {
    self.format = format
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
    functionCount += functions.count
    found += functions.filter { !$0.1.isEmpty }.map { (function: $0, signals: $1) }
  }

  /// The whole listing.
  ///
  /// - Parameter path: What was read, as the user named it; paths of files begin with it.
  /// - Returns: Lines in the form of compiler warnings, or one JSON document.
  public func text(below path: String) -> String {
    switch format {
    case .text:
      found.flatMap { function, signals in
        let file = TextReport.path(of: function.file, below: path).printable
        return signals.map { signal in
          "\(file):\(signal.range.startLine):\(signal.range.startColumn): \(signal.sentence)"
            + " in '\(function.name.printable)' [vulnadapt/\(signal.name)]\n"
        }
      }.joined()
    case .json:
      JSONWriter.text(
        of: Document(
          member: "functions",
          rows: found.map { FunctionDocument(function: $0.function, signals: $0.signals) },
          functionCount: functionCount))
    }
  }

  /// How often each signal fires per 1,000 functions, most often first.
  public func rates() -> [String] {
    var counts: [String: Int] = [:]
    for (_, signals) in found {
      for name in Set(signals.map(\.name)) { counts[name, default: 0] += 1 }
    }
    let functions = max(functionCount, 1)
    let rates = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
      let rate = Double(count) * 1000 / Double(functions)
      return String(format: "%8.1f", rate) + "  " + name
    }
    return [
      "\(counting: functionCount, "function"), \(found.count) with signals; functions with each, of 1,000:"
    ] + rates
  }

  private struct Document<Row: JSONWritable>: JSONWritable {
    let member: String
    let rows: [Row]
    var functionCount: Int?

    func write(to json: inout JSONWriter) {
      json.object { json in
        if let functionCount { json.add("functionCount", functionCount) }
        json.add(key: member, rows)
        json.add("version", 1)
      }
    }
  }

  private struct SignalDescription: JSONWritable {
    let signal: Signal

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.add("cwe", signal.weakness)
        json.add("name", signal.name)
        json.add("remedy", signal.remedy)
        json.add("sentence", signal.sentence)
        json.add("source", signal.source)
        json.add("title", signal.title)
      }
    }
  }

  private struct FunctionDocument: JSONWritable {
    let function: CFunction
    let signals: [ObservedSignal]

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.add("file", function.file)
        json.add("function", function.name)
        json.add("signals", signals.map(SignalDocument.init))
        json.add("startLine", function.range.startLine)
      }
    }
  }
}
