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
      "void f(struct b *b, const char *s) { char *d; for (d = b->buf; *s;) { *d++ = lower(*s++); } }",
      "void f(char *d, const char *s) { while (*s) { if (odd(*s)) d = hex(*s, d); else *d++ = *s; s++; } }",
      "void f(char *b, const char *s, int n) { char *d = b; if (!b) b = malloc(n); d = b; while (*s) *d++ = *s++; }",
      "void f(char *d, const char *s, int n) { while (n && *s) *d++ = *s++; }",
    ],
    staysQuiet: [
      "void f(char *d, const char *s, char *end) { while (*s && d < end) *d++ = *s++; }",
      "void f(char *d, const char *s, int n) { while (n-- > 0) *d++ = *s++; }",
      "void f(char *d, int n) { int i; for (i = 0; i < n; i++) *d++ = 0; }",
      "void f(char *p) { while (*p) { p = strchr(p, ','); if (!p) return; *p++ = 0; } }",
      "char *f(const char *s) { char *r = xmalloc(strlen(s) * 2 + 1), *q = r; while (*s) *q++ = *s++; return r; }",
      "void f(char *s) { char *to, *from; to = from = s; while (*from) { if (*from != ' ') *to++ = *from; from++; } }",
      "void f(struct g *g) { int c; while ((c = next(g)) != EOF) { *g->out++ = c; if (++g->n == g->size) flush(g); } }",
      "void f(char *h) { char *p; if (!(p = strchr(h, 64))) return; p++; while (*p) *h++ = *p++; }",
      "void f(char *d, const char *s, int n) { while (n && *s) { *d++ = *s++; n--; } }",
      "void f(char *d, const char *s, int n) { while (*s) { *d++ = *s++; if (!--n) break; } }",
    ],
    find: { reading in
      reading.loops.compactMap { head in
        guard let body = reading.loopBody(head), body.count <= SignalReading.flowLimit,
          !hasEnd(head.tokens, in: reading), !countsDown(head.tokens, body, in: reading),
          !head.content.isEmpty
        else { return nil }
        let moved = reading.places(in: body).first { writesAndMoves($0, in: reading) }
        guard let moved,
          !reading.isCompared(moved.path, before: body.upperBound, after: head.tokens.lowerBound),
          !body.contains(where: { reading.opcode(at: $0) == .if && endsCount($0, in: reading) }),
          !isSetAnew(
            moved, since: head.opcode == .for ? body.lowerBound : head.tokens.lowerBound, in: reading),
          !reading.isAllocatedHere(moved.path, before: head.tokens.lowerBound),
          !isInPlace(moved.path, head.tokens.lowerBound..<body.upperBound, in: reading)
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

  /// Whether the loop's head compares sizes or counts something down.
  private static func hasEnd(_ head: Range<Int>, in reading: SignalReading) -> Bool {
    if head.contains(where: { reading.isRelation($0) || reading.is(.decrement, at: $0) }) { return true }
    // `p != end`: a comparison of two places without reading what they point to.
    return head.contains { index in
      reading.is(.notEqual, at: index) && reading.function.tokens[index - 1].kind == .identifier
        && index + 1 < reading.count && reading.function.tokens[index + 1].kind == .identifier
        && !SignalReading.isConstantName(reading.words[index + 1])
    }
  }

  /// Whether the head asks for a number that the body counts down: `while (n && *s) { … n--; }`.
  private static func countsDown(_ head: Range<Int>, _ body: Range<Int>, in reading: SignalReading) -> Bool {
    reading.places(in: head).contains { place in
      guard !reading.isDereferenced(place), !reading.isPointer(place.path) else { return false }
      return reading.mentions(of: place.path, after: body.lowerBound - 1, before: body.upperBound).contains {
        reading.is(.decrement, at: $0.tokens.upperBound)
          || reading.is(.decrement, at: $0.tokens.lowerBound - 1)
          || reading.is(.minusAssign, at: $0.tokens.upperBound)
      }
    }
  }

  /// Whether a token compares sizes, or a count that is moved there with its end: `++n == size`.
  private static func endsCount(_ index: Int, in reading: SignalReading) -> Bool {
    if reading.isRelation(index) { return true }
    // `if (!--n) break;`
    if reading.is(.decrement, at: index), reading.is(.exclamation, at: index - 1) { return true }
    guard reading.is(.equal, at: index), let span = reading.statement(at: index) else { return false }
    return reading.places(in: span.lowerBound..<index).contains { place in
      let before = place.tokens.lowerBound - 1
      return (reading.is(.increment, at: before) || reading.is(.decrement, at: before))
        && !reading.isDereferenced(place)
    }
  }

  /// Whether each turn of the loop sets the pointer before it writes: `p = strchr(p, '/'); *p++ = 0;`.
  ///
  /// A call that is given the pointer and does not search may return it moved on.
  private static func isSetAnew(_ moved: NamedPlace, since start: Int, in reading: SignalReading) -> Bool {
    reading.mentions(of: moved.path, after: start, before: moved.tokens.lowerBound).contains { place in
      guard let value = reading.value(assignedTo: place) else { return false }
      let searches = value.contains { reading.words[$0].contains("chr") || reading.words[$0].contains("str") }
      return searches || !reading.places(in: value).contains { $0.path == moved.path }
    }
  }

  /// Whether the pointer began where another one did that the loop reads on from: it writes no more than was read.
  private static func isInPlace(_ path: String, _ loop: Range<Int>, in reading: SignalReading) -> Bool {
    // `p = strchr(s, ':'); while (*p) *s++ = *p++;`
    let isBehind = reading.places(in: loop).contains { source in
      source.path != path && reading.isPointer(source.path) && reading.isChanged(source)
        && reading.assignments(to: source.path, before: loop.lowerBound).contains { value in
          reading.places(in: value).contains { $0.path == path }
        }
    }
    if isBehind { return true }
    return reading.mentions(of: path, after: -1, before: loop.upperBound).filter(reading.isAssigned).contains
    {
      place in
      // `to = from = text`, in either order.
      let next = reading.places(
        in: SignalReading.tokens(
          from: place.tokens.upperBound + 1, to: min(place.tokens.upperBound + 8, reading.count))
      ).first
      let previous = reading.places(
        in: SignalReading.tokens(
          from: max(reading.body, place.tokens.lowerBound - 8), to: place.tokens.lowerBound)
      ).last
      let partners = [
        next.flatMap {
          $0.tokens.lowerBound == place.tokens.upperBound + 1 && reading.isAssigned($0) ? $0 : nil
        },
        previous.flatMap {
          $0.tokens.upperBound == place.tokens.lowerBound - 1 && reading.isAssigned($0) ? $0 : nil
        },
      ]
      return partners.compactMap { $0 }.contains { partner in
        reading.places(in: loop).contains {
          $0.path == partner.path && $0.tokens != partner.tokens && reading.isChanged($0)
        }
      }
    }
  }
}
