extension Signal {
  static let lostReallocation = Signal(
    name: "lost-reallocation", title: "Pointer lost when realloc fails",
    sentence: "The result of realloc is assigned to the pointer that it was given.",
    cwe: 401, source: "SEI CERT C, MEM31-C",
    remedy: "Keep the result in another variable until it is known not to be NULL.",
    fires: [
      "void f(struct s *s, int n) { s->p = realloc(s->p, n); }",
      "void f(char *p) { p = (char *)realloc(p, 9); }",
      "void f(char *b, int n) { char *p = b; while (n--) { if (full(p)) b = realloc(b, 2 * n); p = b; } }",
      "void f(char *b, int n) { char *p = b; p++; b = realloc(b, n); p = b; }",
      "int f(struct s *s, int n) { s->p = realloc(s->p, n); if (!s->p) { warn(\"no memory\"); return 1; } return 0; }",
      "void f(int n) { char *p = NULL; while (n--) p = realloc(p, n); use(p); }",
      "void f(struct s *s, int i, int n) { s->v[i] = realloc(s->v[i], n); use(s); }",
      "void f(char **p, int n) { *p = realloc(*p, n); use(p); }",
    ],
    staysQuiet: [
      "void f(struct s *s, int i, int n) { s->v[i] = realloc(s->v[0], n); use(s); }",
      "void f(struct s *s, int n) { char *q = realloc(s->p, n); if (q) s->p = q; }",
      "void f(char *p) { p = xrealloc(p, 9); }",
      "void f(char *p) { p = realloc(&p, 9); }",
      "int f(struct s *s, int n) { void *old = s->p; n++; s->p = realloc(s->p, n); if (!s->p) free(old); return 0; }",
      "void f(struct s *s, int n) { char *p = s->p; p = realloc(p, n); if (!p) return; s->p = p; }",
      "void f(struct s *s, int n) { s->p = realloc(s->p, n); if (s->p == NULL) rb_bug(\"no memory\"); s->p[0] = 0; }",
      "void f(int n) { char *p; p = NULL; p = realloc(p, n); use(p); }",
    ],
    find: { reading in
      reading.calls(of: ["realloc", "reallocarray"]).compactMap { call in
        guard let place = reading.wholePlace(assignedBy: call), let given = call.arguments.first,
          reading.wholePath(given) == place.path, !given.contains(where: { reading.is(.ampersand, at: $0) }),
          !isKeptElsewhere(place.path, before: call.token, in: reading),
          !isNothing(place.path, before: call.token, in: reading),
          !endsOnFailure(call, place.path, in: reading)
        else { return nil }
        return SignalHit(
          token: call.token,
          observation: "`\(SignalReading.shown(place.path))` is lost when `\(call.name)` returns NULL")
      }
    })
  /// Whether the pointer is NULL for certain, so that nothing can be lost.
  private static func isNothing(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    let last = reading.changes(of: path, after: -1, before: token).last {
      reading.isAssigned($0) && !(reading.value(assignedTo: $0)?.contains(token) ?? true)
    }
    guard let last, let value = reading.value(assignedTo: last), reading.isNearZero(value) else {
      return false
    }
    return reading.runsOn(from: last.tokens.lowerBound, to: token)
      && isInSameTurn(last.tokens.lowerBound, token, in: reading)
  }

  /// Whether another place holds the pointer: it was copied to one just before, or is the function's own copy of a field.
  private static func isKeptElsewhere(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    let isCopied = reading.mentions(of: path, after: -1, before: token).contains { place in
      guard let (target, value) = reading.assignment(around: place), target.path != path,
        reading.path(value) == path
      else { return false }
      return reading.runsOn(from: target.tokens.lowerBound, to: token)
        && isInSameTurn(target.tokens.lowerBound, token, in: reading)
        && !reading.isChanged(target.path, after: place.tokens.upperBound, before: token)
    }
    if isCopied { return true }
    guard let declared = reading.declarations[path], !declared.isParameter, !declared.type.contains("static")
    else {
      return false
    }
    return reading.assignments(to: path, before: token).contains { value in
      reading.path(value).map { $0.contains("->") || $0.contains(".") } ?? false
    }
  }

  /// Whether no loop around the later token begins after the earlier one.
  private static func isInSameTurn(_ earlier: Int, _ later: Int, in reading: SignalReading) -> Bool {
    !reading.heads(around: later).contains { head in
      (head.opcode == .for || head.opcode == .while) && head.tokens.lowerBound > earlier
    }
  }

  /// Whether the branch for NULL only calls something, which must end the program: what follows uses the pointer.
  private static func endsOnFailure(_ call: SignalCall, _ path: String, in reading: SignalReading) -> Bool {
    guard let own = reading.statement(at: call.token) else { return false }
    let head = reading.opcode(at: call.token) == .if ? own.lowerBound : own.upperBound
    guard head < reading.count, reading.opcode(at: head) == .if, let condition = reading.statement(at: head),
      reading.places(in: condition).contains(where: { $0.path == path })
    else { return false }
    let start = condition.upperBound
    guard start < reading.count else { return false }
    var branch = reading.statement(at: start) ?? start..<start
    if reading.is(.leftBrace, at: start), let close = reading.function.partner(of: start) {
      branch = start..<close
    }
    let inside = reading.statements(in: branch)
    return !inside.isEmpty && inside.allSatisfy { $0.opcode == .call }
      && inside.contains { span in
        // A call that tells of the failure alone may return.
        reading.calls(in: span.tokens).contains { !isReport($0, in: reading) }
      }
  }

  private static func isReport(_ call: SignalCall, in reading: SignalReading) -> Bool {
    call.arguments.isEmpty == false
      && NameWords.words(of: call.name).contains {
        ["log", "print", "printf", "fprintf", "warn", "perror"].contains($0)
      }
  }
}
