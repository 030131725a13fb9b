extension Signal {
  static let unterminatedString = Signal(
    name: "unterminated-string", title: "String without its end",
    sentence: "strncpy fills a buffer, and no NUL is written to it afterwards.",
    cwe: 170, source: "SEI CERT C, STR32-C",
    remedy: "Write the NUL after the copy, or use strlcpy or snprintf.",
    fires: [
      "void f(struct s *s, const char *n) { strncpy(s->name, n, sizeof(s->name)); }",
      "void f(char *d, const char *n) { memset(d, 0, 32); strncpy(d, n, 32); }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); if (k < 9) sprintf(d + k, \"%d\", k); }",
    ],
    staysQuiet: [
      "void f(struct s *s, const char *n) { strncpy(s->name, n, 31); s->name[31] = 0; }",
      "void f(struct s *s, const char *n) { memset(s, 0, sizeof *s); strncpy(s->name, n, sizeof(s->name) - 1); }",
      "void f(char *d, const char *n) { d[15] = '\\0'; strncpy(d, n, 15); }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); *(d + k) = '\\0'; }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); d += k; *d++ = 0; }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); strcpy(d + k, \".o\"); }",
      "void f(const char *n, int k) { char b[32]; memset(b, 0, 32); strncpy(b, n, k > 31 ? 31 : k); }",
      "void f(char *d) { strncpy(d, \"zwork\", MAX_PATH); }",
    ],
    find: { reading in
      reading.calls(of: ["strncpy", "stpncpy", "wcsncpy"]).compactMap { call in
        guard let target = reading.argument(0, of: call), let place = reading.places(in: target).first,
          let source = reading.argument(1, of: call), let length = reading.argument(2, of: call),
          !isLessThanAll(length, in: reading, target: place),
          !source.allSatisfy({ reading.function.tokens[$0].kind == .string }),
          !reading.places.contains(where: { $0.path == place.path && isWritten($0, after: call, in: reading) }
          ),
          !isContinued(place.path, target, after: call, in: reading)
        else { return nil }
        return SignalHit(
          token: call.token,
          observation: "`\(call.name)` may leave `\(reading.text(target))` without its NUL")
      }
    })

  /// Whether an element is assigned: `d[n] = 0`, anywhere, or `*d = 0` and `*(d + n) = 0` after the copy.
  private static func isWritten(_ place: NamedPlace, after call: SignalCall, in reading: SignalReading)
    -> Bool
  {
    if reading.is(.leftBracket, at: place.tokens.upperBound),
      let close = reading.function.partner(of: place.tokens.upperBound)
    {
      return reading.is(.assign, at: close + 1)
    }
    var first = place.tokens.lowerBound - 1
    var next = place.tokens.upperBound
    if reading.is(.leftParen, at: first), let close = reading.function.partner(of: first) {
      (first, next) = (first - 1, close + 1)
    }
    if reading.is(.increment, at: next) { next += 1 }
    return place.tokens.lowerBound > call.close && reading.is(.star, at: first)
      && !reading.isOperand(first - 1)
      && reading.is(.assign, at: next)
  }

  /// Whether another copy goes on behind this one, to a later place of the same buffer.
  private static func isContinued(
    _ buffer: String, _ target: Range<Int>, after call: SignalCall, in reading: SignalReading
  ) -> Bool {
    reading.calls.contains { other in
      guard other.token > call.close, let next = other.arguments.first,
        reading.blocks[other.token] == reading.blocks[call.token],
        !reading.isBranch(reading.statement(at: other.token)?.lowerBound ?? 0)
      else { return false }
      return ["strcpy", "stpcpy", "memcpy", "mempcpy", "sprintf", "snprintf", "strlcpy"].contains(other.name)
        && reading.places(in: next).first?.path == buffer && reading.text(next) != reading.text(target)
        && next.contains { reading.is(.plus, at: $0) }
    }
  }

  /// A copy of fewer bytes than there are, into memory that was cleared.
  private static func isLessThanAll(_ length: Range<Int>, in reading: SignalReading, target: NamedPlace)
    -> Bool
  {
    let cleared = reading.calls(of: ["memset", "bzero"]).contains { call in
      call.token < target.tokens.lowerBound && call.arguments.first.flatMap(reading.path) == target.path
        && call.arguments.last.map(reading.text) != reading.text(length)
    }
    if cleared { return true }
    guard length.contains(where: { reading.is(.minus, at: $0) }) else { return false }
    let isCleared = reading.calls.contains { call in
      call.token < target.tokens.lowerBound
        && (["memset", "bzero", "calloc"].contains(call.name) || call.name.contains("zalloc"))
    }
    return isCleared
      || reading.declarations[target.path].map { reading.is(.assign, at: $0.token + 1) } ?? false
  }
}
