extension Signal {
  static let unboundedRecursion = Signal(
    name: "unbounded-recursion", title: "Recursion without a limit",
    sentence: "The function calls itself, and nothing it compares counts how deep it is.",
    cwe: 674, source: "SEI CERT C, MEM05-C",
    remedy: "Count the depth and stop at a limit, or use a loop with a stack of its own.",
    fires: [
      "int f(struct n *n) { if (!n) return 0; return 1 + f(n->left); }",
      "int f(const char *s) { if (!*s) return 0; return 1 + f(s + 1); }",
    ],
    staysQuiet: [
      "int f(struct n *n, int depth) { if (depth > 9) return 0; return f(n->left, depth + 1); }",
      "int f(struct p *p) { if (++p->nesting_level > 9) return 0; return f(p); }",
      "int f(struct p *p) { if (p->recursion > 9) return 0; p->recursion++; return f(p); }",
      "int f(struct p *p) { if (p->nesting >= LIMIT) return 0; return f(p); }",
      "int f(struct n *n, int ttl) { if (ttl < 1) return 0; return f(n->next, ttl); }",
      "int f(struct n *n, int d) { if (d == 0) return 0; return f(n->next, d - 1); }",
      "int f(int n) { return g(n); }",
      "int f(struct n *n) { check_stack_depth(); return n ? f(n->left) : 0; }",
      "int f(struct c *c, struct n *n) { if (inc_rec(c)) return 0; return f(c, n->left); }",
      "double f(double z) { if (z < 0) return -f(-z); return z; }",
      "int f(struct s *s, int usePath) { if (usePath) return f(s, 0); return look(s); }",
    ],
    find: { reading in
      let own = reading.calls.filter { call in
        call.name == reading.name && !reading.function.isMember(call.token) && !isHead(call, in: reading)
      }
      guard let call = own.first,
        !own.allSatisfy({ endsAtOnce($0, in: reading) || countsDown($0, in: reading) })
      else { return [] }
      let counts: Set<String> = [
        "depth", "level", "nest", "nesting", "recurse", "recursion", "recursive", "max", "limit", "lvl",
        "nested", "stack", "ttl", "hop", "hops", "budget", "iter", "iterations", "remaining",
      ]
      let counted = reading.comparisons.keys.contains { path in
        !reading.isPointer(path)
          && NamedPlace.words(of: path).contains {
            counts.contains($0) || $0.hasSuffix("depth") || $0.hasSuffix("level")
          }
      }
      guard !counted, !reading.calls.contains(where: { countsDepth($0.name) }) else { return [] }
      return [
        SignalHit(token: call.token, observation: "`\(call.name)` calls itself and nothing limits how deep")
      ]
    })
  /// Whether a call's name says that it counts or limits how deep: `check_stack_depth`, `inc_rec`.
  private static func countsDepth(_ name: String) -> Bool {
    let words = Set(NameWords.words(of: name))
    return !words.isDisjoint(with: ["depth", "level", "stack", "nesting", "recursion", "recursive", "rec"])
      && !words.isDisjoint(with: ["check", "inc", "increment", "enter", "guard", "limit", "test", "too"])
  }

  /// Whether what looks like a call heads another definition, as under `#if`: a type stands before the name.
  private static func isHead(_ call: SignalCall, in reading: SignalReading) -> Bool {
    guard call.token > 0 else { return false }
    let before = reading.function.tokens[call.token - 1]
    return before.kind == .identifier || before.is(CKeyword.type)
  }

  /// Whether a call to itself is given a number one up or down that a condition asks for: `if (d == 0) return; f(p, d - 1);`.
  private static func countsDown(_ call: SignalCall, in reading: SignalReading) -> Bool {
    call.arguments.contains { argument in
      guard argument.count == 3, let number = reading.places(in: argument).first, number.tokens.count == 1,
        reading.is(.minus, at: argument.lowerBound + 1) || reading.is(.plus, at: argument.lowerBound + 1),
        let declared = reading.declarations[number.path], declared.isParameter, !declared.isPointer
      else { return false }
      return reading.mentions(of: number.path, after: -1, before: call.token).contains { place in
        let opcode = reading.opcode(at: place.tokens.lowerBound)
        return opcode == .if || opcode == .elseIf || opcode == .while || opcode == .switch
          || reading.statement(at: place.tokens.lowerBound).map { span in
            span.contains { reading.is(.question, at: $0) }
          } ?? false
      }
    }
  }

  /// Whether a call to itself is the last: it passes a constant, or the opposite sign, for a parameter that the condition
  /// around it asks for.
  private static func endsAtOnce(_ call: SignalCall, in reading: SignalReading) -> Bool {
    guard reading.meter.take(reading.declarations.count) else { return false }
    let parameters = reading.declarations.filter(\.value.isParameter).sorted {
      $0.value.token < $1.value.token
    }
    let heads = reading.heads(around: call.token).filter { $0.opcode == .if || $0.opcode == .elseIf }
    return zip(parameters, call.arguments).contains { parameter, argument in
      let path = parameter.key
      guard heads.contains(where: { head in reading.places(in: head.tokens).contains { $0.path == path } })
      else {
        return false
      }
      if argument.count == 2, reading.is(.minus, at: argument.lowerBound),
        reading.path(argument.dropFirst()) == path
      {
        return true
      }
      return argument.count == 1 && ["0", "NULL", "FALSE", "false"].contains(reading.text(argument))
    }
  }
}
