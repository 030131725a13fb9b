extension Signal {
  static let lostReallocation = Signal(
    name: "lost-reallocation", title: "Pointer lost when realloc fails",
    sentence: "The result of realloc is assigned to the pointer that it was given.",
    cwe: 401, source: "SEI CERT C, MEM31-C",
    remedy: "Keep the result in another variable until it is known not to be NULL.",
    fires: [
      "void f(struct s *s, int n) { s->p = realloc(s->p, n); }",
      "void f(char *p) { p = (char *)realloc(p, 9); }",
    ],
    staysQuiet: [
      "void f(struct s *s, int n) { char *q = realloc(s->p, n); if (q) s->p = q; }",
      "void f(char *p) { p = xrealloc(p, 9); }",
    ],
    find: { reading in
      reading.calls(of: ["realloc", "reallocarray"]).compactMap { call in
        guard let place = reading.assigned(by: call), call.arguments.first.flatMap(reading.path) == place.path
        else { return nil }
        return SignalHit(
          token: call.token, observation: "`\(place.path)` is lost when `\(call.name)` returns NULL")
      }
    })
}
