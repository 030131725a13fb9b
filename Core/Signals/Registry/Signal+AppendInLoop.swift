extension Signal {
  static let appendInLoop = Signal(
    name: "append-in-loop", title: "Text appended in a loop without an end",
    sentence:
      "A loop appends text to a buffer at every turn, and neither the length so far nor the number of turns is compared with the buffer's size.",
    cwe: 787, source: "SEI CERT C, STR31-C and ARR30-C",
    remedy: "Compare the length so far with the buffer's size before each append, or limit the turns.",
    fires: [
      "void f(char *l) { char b[64]; char *i = next(l); *b = 0; for (; i; i = next(0)) strcat(b, \" or \"); }",
      "void f(char *p, struct d *d) { int i; for (i = 0; i < d->len; i++) p += sprintf(p, \"%.2x\", d->id[i]); }",
      "void f(struct d *d) { char b[99]; int n = 0, i; for (i = 0; i < d->n; i++) { n += sprintf(b + n, \"%d,\", i); } }",
      "void f(char *s) { char b[80] = \"\"; while (*s) { if (*s == ',') strcat(b, \"; \"); s++; } }",
      "void f(unsigned char *d, int n) { char b[99]; int i; for (i = 0; i < n; i++) sprintf(b + i * 2, \"%02x\", d[i]); }",
      "void f(unsigned char *d, int n) { char b[99]; int i; for (i = 0; i < n; i++) sprintf(&b[i * 3], \"%02x:\", d[i]); }",
      "void f(int n) { char b[99]; int o = 0, i; for (i = 0; i < n; i++) o += snprintf(b + o, sizeof(b) - o, \"%d,\", i); }",
    ],
    staysQuiet: [
      "void f(char *b, unsigned d) { int j, k; for (j = 0, k = 31; k >= 0; j++, k--) sprintf(&b[j], (d >> k) & 1 ? \"1\" : \"0\"); }",
      "void f(char **c, int n) { int i; for (i = 0; i < n; i++) sprintf(c[i], \"%d\", i); }",
      "void f(unsigned char *d) { char b[33]; int i; for (i = 0; i < 16; i++) sprintf(b + i * 2, \"%02x\", d[i]); }",
      "void f(int n) { char b[99]; int o = 0, i; for (i = 0; i < n && o < 90; i++) o += snprintf(b + o, sizeof(b) - o, \"%d,\", i); }",
      "void f(char *p, char *d) { int i; for (i = 0; i < 16; i++) p += sprintf(p, \"%.2x\", d[i]); }",
      "void f(char *p, char *end, int n) { while (n--) { if (p + 3 > end) break; p += sprintf(p, \"%d\", n); } }",
      "void f(char *s) { char b[80]; while (*s) { if (strlen(b) > 70) break; strcat(b, \"; \"); s++; } }",
      "void f(int n) { while (n--) { char b[16]; strcpy(b, \"a\"); strcat(b, \"; \"); use(b); } }",
      "void f(char *b, int n) { while (n--) { strcpy(b, \"a\"); strcat(b, \";\"); use(b); } }",
      "void f(int n) { int i; char *b = malloc(n * 3 + 1), *p = b; for (i = 0; i < n; i++) p += sprintf(p, \"%02x\", i); }",
      "void f(char *b, struct s *s) { if (s) strcat(b, \"; \"); }",
      "void f(char *p) { int i; for (i = 0; i < ARRAY_SIZE(names); i++) p += sprintf(p, \"%.6s,\", names[i]); }",
      "void f(char *b, char **m, int n) { for (; *m; m++) { if (n >= need(*m)) { strcat(b, \"; \"); n -= need(*m); } } }",
      "void f(char *b, char *p) { while (*p) { n += sprintf(b, \"%d\", *p++); send(b); } }",
      "void f(char *p, char *d, int n) { int i; n = MIN(n, 8); for (i = 0; i < n; i++) p += sprintf(p, \"%.2x\", d[i]); }",
    ],
    find: { reading in
      appends(in: reading).compactMap { call, moved in
        guard let target = call.arguments.first, let buffer = reading.places(in: target).first,
          let (head, body) = reading.loop(around: call.token), body.count <= SignalReading.flowLimit
        else { return nil }
        let names = [buffer.path] + [moved].compactMap { $0 }
        let loop = SignalReading.tokens(from: head.tokens.lowerBound, to: body.upperBound)
        guard !turnsAFixedNumber(head.tokens, in: reading), !isGuarded(call, within: head, in: reading),
          !names.contains(where: {
            reading.isCompared($0, before: loop.upperBound, after: loop.lowerBound)
              || reading.isComparedThrough($0, before: loop.upperBound, after: loop.lowerBound)
              || reading.isAllocatedHere($0, before: loop.lowerBound)
          }),
          !isMeasured(buffer.path, in: loop, reading),
          !startsAnew(buffer.path, since: head.tokens.upperBound, before: call, in: reading)
        else { return nil }
        return SignalHit(
          token: call.token,
          observation:
            "`\(call.name)` appends to `\(buffer.path)` at every turn of a loop that does not look how full it is"
        )
      }
    })

  /// The calls that append what `copy-without-bound` lets pass, in order, with the path that their result moves on.
  private static func appends(in reading: SignalReading) -> [(call: SignalCall, moved: String?)] {
    let copies = reading.calls(of: KnownCall.unboundedCopies).filter {
      (reading.known($0)?.isAppending ?? false) && copied($0, in: reading) == nil
    }.map { ($0, nil as String?) }
    let texts = reading.calls(of: ["sprintf", "wsprintf"]).compactMap { call in
      advance(of: call, in: reading).flatMap { moved in
        formatted(call, in: reading) == nil ? (call, moved.path as String?) : nil
      }
    }
    let placed = reading.calls(of: ["sprintf"]).filter { isPlacedByCounter($0, in: reading) }.map {
      ($0, nil as String?)
    }
    // `o += snprintf(b + o, size - o, …)` may add more than there is room for.
    let added = reading.calls(of: ["snprintf"]).compactMap { call -> (SignalCall, String?)? in
      guard let moved = advance(of: call, in: reading), let size = reading.argument(1, of: call),
        size.contains(where: { reading.is(.minus, at: $0) }),
        reading.places(in: size).contains(where: { $0.path == moved.path })
      else { return nil }
      return (call, moved.path)
    }
    return (copies + texts + placed + added).sorted { $0.0.token < $1.0.token }.map {
      (call: $0.0, moved: $0.1)
    }
  }

  /// Whether a text goes where the counter of a `for` loop points: `sprintf(b + 2 * i, "%02x", d[i])`.
  private static func isPlacedByCounter(_ call: SignalCall, in reading: SignalReading) -> Bool {
    guard let target = call.arguments.first,
      target.contains(where: { reading.is(.plus, at: $0) || reading.is(.leftBracket, at: $0) }),
      !reading.is(.rightBracket, at: target.upperBound - 1) || reading.is(.ampersand, at: target.lowerBound),
      advance(of: call, in: reading) == nil, formatted(call, in: reading) == nil,
      let counter = reading.places(in: target).dropFirst().first, reading.places(in: target).count == 2,
      reading.declarations[counter.path].map({ !$0.isPointer && $0.length == nil }) ?? false,
      let (head, body) = reading.loop(around: call.token), head.opcode == .for
    else { return false }
    let inHead = reading.mentions(
      of: counter.path, after: head.tokens.lowerBound, before: head.tokens.upperBound
    ).map(\.tokens.upperBound)
    let isStepped = inHead.contains { reading.is(.increment, at: $0) || reading.is(.plusAssign, at: $0) }
    let isCompared = inHead.contains { reading.is(.less, at: $0) || reading.is(.lessEqual, at: $0) }
    return isStepped && isCompared
      && !reading.isChanged(counter.path, after: body.lowerBound - 1, before: body.upperBound)
  }

  /// What a call's result moves on: `p` of `p += sprintf(p, …)`, `n` of `n += sprintf(b + n, …)`.
  private static func advance(of call: SignalCall, in reading: SignalReading) -> NamedPlace? {
    guard let target = call.arguments.first, reading.is(.plusAssign, at: call.token - 1),
      let start = reading.statement(at: call.token)?.lowerBound,
      let moved = reading.places(in: SignalReading.tokens(from: start, to: call.token - 1)).last
    else { return nil }
    return reading.places(in: target).contains { $0.path == moved.path } ? moved : nil
  }

  /// Whether the loop's head compares with a constant, or leaves no turn to the input.
  private static func turnsAFixedNumber(_ head: Range<Int>, in reading: SignalReading) -> Bool {
    head.contains { index in
      guard reading.isRelation(index) else { return false }
      var end = index + 1
      while end < head.upperBound, !reading.is(.semicolon, at: end), !reading.is(.andAnd, at: end) {
        if reading.is(.rightParen, at: end) { break }
        if reading.is(.leftParen, at: end), let close = reading.function.partner(of: end), close > end {
          end = close
        }
        end += 1
      }
      let bound = index + 1..<end
      let isZero = bound.count == 1 && reading.function.text(at: bound.lowerBound) == "0"
      if bound.isEmpty || isZero { return false }
      if reading.isConstant(bound) || countsElements(bound, in: reading) { return true }
      return reading.path(bound).map { reading.isBounded($0, before: head.lowerBound) } ?? false
    }
  }

  /// `ARRAY_SIZE(names)`, `XtNumber(names)`
  private static func countsElements(_ bound: Range<Int>, in reading: SignalReading) -> Bool {
    guard let first = bound.first, reading.is(.leftParen, at: first + 1),
      reading.function.partner(of: first + 1) == bound.upperBound - 1
    else { return false }
    let name = reading.words[first]
    return SignalReading.isConstantName(name) || name.hasSuffix("Number") || name.hasSuffix("countof")
  }

  /// Whether the append is tried only where sizes compare: `if (left >= length) strcat(…)`.
  private static func isGuarded(_ call: SignalCall, within loop: StatementSpan, in reading: SignalReading)
    -> Bool
  {
    reading.heads(around: call.token).prefix { $0.tokens != loop.tokens }.contains { head in
      head.opcode == .if && head.tokens.contains { reading.isRelation($0) }
    }
  }

  /// Whether the loop asks for the length of what the buffer holds, or hands the buffer to something that checks.
  private static func isMeasured(_ path: String, in loop: Range<Int>, _ reading: SignalReading) -> Bool {
    reading.calls(in: loop).contains { call in
      SignalReading.measuresObject(call.name)
        && call.arguments.contains { reading.path($0) == path }
    }
  }

  /// Whether each turn empties the buffer, or has one of its own.
  private static func startsAnew(
    _ path: String, since start: Int, before call: SignalCall, in reading: SignalReading
  ) -> Bool {
    if let declared = reading.declarations[path], !declared.isParameter, declared.token >= start {
      return true
    }
    let isWritten = reading.calls(in: SignalReading.tokens(from: start, to: call.token)).contains { other in
      (reading.known(other).map { $0.target == 0 && !$0.isAppending } ?? false)
        && other.arguments.first.flatMap(reading.path) == path && reading.isStatement(other)
    }
    return isWritten
      || reading.mentions(of: path, after: start, before: call.token).contains { place in
        reading.isAssigned(place)
          // `*b = 0;` and `b[0] = 0;`
          || reading.isDereferenced(place)
            && SignalReading.tokens(
              from: place.tokens.upperBound, to: min(place.tokens.upperBound + 4, call.token)
            ).contains {
              reading.is(.assign, at: $0)
            }
      }
  }
}
