import Foundation

extension Signal {
  static let danglingField = Signal(
    name: "dangling-field", title: "Field left pointing to freed memory",
    sentence: "A field is freed, keeps its value, and what holds it lives on.",
    cwe: 825, source: "SEI CERT C, MEM01-C", remedy: "Set the field to NULL after it is freed.",
    fires: [
      "void f(struct s *s) { free(s->buf); s->size = 0; }",
      "int f(struct s *s) { if (!read(s)) { free(s->buf); return -1; } return 0; }",
    ],
    staysQuiet: [
      "void f(struct s *s) { free(s->buf); s->buf = NULL; }",
      "void f(struct s *s) { free(s->buf); free(s); }",
      "void s_destroy(struct s *s) { free(s->buf); s->n = 0; }",
      "int closedir(struct s *s) { free(s->buf); return 0; }",
      "void f(struct s *s, struct s *t) { free(s->buf); *s = *t; }",
      "void f(struct s *s) { free(s->ctx.info); memset(&s->ctx, 0, sizeof(s->ctx)); }",
      "void f(void *v) { struct s *s = (struct s *)v; free(s->buf); drop(v); }",
      "void f(struct s *s) { free(s->buf); MALLOC(s->buf, 9); }",
      "void f(struct s *s) { while (s) { free(s->buf); s = s->next; } }",
      "void f(struct s *all) { struct s *p; for (p = all; p->buf; p++) free(p->buf); }",
      "void f(struct s *s) { struct s *t; t = s; free(s->buf); t->buf = get(); }",
    ],
    find: { reading in
      guard !NameWords.words(of: reading.name).contains(where: isEnding) else { return [] }
      return reading.calls.filter { Allocation.isFree($0) }.compactMap { call in
        guard let path = reading.pointer(givenTo: call),
          let arrow = path.range(of: "->", options: .backwards),
          !isSettled(path, holder: String(path[..<arrow.lowerBound]), after: call, in: reading)
        else { return nil }
        return SignalHit(
          token: call.token, observation: "`\(path)` still points to what `\(call.name)` has freed")
      }
    })

  private static let endings: Set<String> = [
    "free", "destroy", "delete", "release", "cleanup", "clear", "close", "fini", "dispose", "uninit",
    "deinit", "term", "exit", "end", "finalize", "unref", "dtor", "shutdown", "teardown", "done", "del",
    "cleanse",
    "dealloc",
  ]

  /// Whether a word of a function's name says that it ends something, also within a word, as in `closedir`.
  private static func isEnding(_ word: String) -> Bool {
    endings.contains(word)
      || ["free", "destroy", "close", "dispose"].contains { word.hasPrefix($0) || word.hasSuffix($0) }
  }

  /// Whether the field is set after it was freed, or nobody comes to it any more.
  private static func isSettled(
    _ path: String, holder: String, after call: SignalCall, in reading: SignalReading
  )
    -> Bool
  {
    let field = path.dropFirst(holder.count)
    let holders = reading.aliases(of: holder).union([holder])
    let fields = Set(holders.map { $0 + field })
    let members = prefixes(of: path).filter { $0.count > holder.count }
    let end = max(call.close + 1, min(reading.count, call.close + SignalReading.flowLimit))
    let after = reading.places(in: call.close + 1..<end)
    // The field or its whole holder gets a new value, or the variable moves on to the next holder.
    let isChanged = after.contains { place in
      // `free(s->c.p); s->c = *c;`
      if fields.contains(place.path) || members.contains(place.path) { return reading.isChanged(place) }
      guard holders.contains(place.path) else { return false }
      return isOverwritten(place, in: reading) || place.path == holder && reading.isChanged(place)
    }
    if isChanged || isWalking(holder, call, in: reading) { return true }
    let wholes = holders.union(prefixes(of: path))
    return reading.calls(after: call.token).contains { later in
      later.arguments.contains { argument in
        guard let given = reading.path(argument) else { return false }
        // A macro that is given the field may set it: `MALLOC(s->buf, n)`.
        return wholes.contains(given) || SignalReading.isConstantName(later.name) && fields.contains(given)
      }
    }
  }

  /// `*holder = …`
  static func isOverwritten(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.is(.star, at: place.tokens.lowerBound - 1) && !reading.isOperand(place.tokens.lowerBound - 2)
      && reading.is(.assign, at: place.tokens.upperBound)
  }

  /// Whether the head of a loop around the call moves the holder on: `for (p = all; p->name; p++) free(p->name);`.
  private static func isWalking(_ holder: String, _ call: SignalCall, in reading: SignalReading) -> Bool {
    reading.heads(around: call.token).contains { head in
      head.opcode == .for
        && reading.places(in: head.tokens).contains { $0.path == holder && reading.isChanged($0) }
    }
  }

  /// What a path goes through: `s` and `s->ctx` of `s->ctx.info`.
  private static func prefixes(of path: String) -> Set<String> {
    var found: Set<String> = []
    var rest = Substring(path)
    while let cut = rest.lastIndex(where: { $0 == "." || $0 == ">" }) {
      rest = rest[..<cut]
      if rest.last == "-" { rest = rest.dropLast() }
      found.insert(String(rest))
    }
    return found
  }
}
