extension Signal {
  static let doubleFree = Signal(
    name: "double-free", title: "Freed twice",
    sentence: "The same pointer is freed again in what runs next, without a new value between.",
    cwe: 415, source: "SEI CERT C, MEM30-C and MEM01-C",
    remedy: "Set the pointer to NULL after the first free, or free it once.",
    fires: [
      "void f(char *p) { free(p); puts(\"x\"); free(p); }",
      "void f(struct s *s) { free(s->b); if (x) { free(s->b); } }",
      "void f(char *p, int e) { if (e) free(p); free(p); }",
      "int f(char *p) { return free(p), free(p), 0; }",
      "void f(char *p, int e) { if (e) { puts(\"x\"); free(p); } puts(\"y\"); free(p); }",
    ],
    staysQuiet: [
      "void f(char *p, char *q) { free(p); free(q); }",
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
      let frees = reading.frees
      var last: [String: SignalCall] = [:]
      return frees.compactMap { call in
        guard let path = reading.pointer(givenTo: call) else { return nil }
        defer { last[path] = call }
        guard let first = last[path],
          reading.runsOn(from: first.token, to: call.token)
            || reading.runsOnBehindBranch(from: first.token, to: call.token),
          !isReassigned(path, after: first.close, before: call.token, in: reading)
        else { return nil }
        return SignalHit(token: call.token, observation: "`\(path)` is freed a second time")
      }
    })
}
