extension Signal {
  static let allocationUnchecked = Signal(
    name: "allocation-unchecked", title: "Allocation used without a check",
    sentence: "The result of malloc, calloc, realloc or strdup is used before it is compared with NULL.",
    cwe: 690, source: "SEI CERT C, ERR33-C and MEM11-C",
    remedy: "Check the result and take the error path when it is NULL.",
    fires: [
      "void f(int n) { char *p = malloc(n); p[0] = 0; }",
      "void f(struct s *s) { s->q = calloc(1, 8); memset(s->q, 1, 8); }",
      "void f(void) { struct n *p; p = malloc(sizeof *p); p->next = 0; }",
      "void f(int n, FILE *s) { char *p = malloc(n); fread(p, 1, n, s); }",
      "void f(int n, int fd) { char *p = malloc(n); n = read(fd, p, n); }",
      "void f(int n, char *t) { char *p = malloc(n); memcpy(p + 4, t, n - 4); }",
      "void f(int n, char *t) { char *p = malloc(n); snprintf(p, n, \"%s\", t); }",
      "void f(struct s **o) { *o = malloc(sizeof(**o)); (*o)->x = 0; }",
      "void f(struct s **v, int i) { v[i] = malloc(8); v[i]->x = 0; }",
      "void f(char **v, int i) { v[i] = malloc(8); strcpy(v[i], \"x\"); }",
      "char *f(char *s) { char *p = strdup(s); char *q = strchr(p, ','); return q; }",
    ],
    staysQuiet: [
      "void f(char **v, struct p *p, int i) { v[i] = p->name = calloc(1, 9); if (v[i] == NULL) return; strcpy(p->name, t); }",
      "void f(struct s **v, int i) { v[i] = malloc(8); if (!v[i]) return; v[i]->x = 0; }",
      "void f(struct s **o) { *o = malloc(sizeof(**o)); if (*o == NULL) return; (*o)->x = 0; }",
      "void f(struct s **v, int i) { v[i] = malloc(8); i++; v[i]->x = 0; }",
      "void f(int n) { char *p = malloc(n); if (!p) return; p[0] = 0; }",
      "void f(int n) { char *p; if ((p = malloc(n)) == NULL) return; p[0] = 0; }",
      "char *f(int n) { char *p = malloc(n); return p; }",
      "void f(int n) { char *p = xmalloc(n); p[0] = 0; }",
      "void f(int n) { char *p = malloc(n); MUST(p); p[0] = 0; }",
    ],
    find: { reading in
      reading.calls(of: Allocation.standard).compactMap { call in
        guard let place = reading.wholePlace(assignedBy: call), let span = reading.statement(at: call.token),
          reading.opcode(at: call.token) == .assignment || reading.opcode(at: call.token) == .declaration
        else { return nil }
        let uses = reading.mentions(
          of: place.path, after: span.upperBound - 1, before: span.upperBound + SignalReading.flowLimit)
        let throughMember = firstThrough(place.path, behind: span.upperBound, in: reading)
        let first = uses.first {
          reading.isAssigned($0) || reading.isDereferenced($0) || isFilled($0, in: reading)
        }
        let use = [first, throughMember].compactMap { $0 }.min { $0.tokens.lowerBound < $1.tokens.lowerBound }
        guard let use, !isTestedInChain(place, before: use.tokens.lowerBound, in: reading),
          !reading.isAssigned(use) || use.path != place.path,
          !reading.isTested(place.path, after: span.upperBound - 1, before: use.tokens.lowerBound),
          !mentionsInCondition(place.path, span.upperBound, use.tokens.lowerBound, in: reading)
        else { return nil }
        return SignalHit(
          token: use.tokens.lowerBound,
          observation:
            "`\(SignalReading.shown(place.path))` from `\(call.name)` is used before it is compared with NULL"
        )
      }
    })

  /// `names[i] = p->name = malloc(n); if (!names[i]) …`
  private static func isTestedInChain(_ place: NamedPlace, before token: Int, in reading: SignalReading)
    -> Bool
  {
    guard reading.is(.assign, at: place.tokens.lowerBound - 1),
      let span = reading.statement(at: place.tokens.lowerBound)
    else { return false }
    return reading.places(in: span.lowerBound..<place.tokens.lowerBound).contains { other in
      let path = (reading.element(at: other.tokens.lowerBound) ?? other).path
      return reading.isTested(path, after: span.upperBound - 1, before: token)
    }
  }

  /// The first place behind a token that leads through a pointer.
  private static func firstThrough(_ path: String, behind token: Int, in reading: SignalReading)
    -> NamedPlace?
  {
    let following = reading.places(in: token..<token + SignalReading.flowLimit)
    guard reading.elements[path] != nil else {
      return following.first { $0.path.hasPrefix(path + "->") }
    }
    return following.compactMap { reading.element(at: $0.tokens.lowerBound) }
      .first {
        ($0.path.hasPrefix(path + "->") || $0.path.hasPrefix(path + "["))
          && !isReassigned(path, after: token - 1, before: $0.tokens.lowerBound, in: reading)
      }
  }

  /// Whether a function of the standard library reads or writes through the pointer, which must not be NULL.
  private static func isFilled(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.calls(around: place.tokens.lowerBound).contains { call in
      guard let known = reading.known(call) else { return false }
      if known.sources.contains(where: { reading.argument($0, of: call) == place.tokens }) { return true }
      guard let argument = reading.target(of: call), !takesNothing.contains(call.name) else { return false }
      // `p` or a place behind it: `p + used`.
      let first = reading.places(in: argument).first
      return (first.flatMap { reading.element(at: $0.tokens.lowerBound) } ?? first)?.tokens == place.tokens
        && !argument.contains { reading.is(.ampersand, at: $0) }
    }
  }

  /// Functions that make memory of their own when they are given NULL.
  private static let takesNothing: Set<String> = ["getcwd"]

  /// A condition of any kind about the place, such as one inside a macro, counts as a check.
  private static func mentionsInCondition(_ path: String, _ start: Int, _ end: Int, in reading: SignalReading)
    -> Bool
  {
    reading.mentions(of: path, after: start - 1, before: end).contains { place in
      let opcode = reading.opcode(at: place.tokens.lowerBound)
      // `MUST(p);`
      let (open, close) = (place.tokens.lowerBound - 1, place.tokens.upperBound)
      if reading.is(.leftParen, at: open), reading.is(.rightParen, at: close), open > 0,
        SignalReading.isConstantName(reading.words[open - 1])
      {
        return true
      }
      return opcode == .if || opcode == .elseIf || opcode == .while || opcode == .macroBlock
    }
  }
}
