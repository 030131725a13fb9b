extension Signal {
  static let useAfterFree = Signal(
    name: "use-after-free", title: "Use after free",
    sentence:
      "Memory is freed or moved, or a file closed, and the same pointer is used in what runs next, without a new value between.",
    cwe: 416, source: "SEI CERT C, MEM30-C",
    remedy: "Use the memory before it is freed, or set the pointer anew.",
    fires: [
      "void f(struct n *p) { free(p); log_it(p->name); }",
      "void f(struct n *p) { free(p->buf); p->used = 0; memcpy(p->buf, x, 3); }",
      "int f(char *p) { free(p); return p[0]; }",
      "int f(struct s *p) { free(p); return p->n; }",
      "int f(int *p, int n) { free(p); return p[0] + n; }",
      "void f(struct n *p) { while (p) { free(p); p = p->next; } }",
      "void f(struct n *p) { for (; p; p = p->next) free(p); }",
      "void f(struct n *p) { for (; p; p = p->next) { if (odd(p)) { free(p); continue; } show(p); } }",
      "void f(struct n *p) { do { free(p); p = p->next; } while (p); }",
      "void f(char *p) { free(p); puts(p); }",
      "char *f(char *p) { free(p); return strdup(p); }",
      "void f(char *p) { free(p); printf(\"%d %s\", 3, p); }",
      "void f(char *p) { char b[9]; free(p); snprintf(b, 9, \"%s\", p); }",
      "void f(char *p) { char *q = p; free(p); q[0] = 1; }",
      "void f(char *p) { char *q = p; free(q); puts(p); }",
      "void f(struct s *s) { struct b *b = s->b; free(s->b); b->x = 1; }",
      "void f(struct s *s) { char *n = s->name; free(n); printf(\"%s\", s->name); }",
      "void f(char *b) { char *p = b + 4; free(b); *p = 0; }",
      "void f(char *b) { char *p = strchr(b, ':'); free(b); puts(p); }",
      "void f(char **v, int i) { free(v[i]); puts(v[i]); }",
      "void f(struct s **o) { free(*o); (*o)->x = 0; }",
      "void f(struct s *s) { free(s->v[0]); s->v[0]->x = 1; }",
      "char *f(char *p) { free(p); return p; }",
      "void f(struct s *s) { free(s); consume(s); }",
      "void f(char *p, int n) { char *q = realloc(p, n); if (!q) return; p[0] = 0; use(q); }",
      "void f(FILE *s) { fclose(s); put_line(s); }",
    ],
    staysQuiet: [
      "void f(char *p) { char *q = p; free(p); q = get(); q[0] = 1; }",
      "void f(struct s *s) { struct b *b = s->b; free(s); b->x = 1; }",
      "void f(char **v, int i) { free(v[i]); v[i] = get(); puts(v[i]); }",
      "void f(char **v, int i) { free(v[i]); i++; puts(v[i]); }",
      "void f(char **v, int i, int n) { free(v[i]); take(v, n); puts(v[i]); }",
      "char *f(char *p) { size_t n = p - base; free(p); return base + n; }",
      "void f(char *p) { char *q = strdup(p); free(p); puts(q); }",
      "void f(struct n *p) { struct n *q; while (p) { q = p; p = p->next; free(q); } }",
      "void f(struct n *p) { free(p); p = next; use(p->name); }",
      "void f(struct n *p) { if (x) { free(p); return; } use(p->name); }",
      "void f(struct n *p) { if (x) free(p); else use(p->name); }",
      "void f(char **p) { free(*p); *p = next; }",
      "void f(char *p) { free(p); forget(p); mark_freed((void *)p); count(&p); }",
      "void f(char *p, int n) { char *q = realloc(p, n); if (!q) { puts(p); free(p); return; } p = q; p[0] = 0; }",
      "void f(char *p, int n) { char *q = realloc(p, n); if (q) { use(q); } else { puts(p); } }",
      "int f(char *p, int n) { char *q, *c = p + 3; q = realloc(p, n); if (!q) return 0; c = q + (c - p); return *c; }",
      "void f(struct n *p) { free(p->name); p->name = NULL; use(p->name); }",
      "void f(struct n *p) { struct n *q; for (; p; p = q) { q = p->next; free(p); } }",
      "void f(struct n *p) { for (; p; p = p->next) { if (odd(p)) { free(p); break; } } }",
      "void f(struct n *p) { for (; p; p = p->next) if (odd(p)) { free(p); return; } }",
      "void f(struct n *p) { for (; p; p = p->next) { if (odd(p)) { free(p); die(\"odd\"); } } }",
      "void f(struct n *p) { for (; p; p = p->next) { free(p->name); } }",
      "void f(char *p) { free(p); printf(\"%p was freed\", (void *)p); }",
      "void f(char *p) { free(p); puts(\"p\"); p = get(p); puts(p); }",
      "void f(struct c *c) { c->free(c); use(c->name); }",
      "void f(struct s *s) { free(s->b); MALLOC(s->b, 9); s->b[0] = 0; }",
      "void f(struct s *s, struct s t) { free(s->b); *s = t; s->b[0] = 0; }",
    ],
    find: { reading in
      reading.releases.compactMap { call in
        guard let path = reading.wholePointer(givenTo: call) else { return nil }
        let done = Allocation.isClose(call) ? "closed" : reading.moved(by: call) == nil ? "freed" : "moved"
        if let token = useInText(of: path, after: call, in: reading)
          ?? useInNextTurn(of: path, after: call, in: reading)
        {
          return SignalHit(
            token: token,
            observation: "`\(SignalReading.shown(path))` is used after `\(call.name)` has \(done) it")
        }
        for other in reading.aliases(of: path, at: call.token, includesInner: true) {
          guard let token = useInText(of: other, after: call, in: reading) else { continue }
          return SignalHit(
            token: token,
            observation:
              "`\(SignalReading.shown(other))` points to what `\(call.name)(\(SignalReading.shown(path)))` has \(done), and is used"
          )
        }
        return nil
      }
    })

  /// The first use behind the call, unless the pointer gets a new value before it.
  private static func useInText(of path: String, after call: SignalCall, in reading: SignalReading) -> Int? {
    let end = min(call.close + SignalReading.flowLimit, reading.count)
    for use in mentions(of: path, in: SignalReading.tokens(from: call.close, to: end), reading) {
      let token = use.tokens.lowerBound
      if reading.isChanged(use), use.path == path { return nil }
      if isReassigned(path, after: call.close, before: token, in: reading) { return nil }
      guard reading.runsOn(from: call.token, to: token), !reading.mayHaveStayed(call, at: token) else {
        return nil
      }
      if isUse(use, of: path, in: reading) { return token }
    }
    return nil
  }

  /// The first use in what the loop around the call computes when its body has run: `for (; p; p = p->next) free(p);`.
  private static func useInNextTurn(of path: String, after call: SignalCall, in reading: SignalReading)
    -> Int?
  {
    guard let (head, body) = reading.loop(around: call.token), reading.comesRound(from: call.token, in: body),
      !isReassigned(path, after: call.close, before: body.upperBound, in: reading)
    else { return nil }
    for part in reading.afterBody(head) {
      for use in mentions(of: path, in: part, reading) {
        if reading.isChanged(use), path.hasPrefix(use.path) { return nil }
        if isUse(use, of: path, in: reading) { return use.tokens.lowerBound }
      }
    }
    return nil
  }

  private static func isUse(_ use: NamedPlace, of path: String, in reading: SignalReading) -> Bool {
    if use.path != path { return isThrough(use.path, path) }
    return reading.isDereferenced(use) || isRead(use, in: reading) || isReturned(use, in: reading)
      || isHandedOn(use, in: reading)
  }

  /// Words of calls that may be given a pointer to nothing: they take it as a name for what is gone, or tell of it.
  private static let indifferent: Set<String> = [
    "free", "delete", "remove", "forget", "release", "unregister", "unlink", "untrack", "drop", "del",
    "erase",
    "poison", "assert", "destroy", "untag",
  ]

  /// Whether a function of the project's own is given the pointer itself, as a statement of its own.
  private static func isHandedOn(_ use: NamedPlace, in reading: SignalReading) -> Bool {
    guard let call = reading.calls(around: use.tokens.lowerBound).first(where: { _ in true }),
      call.arguments.contains(use.tokens), reading.isStatement(call), reading.known(call) == nil,
      !reading.function.isMember(call.token), !SignalReading.isConstantName(call.name),
      !reading.isReport(call.name)
    else { return false }
    return !NameWords.words(of: call.name).contains { word in
      indifferent.contains { word.hasPrefix($0) || word.hasSuffix($0) }
    }
  }

  /// Whether a path goes through what a pointer points to.
  private static func isThrough(_ path: String, _ pointer: String) -> Bool {
    path.hasPrefix(pointer + "->") || path.hasPrefix(pointer + "[") || path == "(*\(pointer))"
      || path.hasPrefix("(*\(pointer))")
  }

  /// `free(p); return p;`
  private static func isReturned(_ use: NamedPlace, in reading: SignalReading) -> Bool {
    guard reading.opcode(at: use.tokens.lowerBound) == .return,
      reading.isPointer(use.path) || reading.elements[use.path] != nil,
      let span = reading.statement(at: use.tokens.lowerBound)
    else { return false }
    let value = span.lowerBound + 1..<max(span.lowerBound + 1, span.upperBound - 1)
    return reading.wholePath(value) == use.path
  }

  /// Mentions of a pointer, of members through it and of what it goes through, in the order in which they run: the right
  /// side of an assignment before its left side.
  private static func mentions(of path: String, in range: Range<Int>, _ reading: SignalReading)
    -> [NamedPlace]
  {
    var found = reading.places(in: range)
    if reading.elements[path] != nil {
      found = found.map { reading.element(at: $0.tokens.lowerBound) ?? $0 }
    }
    return found.filter { $0.path == path || isThrough($0.path, path) || path.hasPrefix($0.path + "->") }
      .map { place in
        (reading.value(assignedTo: place)?.upperBound ?? place.tokens.lowerBound, place)
      }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Whether the variable, or one that it goes through, gets a new value between two tokens; a value that the second
  /// token belongs to is not yet there.
  static func isReassigned(_ path: String, after: Int, before: Int, in reading: SignalReading) -> Bool {
    var parts = Substring(path)
    while true {
      let isNew = reading.mentions(of: String(parts), after: after, before: before).contains { place in
        if isOverwritten(place, in: reading) || isGivenToMacro(place, in: reading) { return true }
        return reading.isChanged(place) && !(reading.value(assignedTo: place)?.contains(before) ?? false)
      }
      if isNew { return true }
      if isElementMoved(String(parts), after: after, before: before, in: reading) { return true }
      guard let cut = parts.lastIndex(where: { $0 == "." || $0 == ">" }) else { return false }
      parts = parts[..<cut]
      if parts.last == "-" { parts = parts.dropLast() }
    }
  }

  /// Whether what an element's path is made of changes, or a call is given the array and may move its elements.
  private static func isElementMoved(_ path: String, after: Int, before: Int, in reading: SignalReading)
    -> Bool
  {
    guard reading.elements[path] != nil else { return false }
    let paths = Set(reading.parts(ofElement: path).map(\.path))
    if paths.contains(where: { isReassigned($0, after: after, before: before, in: reading) }) { return true }
    for call in reading.calls(in: SignalReading.tokens(from: after + 1, to: before))
    where !Allocation.isFree(call) && isArray(among: paths, givenTo: call, in: reading) {
      return true
    }
    return false
  }

  /// Whether a call is given one of the paths as a pointer or an array.
  private static func isArray(among paths: Set<String>, givenTo call: SignalCall, in reading: SignalReading)
    -> Bool
  {
    call.arguments.contains { argument in
      guard let place = reading.places(in: argument).first, paths.contains(place.path) else { return false }
      return reading.element(at: place.tokens.lowerBound) == nil
        && (reading.isPointer(place.path) || reading.declarations[place.path] == nil)
    }
  }

  /// Whether a macro is given the place, which may set it: `MALLOC(s->buf, n)`.
  private static func isGivenToMacro(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.calls(around: place.tokens.lowerBound).contains { SignalReading.isConstantName($0.name) }
  }

  /// Whether what a pointer points to is read or written by the call that it is given to.
  private static func isRead(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.calls(around: place.tokens.lowerBound).contains { call in
      guard
        let position = call.arguments.firstIndex(where: {
          reading.wholePath($0) == place.path && $0.contains(place.tokens.lowerBound)
        }),
        !reading.is(.ampersand, at: place.tokens.lowerBound - 1)
      else { return false }
      let isPointer = reading.known(call).map { $0.target == position || $0.sources.contains(position) }
      return isPointer ?? false || reading.takesText(at: position, of: call)
    }
  }
}
