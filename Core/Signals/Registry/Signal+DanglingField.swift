import Foundation

extension Signal {
  static let danglingField = Signal(
    name: "dangling-field", title: "Field left pointing to freed memory",
    sentence: "A field is freed, keeps its value, and what holds it lives on.",
    cwe: 825, source: "SEI CERT C, MEM01-C", remedy: "Set the field to NULL after it is freed.",
    fires: ["void f(struct s *s) { free(s->buf); s->size = 0; }"],
    staysQuiet: [
      "void f(struct s *s) { free(s->buf); s->buf = NULL; }",
      "void f(struct s *s) { free(s->buf); free(s); }",
      "void s_destroy(struct s *s) { free(s->buf); s->n = 0; }",
    ],
    find: { reading in
      let endings: Set<String> = [
        "free", "destroy", "delete", "release", "cleanup", "clear", "close", "fini", "dispose", "uninit",
        "deinit", "term", "exit", "end", "finalize",
        "unref", "dtor", "shutdown", "teardown", "done", "del", "cleanse", "dealloc",
      ]
      guard
        !NameWords.words(of: reading.name).contains(where: { endings.contains($0) || $0.hasSuffix("free") })
      else { return [] }
      return reading.calls.filter { Allocation.isFree($0) }.compactMap { call in
        guard let path = reading.pointer(givenTo: call), let arrow = path.range(of: "->", options: .backwards)
        else { return nil }
        let owner = String(path[..<arrow.lowerBound])
        let after = reading.places.filter { $0.tokens.lowerBound > call.close }
        guard !after.contains(where: { $0.path == path && reading.isChanged($0) }),
          !reading.calls.contains(where: { later in
            later.token > call.token && later.arguments.contains { reading.path($0) == owner }
          })
        else { return nil }
        return SignalHit(
          token: call.token, observation: "`\(path)` still points to what `\(call.name)` has freed")
      }
    })
}
