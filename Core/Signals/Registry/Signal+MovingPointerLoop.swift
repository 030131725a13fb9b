extension Signal {
  static let movingPointerLoop = Signal(
    name: "moving-pointer-loop", title: "Writing through a moving pointer without an end",
    sentence:
      "A loop writes through a pointer or an index that it moves, and compares neither it nor a count with an end.",
    cwe: 787, source: "SEI CERT C, ARR30-C and STR31-C",
    remedy: "Compare the pointer or the index with the end of the buffer in the loop.",
    fires: [
      "void f(char *d, const char *s) { while (*s) *d++ = *s++; }",
      "void f(char *d, const char *s) { for (; *s != ':'; s++) { *d++ = *s; } }",
      "void f(struct b *b, const char *s) { char *d; for (d = b->buf; *s;) { *d++ = lower(*s++); } }",
      "void f(char *d, const char *s) { while (*s) { if (odd(*s)) d = hex(*s, d); else *d++ = *s; s++; } }",
      "void f(char *b, const char *s, int n) { char *d = b; if (!b) b = malloc(n); d = b; while (*s) *d++ = *s++; }",
      "void f(char *d, const char *s, int n) { while (n && *s) *d++ = *s++; }",
      "void f(char *d, const char *s) { while ((*d++ = *s++) != '\\0') ; }",
      "void f(char *d, const char *s) { while (*s) { *d = *s; d++; s++; } }",
      "void f(char *d, const char *s) { for (; *s; s++, d++) *d = *s; }",
      "void f(char *d, const char *s) { do { *d++ = *s++; } while (*s != ','); }",
      "void f(char *d, const char *s) { while (*s) *(d++) = *s++; }",
      "void f(char *d, const char *s) { while (*s) *++d = *s++; }",
      "void f(void) { char b[64]; int c, i = 0; while ((c = getchar()) != EOF) b[i++] = c; use(b); }",
      "void f(const char *s) { char b[64]; int i; for (i = 0; s[i]; i++) b[i] = s[i]; use(b); }",
      "void f(char *d, const char *s) { int i, j = 0; for (i = 0; s[i]; i++) d[j++] = s[i]; }",
    ],
    staysQuiet: [
      "void f(char *b, long n) { char *p = b; do { *p++ = '0' + n % 10; } while (n /= 10); }",
      "void f(struct n *l, int *d) { while (l != NULL) { *d = l->x; d++; l = l->next; } }",
      "void f(char *s) { char b[9]; int i; if (strlen(s) > 8) return; for (i = 0; s[i]; i++) b[i] = s[i]; use(b); }",
      "void f(char *s) { while (*s) { *s = lower(*s); s++; } }",
      "char *f(const char *s) { char *r = g_new(char, strlen(s) + 1), *d; for (d = r; *s; s++, d++) *d = *s; return r; }",
      "void f(char *s) { char *d = s; while (*s) { if (*s != ' ') *d++ = *s; s++; } *d = 0; }",
      "void f(void) { char b[64]; int c, i = 0; while ((c = getchar()) != EOF) { if (i == 63) break; b[i++] = c; } }",
      "void f(const char *s) { char b[64]; int i; for (i = 0; i < 63 && s[i]; i++) b[i] = s[i]; use(b); }",
      "void f(char *s) { int i, j = 0; for (i = 0; s[i]; i++) if (s[i] != ' ') s[j++] = s[i]; }",
      "char *f(const char *s) { char *b = malloc(strlen(s) + 1); int i; for (i = 0; s[i]; i++) b[i] = s[i]; return b; }",
      "void f(char *d, char *s, char *e) { do *d++ = *s++; while (s < e); }",
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
      movingLoops(in: reading).compactMap { loop in
        let (head, body) = (loop.head, loop.body)
        guard body.count <= SignalReading.flowLimit, !hasEnd(head, in: reading),
          !countsDown(head, body, in: reading),
          !body.contains(where: { reading.opcode(at: $0) == .if && endsCount($0, in: reading) })
        else { return nil }
        let (start, end) = (loop.tokens.lowerBound, loop.tokens.upperBound)
        let named = reading.places(in: body) + reading.places(in: head)
        guard let moved = named.first(where: { writesAndMoves($0, head, body, in: reading) }),
          head.contains(moved.tokens.lowerBound)
            || !reading.isCompared(moved.path, before: end, after: start),
          !loop.isDo && writesAndMoves(moved, in: reading) || readsOn(head, in: reading),
          !isSetAnew(moved, since: loop.isFor ? body.lowerBound : start, in: reading)
        else { return writtenByIndex(loop, in: reading) }
        guard !reading.isAllocatedHere(moved.path, before: loop.isFor ? head.upperBound : start),
          !isInPlace(moved.path, loop.tokens, in: reading)
        else { return nil }
        return SignalHit(
          token: moved.tokens.lowerBound,
          observation: "the loop writes through `\(moved.path)` and moves it, and nothing says where it ends")
      }
    })

  struct MovingLoop {
    let head: Range<Int>
    let body: Range<Int>
    let isFor: Bool
    var isDo = false

    /// From the head to the body's end, or the other way round.
    var tokens: Range<Int> {
      min(head.lowerBound, body.lowerBound)..<max(head.upperBound, body.upperBound)
    }
  }

  /// The loops of a function that have a condition, `do` included, with the condition as the head of that.
  private static func movingLoops(in reading: SignalReading) -> [MovingLoop] {
    let tails = reading.spans.filter { $0.opcode == .do }.compactMap { head -> MovingLoop? in
      let body = reading.branch(from: head.tokens.upperBound)
      guard body.upperBound < reading.count, let tail = reading.statement(at: body.upperBound),
        tail.lowerBound == body.upperBound, reading.function.tokens[body.upperBound].is(CKeyword.while)
      else { return nil }
      return MovingLoop(head: tail, body: body, isFor: false, isDo: true)
    }
    let ends = Set(tails.map(\.head.lowerBound))
    let plain = reading.loops.compactMap { head -> MovingLoop? in
      guard !head.content.isEmpty, !ends.contains(head.tokens.lowerBound) else { return nil }
      // `while ((*d++ = *s++)) ;`
      let isEmpty =
        reading.is(.semicolon, at: head.tokens.upperBound - 1)
        || reading.is(.semicolon, at: head.tokens.upperBound)
      let end = head.tokens.upperBound
      guard let body = isEmpty ? end..<end : reading.loopBody(head) else { return nil }
      return MovingLoop(head: head.tokens, body: body, isFor: head.opcode == .for)
    }
    return (plain + tails).sorted { $0.body.lowerBound < $1.body.lowerBound }
  }

  /// Whether a place is written through and moved in the loop: `*p++ = …`, `*(p++) = …`, `*++p = …`, or `*p = …` with
  /// `p++` elsewhere in the loop.
  private static func writesAndMoves(
    _ place: NamedPlace, _ head: Range<Int>, _ body: Range<Int>, in reading: SignalReading
  ) -> Bool {
    let (first, next) = (place.tokens.lowerBound, place.tokens.upperBound)
    if writesAndMoves(place, in: reading) { return true }
    let isStarred = reading.is(.star, at: first - 1) && !reading.isOperand(first - 2)
    if reading.is(.star, at: first - 2), reading.is(.leftParen, at: first - 1), !reading.isOperand(first - 3),
      reading.is(.increment, at: next), reading.is(.rightParen, at: next + 1),
      reading.is(.assign, at: next + 2)
    {
      return true
    }
    if reading.is(.star, at: first - 2), reading.is(.increment, at: first - 1), !reading.isOperand(first - 3)
    {
      return reading.is(.assign, at: next)
    }
    guard isStarred, reading.is(.assign, at: next), reading.opcode(at: first) != .declaration else {
      return false
    }
    let others = [head, body].flatMap { part in
      reading.mentions(of: place.path, after: part.lowerBound - 1, before: part.upperBound)
    }
    // A loop that reads what it writes changes a text in its place: `while (*p) { *p = lower(*p); p++; }`.
    let isOnlyWritten = others.allSatisfy { other in
      isMoved(other, in: reading) || reading.opcode(at: other.tokens.lowerBound) == .return
        || reading.is(.star, at: other.tokens.lowerBound - 1)
          && reading.is(.assign, at: other.tokens.upperBound)
    }
    return isOnlyWritten && others.contains { isMoved($0, in: reading) }
  }

  private static func isMoved(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    !reading.is(.star, at: place.tokens.lowerBound - 1)
      && (reading.is(.increment, at: place.tokens.upperBound)
        || reading.is(.increment, at: place.tokens.lowerBound - 1))
  }

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
    // `d = s; while (*s) { if (…) *d++ = *s; s++; }`
    let followsAnother = reading.assignments(to: path, before: loop.lowerBound).contains { value in
      guard let source = reading.path(value), source != path else { return false }
      return reading.isChanged(source, after: loop.lowerBound, before: loop.upperBound)
    }
    if followsAnother { return true }
    return reading.changes(of: path, after: -1, before: loop.upperBound).filter(reading.isAssigned).contains {
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
