extension Signal {
  static let inputIndex = Signal(
    name: "input-index", title: "Index from input without a bound",
    sentence: "An array is indexed by a value that was read from input and compared with nothing.",
    cwe: 129, source: "SEI CERT C, ARR30-C",
    remedy: "Check the index against the number of elements before it is used.",
    fires: [
      "int f(struct s *p) { int i = read_byte(p); return table[i]; }",
      "int f(struct s *p, unsigned char *b) { unsigned n; n = get_be16(b); return p->rows[n]; }",
    ],
    staysQuiet: [
      "int f(struct s *p) { int i = read_byte(p); if (i >= 16) return 0; return table[i]; }",
      "int f(struct s *p) { int i = read_byte(p) & 15; return table[i]; }",
    ],
    find: { reading in
      reading.inputs.compactMap { place, call in
        guard let close = reading.statement(at: call.token)?.upperBound, !isMasked(call, in: reading) else {
          return nil
        }
        let uses = reading.mentions(of: place.path, after: close, before: close + SignalReading.flowLimit)
        for use in uses {
          if reading.isAssigned(use)
            || reading.isCompared(place.path, before: use.tokens.lowerBound, after: call.token)
          {
            return nil
          }
          guard reading.is(.leftBracket, at: use.tokens.lowerBound - 1),
            reading.is(.rightBracket, at: use.tokens.upperBound)
          else { continue }
          return SignalHit(
            token: use.tokens.lowerBound,
            observation: "`\(place.path)` from `\(call.name)` is an index, and nothing here bounds it")
        }
        return nil
      }
    })

  /// Whether the value is cut to size where it is read.
  static func isMasked(_ call: SignalCall, in reading: SignalReading) -> Bool {
    guard let span = reading.statement(at: call.token), call.close + 1 < span.upperBound else { return false }
    return (call.close + 1..<span.upperBound).contains {
      reading.is(.ampersand, at: $0) || reading.is(.percent, at: $0) || reading.is(.shiftRight, at: $0)
    }
  }
}
