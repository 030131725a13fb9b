import Algorithms

extension Signal {
  static let stackAllocation = Signal(
    name: "stack-allocation", title: "Unbounded allocation on the stack",
    sentence: "Memory on the stack is as large as a value says that nothing has compared before.",
    cwe: 789, source: "SEI CERT C, MEM05-C", remedy: "Bound the size, or take the memory from the heap.",
    fires: [
      "void f(int n) { char b[n]; use(b); }", "void f(struct s *s) { char *b = alloca(s->len); use(b); }",
      "void f(struct s *s) { size_t n = strlen(s->name); char *b = alloca(n + 1); use(b); }",
      "void f(int n) { if (n <= 0) return; char b[n]; use(b); }",
      "void f(char *s) { char b[strlen(s) + 1]; strcpy(b, s); }",
      "void f(char *s) { char *b = alloca(strlen(s) + 1); strcpy(b, s); }",
      "void f(int n) { char *b = g_alloca(n); use(b); }", "void f(char *s) { char *b = strdupa(s); use(b); }",
      "void f(int n) { float m[16][n]; use(m); }", "void f(int *n) { char b[*n]; use(b); }",
    ],
    staysQuiet: [
      "void f(char *s) { if (strlen(s) > 99) return; char *b = alloca(strlen(s) + 1); strcpy(b, s); }",
      "void f(char *s) { if (strlen(s) > 99) return; char *b = strdupa(s); use(b); }",
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
          let named = unboundedLength(declared, length, in: reading)
        else { return nil }
        return SignalHit(
          token: declared.token,
          observation:
            "`\(reading.words[declared.token])[\(reading.text(length))]` is as large as `\(named.path)` says")
      }
      let calls = reading.calls(of: Set(stackAllocators.keys)).compactMap { call -> SignalHit? in
        guard let position = stackAllocators[call.name], let size = reading.argument(position, of: call),
          !reading.isUnbounded(size, before: call.token, trustsStrings: false).isEmpty
            || reading.unmeasuredString(size, before: call.token) != nil
        else { return nil }
        return SignalHit(
          token: call.token, observation: "`\(call.name)` takes `\(reading.text(size))` bytes of the stack")
      }
      let copies = reading.calls(of: ["strdupa"]).compactMap { call -> SignalHit? in
        guard let text = call.arguments.first, !reading.isLiteralText(text),
          !reading.isMeasured(text, before: call.token)
        else { return nil }
        return SignalHit(
          token: call.token, observation: "`strdupa` takes as much of the stack as the string has")
      }
      return (arrays + calls + copies).sorted { $0.token < $1.token }
    })

  /// Calls that take memory of the stack, and which of their arguments says how much.
  private static let stackAllocators: [String: Int] = [
    "alloca": 0, "__builtin_alloca": 0, "_alloca": 0, "g_alloca": 0, "g_newa": 1,
    "__builtin_alloca_with_align": 0,
  ]

  /// What the length of an array depends on and nothing bounds, in its first pair of brackets or the second; `strlen` is the
  /// only call that no macro stands for.
  private static func unboundedLength(
    _ declared: SignalDeclaration, _ length: Range<Int>, in reading: SignalReading
  ) -> NamedPlace? {
    var lengths = [length]
    let next = length.upperBound + 1
    if reading.is(.leftBracket, at: next), let close = reading.function.partner(of: next) {
      lengths.append(next + 1..<close)
    }
    return lengths.firstNonNil { length in
      let isPlain = !length.contains { token in
        reading.function.tokens[token].is(CKeyword.size)
          || reading.calls(at: token) && reading.words[token] != "strlen"
      }
      guard isPlain else { return nil }
      if let string = reading.unmeasuredString(length, before: declared.token) { return string }
      return reading.isUnbounded(length, before: declared.token, trustsStrings: false).first { named in
        reading.declarations[named.path] != nil || named.path.contains("->")
          || reading.elements[named.path] != nil
      }
    }
  }
}
