extension Signal {
  static let movingPointerLoop = Signal(
    name: "moving-pointer-loop", title: "Writing through a moving pointer without an end",
    sentence:
      "A loop writes through a pointer that it moves, and compares neither the pointer nor a count with an end.",
    cwe: 787, source: "SEI CERT C, ARR30-C and STR31-C",
    remedy: "Compare the pointer with the end of the buffer in the loop.",
    fires: [
      "void f(char *d, const char *s) { while (*s) *d++ = *s++; }",
      "void f(char *d, const char *s) { for (; *s != ':'; s++) { *d++ = *s; } }",
    ],
    staysQuiet: [
      "void f(char *d, const char *s, char *end) { while (*s && d < end) *d++ = *s++; }",
      "void f(char *d, const char *s, int n) { while (n-- > 0) *d++ = *s++; }",
      "void f(char *d, int n) { int i; for (i = 0; i < n; i++) *d++ = 0; }",
    ],
    find: { reading in
      reading.loops.compactMap { head in
        guard let body = reading.loopBody(head), body.count <= SignalReading.flowLimit,
          !hasEnd(head.tokens, in: reading), !head.content.isEmpty
        else { return nil }
        let moved = reading.places(in: body).first { writesAndMoves($0, in: reading) }
        guard let moved,
          !reading.isCompared(moved.path, before: body.upperBound, after: head.tokens.lowerBound),
          !body.contains(where: { isRelation($0, in: reading) && reading.opcode(at: $0) == .if })
        else { return nil }
        return SignalHit(
          token: moved.tokens.lowerBound,
          observation: "the loop writes through `\(moved.path)` and moves it, and nothing says where it ends")
      }
    })

  /// `*p++ = …`
  private static func writesAndMoves(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    let next = place.tokens.upperBound
    return reading.is(.star, at: place.tokens.lowerBound - 1)
      && !reading.isOperand(place.tokens.lowerBound - 2)
      && reading.is(.increment, at: next) && reading.is(.assign, at: next + 1)
  }

  private static func isRelation(_ index: Int, in reading: SignalReading) -> Bool {
    reading.is(.less, at: index) || reading.is(.greater, at: index) || reading.is(.lessEqual, at: index)
      || reading.is(.greaterEqual, at: index)
  }

  /// Whether the loop's head compares sizes or counts something down.
  private static func hasEnd(_ head: Range<Int>, in reading: SignalReading) -> Bool {
    if head.contains(where: { isRelation($0, in: reading) || reading.is(.decrement, at: $0) }) { return true }
    // `p != end`: a comparison of two places without reading what they point to.
    return head.contains { index in
      reading.is(.notEqual, at: index) && reading.function.tokens[index - 1].kind == .identifier
        && index + 1 < reading.count && reading.function.tokens[index + 1].kind == .identifier
        && !SignalReading.isConstantName(reading.words[index + 1])
    }
  }
}
