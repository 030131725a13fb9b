extension Signal {
  static let stackAllocation = Signal(
    name: "stack-allocation", title: "Unbounded allocation on the stack",
    sentence: "Memory on the stack is as large as a value says that nothing has compared before.",
    cwe: 789, source: "SEI CERT C, MEM05-C", remedy: "Bound the size, or take the memory from the heap.",
    fires: [
      "void f(int n) { char b[n]; use(b); }", "void f(struct s *s) { char *b = alloca(s->len); use(b); }",
      "void f(struct s *s) { size_t n = strlen(s->name); char *b = alloca(n + 1); use(b); }",
      "void f(int n) { if (n <= 0) return; char b[n]; use(b); }",
    ],
    staysQuiet: [
      "void f(int n) { char b[64]; use(b, n); }",
      "void f(int n) { if (n > 64) return; char *b = alloca(n); use(b); }",
      "void f(void) { int v[numberof(names)]; use(v); }",
      "void f(void) { char b[SIZE * 2]; use(b); }", "void f(void) { char b[sizeof(int) * kCount]; use(b); }",
      "void f(int n) { char b[n < 16 ? n : 16]; use(b); }",
      "void f(int n) { char *b = alloca(n < 16 ? n : 16); use(b); }",
      "void f(int w) { char b[w ? 16 : 8]; use(b); }",
    ],
    find: { reading in
      let arrays = reading.declarations.values.compactMap { declared -> SignalHit? in
        guard let length = declared.length, !declared.isParameter, !length.isEmpty,
          !length.contains(where: { reading.is(.leftParen, at: $0 + 1) && !reading.words[$0].isEmpty }),
          let named = reading.isUnbounded(length, before: declared.token, trustsStrings: false).first,
          reading.declarations[named.path] != nil || named.path.contains("->"),
          !length.contains(where: { reading.function.tokens[$0].is(CKeyword.size) })
        else { return nil }
        return SignalHit(
          token: declared.token,
          observation:
            "`\(reading.words[declared.token])[\(reading.text(length))]` is as large as `\(named.path)` says")
      }
      let calls = reading.calls(of: ["alloca", "__builtin_alloca", "_alloca"]).compactMap {
        call -> SignalHit? in
        guard let size = call.arguments.first,
          !reading.isUnbounded(size, before: call.token, trustsStrings: false).isEmpty
        else { return nil }
        return SignalHit(
          token: call.token, observation: "`\(call.name)` takes `\(reading.text(size))` bytes of the stack")
      }
      return (arrays + calls).sorted { $0.token < $1.token }
    })
}
