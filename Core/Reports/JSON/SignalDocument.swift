/// A signal of a function as JSON reports write it.
struct SignalDocument: JSONObject {
  let signal: ObservedSignal

  init(_ signal: ObservedSignal) { self.signal = signal }

  /// A function's signals, those worth most first.
  static func all(of signals: [ObservedSignal]) -> [SignalDocument] {
    SignalRow.rows(of: signals).flatMap(\.places).map(SignalDocument.init)
  }

  func addMembers(to json: inout JSONWriter) {
    json.add("column", signal.range.startColumn)
    json.add("cwe", signal.weakness)
    json.add("endColumn", signal.range.endColumn)
    json.add("endLine", signal.range.endLine)
    json.add("line", signal.range.startLine)
    json.add("name", signal.name)
    json.add("observation", signal.observation)
  }
}
