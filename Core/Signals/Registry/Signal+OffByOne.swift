extension Signal {
  static let offByOne = Signal(
    name: "off-by-one", title: "One element too many",
    sentence: "A loop runs up to and including the size of an array, or an index is allowed to equal it.",
    cwe: 193, source: "SEI CERT C, ARR30-C",
    remedy: "Compare with < instead of <=, or with > the size less one.",
    fires: [
      "void f(void) { int a[8], i; for (i = 0; i <= sizeof(a) / sizeof(a[0]); i++) a[i] = 0; }",
      "void f(void) { int i; for (i = 0; i <= MAX_ROWS; i++) rows[i] = 0; }",
      "int f(int i) { if (i > ARRAY_SIZE(t)) return 0; return t[i]; }",
    ],
    staysQuiet: [
      "void f(void) { int i; for (i = 0; i < MAX_ROWS; i++) rows[i] = 0; }",
      "void f(int n) { int i; for (i = 1; i <= n; i++) put(i); }",
      "void f(void) { int i; for (i = 1; i <= 3; i++) put(t[i]); }",
    ],
    find: { reading in
      (reading.body..<max(reading.body, reading.count)).compactMap { index in
        let isLoop = reading.is(.lessEqual, at: index) && reading.opcode(at: index) == .for
        let isRefusal = reading.is(.greater, at: index) && reading.opcode(at: index) == .if
        guard isLoop || isRefusal, index > 0, reading.function.tokens[index - 1].kind == .identifier,
          index + 1 < reading.count,
          let size = sizeText(index + 1, allowsMaximum: isLoop, in: reading)
        else { return nil }
        let name = reading.words[index - 1]
        guard isIndex(name, after: index, in: reading) else { return nil }
        return SignalHit(token: index, observation: "`\(name)` may equal `\(size)`, and is an index")
      }
    })

  /// The size at a token: `sizeof …`, a macro that counts elements, or a constant whose name says that it is a size.
  private static func sizeText(_ index: Int, allowsMaximum: Bool, in reading: SignalReading) -> String? {
    let token = reading.function.tokens[index]
    if token.is(CKeyword.size), reading.is(.leftParen, at: index + 1),
      let close = reading.function.partner(of: index + 1)
    {
      // `sizeof(a) - 1` leaves room.
      return reading.is(.minus, at: close + 1) ? nil : reading.text(index..<close + 1)
    }
    guard token.kind == .identifier, SignalReading.isConstantName(reading.words[index]) else { return nil }
    let words = NameWords.words(of: reading.words[index])
    let counts: Set<String> = ["size", "count", "nelem", "nelems", "len", "length", "entries"]
    let isCount = words.contains { counts.contains($0) || allowsMaximum && ($0 == "max" || $0 == "num") }
    let isLast = words.contains { ["last", "index", "idx"].contains($0) }
    var end = index + 1
    if reading.is(.leftParen, at: end), let close = reading.function.partner(of: end) { end = close + 1 }
    return isCount && !isLast && !reading.is(.minus, at: end) ? reading.text(index..<end) : nil
  }

  /// Whether a variable is all of an index near where it was compared.
  private static func isIndex(_ name: String, after token: Int, in reading: SignalReading) -> Bool {
    reading.mentions(of: name, after: token, before: token + 200).contains {
      reading.is(.leftBracket, at: $0.tokens.lowerBound - 1)
        && reading.is(.rightBracket, at: $0.tokens.upperBound)
    }
  }
}
