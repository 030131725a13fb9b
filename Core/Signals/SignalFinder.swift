import Algorithms

/// Observes the signals of functions, on any thread.
public enum SignalFinder {
  /// A function of more tokens is not searched: nobody reads it.
  static let tokenLimit = 200_000
  /// The largest number of places of one signal in one function.
  static let hitLimit = 20

  /// The signals of a function, in the order of the text.
  ///
  /// Depends on the function's own text alone. A text whose names were replaced before (`var1`, `func1`) has none, and
  /// a signal that would look at too many pairs of places is left out; see ``SignalMeter``.
  public static func signals(of function: CFunction) -> [ObservedSignal] { signals(of: function, meter: nil) }

  /// The same with another bound of what a signal may look at.
  static func signals(of function: CFunction, meter: SignalMeter?) -> [ObservedSignal] {
    function.withTokens { tokens in
      guard !tokens.isNormalised, tokens.count <= tokenLimit else { return [] }
      let reading = SignalReading(tokens, name: function.name, meter: meter)
      guard !reading.meter.isSpent else { return [] }
      let lines = LineTable(bytes: tokens.bytes, origin: function.range)
      var observed: [(token: Int, signal: ObservedSignal)] = []
      for signal in Signal.all {
        reading.meter.restart()
        // A place is reported once, from wherever its value comes.
        let hits = signal.find(reading).uniqued(on: \.token).prefix(hitLimit)
        guard !reading.meter.isSpent else { continue }
        for hit in hits {
          let span = reading.statement(at: hit.token) ?? hit.token..<hit.token + 1
          let range = lines.range(
            from: Int(tokens.tokens[span.lowerBound].start), to: Int(tokens.tokens[span.upperBound - 1].end))
          observed.append(
            (
              hit.token,
              ObservedSignal(name: signal.name, cwe: signal.cwe, observation: hit.observation, range: range)
            ))
        }
      }
      return observed.sorted { ($0.token, $0.signal.name) < ($1.token, $1.signal.name) }.map(\.signal)
    }
  }
}
