extension Signal {
  static let offByOne = Signal(
    name: "off-by-one", title: "One element too many",
    sentence: "A loop runs up to and including the size of an array, or an index is allowed to equal it.",
    cwe: 193, source: "SEI CERT C, ARR30-C",
    remedy: "Compare with < instead of <=, or with > the size less one.",
    fires: [
      "void f(void) { int a[8], i; for (i = 0; i <= sizeof(a) / sizeof(a[0]); i++) a[i] = 0; }",
      "void f(void) { int i, rows[MAX_ROWS]; for (i = 0; i <= MAX_ROWS; i++) rows[i] = 0; }",
      "void f(char *s, unsigned n) { char b[9]; if (n > sizeof(b)) n = sizeof(b); memcpy(b, s, n); b[n] = 0; }",
      "int f(int i) { if (i > ARRAY_SIZE(t)) return 0; return t[i]; }",
    ],
    staysQuiet: [
      "void f(void) { int i; for (i = 0; i < MAX_ROWS; i++) rows[i] = 0; }",
      "void f(int n) { int i; for (i = 1; i <= n; i++) put(i); }",
      "void f(void) { int i; for (i = 1; i <= 3; i++) put(t[i]); }",
      "void f(struct s *s) { int i; for (i = 0; i <= MAX_BITS; i++) s->count[i] = 0; }",
      "void f(void) { int i, n[MAX_BITS + 1]; for (i = 0; i <= MAX_BITS; i++) n[i] = 0; }",
      "int f(struct b *b, int n) { if (n > MAX_NAME_LENGTH) return 0; b->name[n] = 0; return 1; }",
    ],
    find: { reading in
      (reading.body..<max(reading.body, reading.count)).compactMap { index in
        let isLoop = reading.is(.lessEqual, at: index) && reading.opcode(at: index) == .for
        let isRefusal = reading.is(.greater, at: index) && reading.opcode(at: index) == .if
        guard isLoop || isRefusal, index > 0, reading.function.tokens[index - 1].kind == .identifier,
          let size = size(at: index + 1, in: reading)
        else { return nil }
        let name = reading.words[index - 1]
        let isTooLarge = arrays(indexedBy: name, after: index, in: reading).contains { array in
          isSize(size, of: array, in: reading)
        }
        guard isTooLarge else { return nil }
        return SignalHit(
          token: index, observation: "`\(name)` may equal `\(reading.text(size))`, and is an index")
      }
    })

  /// The tokens of a size: `sizeof …`, a macro of one argument, or a constant.
  private static func size(at index: Int, in reading: SignalReading) -> Range<Int>? {
    guard index < reading.count else { return nil }
    var end = index + 1
    if reading.is(.leftParen, at: end), let close = reading.function.partner(of: end) { end = close + 1 }
    // `sizeof(a) - 1` leaves room.
    if reading.is(.minus, at: end) { return nil }
    if reading.function.tokens[index].is(CKeyword.size) { return index..<end }
    guard reading.function.tokens[index].kind == .identifier,
      SignalReading.isConstantName(reading.words[index])
    else { return nil }
    return index..<end
  }

  /// Whether a size is that of an array: asked of the array itself, or the constant that the array was declared with.
  ///
  /// A constant that is a limit is often the last index, and the array has one element more.
  private static func isSize(_ size: Range<Int>, of array: String, in reading: SignalReading) -> Bool {
    if size.count > 1 { return size.count == 4 && reading.words[size.lowerBound + 2] == array }
    return reading.declarations[array]?.length.map(reading.text) == reading.text(size)
  }

  /// The arrays that a variable is all of an index of, near where it was compared.
  private static func arrays(indexedBy name: String, after token: Int, in reading: SignalReading) -> Set<
    String
  > {
    var found: Set<String> = []
    for place in reading.mentions(of: name, after: token, before: token + 200) {
      let open = place.tokens.lowerBound - 1
      guard open > reading.body, reading.is(.leftBracket, at: open),
        reading.is(.rightBracket, at: place.tokens.upperBound)
      else {
        continue
      }
      let array = reading.places(in: max(reading.body, open - 1)..<open).last
      if let array, array.tokens.upperBound == open { found.insert(array.path) }
    }
    return found
  }
}
