extension Signal {
  static let unboundedRecursion = Signal(
    name: "unbounded-recursion", title: "Recursion without a limit",
    sentence: "The function calls itself, and nothing it compares counts how deep it is.",
    cwe: 674, source: "SEI CERT C, MEM05-C",
    remedy: "Count the depth and stop at a limit, or use a loop with a stack of its own.",
    fires: ["int f(struct n *n) { if (!n) return 0; return 1 + f(n->left); }"],
    staysQuiet: [
      "int f(struct n *n, int depth) { if (depth > 9) return 0; return f(n->left, depth + 1); }",
      "int f(struct p *p) { if (++p->nesting_level > 9) return 0; return f(p); }",
      "int f(int n) { return g(n); }",
    ],
    find: { reading in
      guard
        let call = reading.calls.first(where: {
          $0.name == reading.name && !reading.function.isMember($0.token)
        })
      else { return [] }
      let counts: Set<String> = [
        "depth", "level", "nest", "nesting", "recurse", "recursion", "recursive", "max", "limit", "lvl",
        "nested", "stack",
      ]
      let counted = reading.comparisons.keys.contains { path in
        NameWords.words(of: path).contains {
          counts.contains($0) || $0.hasSuffix("depth") || $0.hasSuffix("level")
        }
      }
      guard !counted else { return [] }
      return [
        SignalHit(token: call.token, observation: "`\(call.name)` calls itself and nothing limits how deep")
      ]
    })
}
