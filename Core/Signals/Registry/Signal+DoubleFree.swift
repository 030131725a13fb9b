extension Signal {
  static let doubleFree = Signal(
    name: "double-free", title: "Freed twice",
    sentence:
      "The same pointer is freed, or the same file closed, again in what runs next, without a new value between.",
    cwe: 415, source: "SEI CERT C, MEM30-C and MEM01-C",
    remedy: "Set the pointer to NULL after the first free, or free it once.",
    fires: [
      "void f(char *p) { free(p); puts(\"x\"); free(p); }",
      "void f(struct s *s) { free(s->b); if (x) { free(s->b); } }",
      "void f(char *p, int e) { if (e) free(p); free(p); }",
      "int f(char *p) { return free(p), free(p), 0; }",
      "void f(char *p, int e) { if (e) { puts(\"x\"); free(p); } puts(\"y\"); free(p); }",
      "void f(char *p, int e) { if (e) { free(p); } else { use(p); } free(p); }",
      "void f(char *p) { char *q = p; free(p); free(q); }",
      "void f(struct s *s) { char *n = s->name; free(n); puts(\"x\"); free(s->name); }",
      "void f(char **v, int i) { free(v[i]); free(v[i]); }",
      "void f(char **o) { free(*o); free(*o); }",
      "void f(FILE *s) { fclose(s); puts(\"x\"); fclose(s); }",
      "int f(FILE *s) { if (bad(s)) fclose(s); fclose(s); return 0; }",
      "void f(char *p, int n) { char *q = realloc(p, n); if (!q) return; free(p); free(q); }",
      "void f(struct s **o) { free((*o)->b); if ((*o)->b) free((*o)->b); }",
      "int f(int n) { char *p = malloc(n); if (bad(p)) { free(p); goto out; } use(p); out: free(p); return 0; }",
      "int f(struct s *s) { if (!init(s)) { free(s->b); goto fail; } return 0; fail: if (s->b) free(s->b); return -1; }",
      "void f(char *p, int n) { int i; for (i = 0; i < n; i++) { use(p); free(p); } }",
      "void f(char *p, int n) { while (n--) free(p); }",
      "void f(char *p, int x) { switch (x) { case 1: free(p); case 2: free(p); } }",
    ],
    staysQuiet: [
      "void f(char *p, char *s) { char *q = p; if (s) q = s; if (q != p) free(q); free(p); }",
      "int f(char *p, int n) { while (n--) { if (odd(n)) { free(p); if (n) return 1; else return 2; } } return 0; }",
      "void f(char *p) { char *q = p; p = next(p); free(q); free(p); }",
      "void f(char *p) { char *q = strdup(p); free(p); free(q); }",
      "void f(char **v, int i) { free(v[i]); i++; free(v[i]); }",
      "void f(char **v, int i) { free(v[i]); v[i] = 0; free(v[i]); }",
      "void f(char **v, int i, int n) { free(v[i]); memmove(v, v + 1, n); free(v[i]); }",
      "void f(char **v, int n) { int i; for (i = 0; i < n; i++) free(v[i]); free(v); }",
      "int f(int n) { char *p = malloc(n); if (bad(p)) { free(p); p = 0; goto out; } use(p); out: free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (bad(p)) { free(p); goto end; } use(p); free(p); end: return 0; }",
      "int f(int n) { char *p = malloc(n); int d = 0; if (bad(p)) { free(p); d = 1; goto out; } out: if (!d) free(p); return 0; }",
      "void f(char *p, int n) { while (n--) { p = get(n); free(p); } }",
      "void f(int n) { while (n--) { char *p; fill(&p); free(p); } }",
      "void f(char *p, int n) { while (n--) { if (odd(n)) { free(p); break; } } }",
      "void f(struct n *p) { while (p) { struct n *q = p; p = p->next; free(q); } }",
      "void f(char *p, char *q) { free(p); free(q); }",
      "void f(FILE *s) { fclose(s); s = fopen(\"x\", \"r\"); fclose(s); }",
      "void f(char *p, int n) { char *q = realloc(p, n); if (!q) { free(p); return; } free(q); }",
      "void f(char *p, int n) { char *q = realloc(p, n); if (q) p = q; free(p); }",
      "int f(char *p, int n) { char *q; if ((q = realloc(p, n)) == 0) { free(p); return 0; } free(q); return 1; }",
      "void f(struct s *s) { free(*(s->cover)); free(s->cover); }",
      "void f(struct png *p) { png_free(p, p->a); png_free(p, p->b); }",
      "void f(char *p) { free(p); p = NULL; free(p); }",
      "void f(char *p) { if (x) { free(p); return; } free(p); }",
      "void f(struct s *s) { free(s->b); s = s->next; free(s->b); }",
      "void f(char *p, int e) { if (e) free(p); if (!e) free(p); }",
      "void f(char *p, int e) { if (e) free(p); else free(p); }",
      "void f(char *p, int e) { if (e) { free(p); p = NULL; } free(p); }",
      "void f(char *p, int e) { if (e) { free(p); die(\"x\"); } free(p); }",
      "int f(char *p, int e) { if (e) { free(p); if (e > 1) return 1; else return 2; } free(p); return 0; }",
      "void f(struct s *s, int e) { if (e) { free(s->b); MALLOC(s->b, 9); } free(s->b); }",
      "void f(char *p, int e) { if (e) free(p); g_return_if_fail(!e); free(p); }",
      "void f(struct c *c) { c->free(c); c->free(c); }",
      "void f(char *p, int e) { if (e) { free(p); goto out; } free(p); out: return; }",
      "int f(char *p, int e) { if (e) return free(p), -1; if (bad(e)) return free(p), -2; free(p); return 0; }",
      "int f(char *p, int e) { return bad(e) ? (free(p), -1) : (free(p), 0); }",
    ],
    find: { reading in
      let frees = reading.releases.compactMap { call in
        reading.wholePointer(givenTo: call).map { (call: call, path: $0) }
      }
      guard reading.meter.take(frees.count * nearest) else { return [] }
      return frees.enumerated().compactMap { number, second in
        if reading.moved(by: second.call) != nil { return nil }
        let isAgain = frees[..<number].suffix(nearest).reversed().contains {
          isFreedAgain($0, second, in: reading)
        }
        guard isAgain || isFreedAtEachTurn(second.call, second.path, in: reading) else { return nil }
        return SignalHit(
          token: second.call.token,
          observation:
            "`\(SignalReading.shown(second.path))` is \(Allocation.isClose(second.call) ? "closed" : "freed") a second time"
        )
      }
    })

  /// With how many frees before it each one is compared.
  private static let nearest = 64

  private typealias Free = (call: SignalCall, path: String)

  /// Whether the memory that one call has freed is what a later one is given, under this name or another.
  private static func isFreedAgain(_ first: Free, _ second: Free, in reading: SignalReading) -> Bool {
    guard
      first.path == second.path
        || reading.aliases(of: first.path, at: first.call.token).contains(second.path)
    else { return false }
    let (start, end) = (first.call.token, second.call.token)
    if reading.mayHaveStayed(first.call, at: end) { return false }
    // `if (q != p) free(q); free(p);`
    let isTold =
      first.path != second.path
      && (reading.heads(around: start) + reading.heads(around: end)).contains { head in
        let named = Set(reading.places(in: head.tokens).map(\.path))
        return named.contains(first.path) && named.contains(second.path)
      }
    if isTold { return false }
    if reading.runsOn(from: start, to: end, passesLabels: true)
      || reading.runsOnBehindBranch(from: start, to: end)
    {
      return !isReassigned(second.path, after: first.call.close, before: end, in: reading)
        && !isReassigned(first.path, after: first.call.close, before: end, in: reading)
    }
    // `free(p); goto out; … out: free(p);`
    guard let (leap, label) = reading.jump(from: start), label < end,
      reading.runsOn(from: label, to: end, passesLabels: true),
      isUnconditional(end, since: label, of: second.path, in: reading)
    else { return false }
    return ![first.path, second.path].contains { path in
      isReassigned(path, after: first.call.close, before: leap, in: reading)
        || isReassigned(path, after: label, before: end, in: reading)
    }
  }

  /// Whether no condition guards a free but one that asks for the pointer: `if (p) free(p);`.
  private static func isUnconditional(
    _ token: Int, since label: Int, of path: String, in reading: SignalReading
  )
    -> Bool
  {
    reading.heads(around: token).filter { $0.tokens.lowerBound > label }.allSatisfy { head in
      head.opcode == .if
        && reading.places(in: head.tokens).allSatisfy { place in
          SignalReading.isConstantName(place.path) || path.hasPrefix(place.path)
        }
    }
  }

  /// Whether a loop frees the same pointer at every turn: nothing in it gives the pointer a new value.
  private static func isFreedAtEachTurn(_ call: SignalCall, _ path: String, in reading: SignalReading) -> Bool
  {
    guard let (head, body) = reading.loop(around: call.token), reading.comesRound(from: call.token, in: body),
      !isReassigned(path, after: head.tokens.lowerBound, before: call.token, in: reading),
      !isReassigned(path, after: call.close, before: body.upperBound, in: reading)
    else { return false }
    let block = reading.blocks[call.token]
    let blockEnd = block > 0 ? reading.function.partner(of: Int(block)) ?? body.upperBound : body.upperBound
    let mayLeave = reading.statements(in: SignalReading.tokens(from: call.close + 1, to: blockEnd)).contains {
      SignalReading.leaving.contains($0.opcode)
    }
    if mayLeave { return false }
    // Fields and elements may be set by what the loop calls, and a variable of the loop's own begins anew.
    guard let declared = reading.declarations[path] else { return false }
    return !body.contains(declared.token) && !head.tokens.contains(declared.token)
  }
}
