/// All places of a function at which one signal fires, as one row of a report: the first, and the lines of the others.
struct SignalRow: Sendable {
  /// The places in the order of the text, at least one.
  let places: [ObservedSignal]

  /// So many lines of other places are named.
  private static let lineLimit = 5

  /// The first place.
  var first: ObservedSignal { places[0] }

  /// The rows of a function's signals, in the order of ``Signal/all``; signals that this program does not know
  /// come last.
  static func rows(of signals: [ObservedSignal]) -> [SignalRow] {
    let byName = Dictionary(grouping: signals, by: \.name)
    let known = Signal.all.compactMap { byName[$0.name] }
    var seen: Set<String> = []
    let unknown = signals.map(\.name).filter { Signal.named($0) == nil && seen.insert($0).inserted }
    return (known + unknown.compactMap { byName[$0] }).map { places in
      SignalRow(places: places.sorted { $0.range.startOffset < $1.range.startOffset })
    }
  }

  /// What was seen at the first place.
  var observation: String { first.observation.printable }

  /// Where else the signal fires, as the end of a sentence: `, and 2 more: lines 956, 1279`; empty without other lines.
  var more: String {
    let lines = Set(places.map(\.range.startLine)).subtracting([first.range.startLine]).sorted()
    guard !lines.isEmpty else { return "" }
    let named = lines.prefix(Self.lineLimit).map(String.init).joined(separator: ", ")
    return ", and \(lines.count) more: \(lines.count == 1 ? "line" : "lines") \(named)"
      + (lines.count > Self.lineLimit ? ", …" : "")
  }

  /// What was seen, the weakness that it may be, and where else, for people.
  var sentence: String { first.sentence + more }
}
