extension Signal {
  static let unterminatedString = Signal(
    name: "unterminated-string", title: "String without its end",
    sentence: "strncpy fills a buffer, and no NUL is written to it afterwards.",
    cwe: 170, source: "SEI CERT C, STR32-C",
    remedy: "Write the NUL after the copy, or use strlcpy or snprintf.",
    fires: ["void f(struct s *s, const char *n) { strncpy(s->name, n, sizeof(s->name)); }"],
    staysQuiet: [
      "void f(struct s *s, const char *n) { strncpy(s->name, n, 31); s->name[31] = 0; }",
      "void f(struct s *s, const char *n) { memset(s, 0, sizeof *s); strncpy(s->name, n, sizeof(s->name) - 1); }",
      "void f(char *d, const char *n) { d[15] = '\\0'; strncpy(d, n, 15); }",
    ],
    find: { reading in
      reading.calls(of: ["strncpy", "stpncpy", "wcsncpy"]).compactMap { call in
        guard let target = reading.argument(0, of: call), let place = reading.places(in: target).first,
          let length = reading.argument(2, of: call), !isLessThanAll(length, in: reading, target: place)
        else { return nil }
        let ends = reading.places.contains { other in
          guard other.path == place.path, reading.is(.leftBracket, at: other.tokens.upperBound),
            let close = reading.function.partner(of: other.tokens.upperBound)
          else { return false }
          return reading.is(.assign, at: close + 1)
        }
        return ends
          ? nil
          : SignalHit(
            token: call.token,
            observation: "`\(call.name)` may leave `\(reading.text(target))` without its NUL")
      }
    })

  /// A copy of fewer bytes than there are, into memory that was cleared.
  private static func isLessThanAll(_ length: Range<Int>, in reading: SignalReading, target: NamedPlace)
    -> Bool
  {
    guard length.contains(where: { reading.is(.minus, at: $0) }) else { return false }
    let isCleared = reading.calls.contains { call in
      call.token < target.tokens.lowerBound
        && (["memset", "bzero", "calloc"].contains(call.name) || call.name.contains("zalloc"))
    }
    return isCleared
      || reading.declarations[target.path].map { reading.is(.assign, at: $0.token + 1) } ?? false
  }
}
