extension Signal {
  static let sizeOfPointer = Signal(
    name: "size-of-pointer", title: "Size of a pointer for size of an object",
    sentence: "The size given to a copy is that of a pointer and not of what it points to.",
    cwe: 467, source: "SEI CERT C, ARR01-C",
    remedy: "Give the size of the object: sizeof(*p), or the buffer's own length.",
    fires: [
      "void f(char *p) { memset(p, 0, sizeof(p)); }",
      "void f(struct s *a, struct s *b) { memcpy(a, b, sizeof a); }",
      "void f(char text[LENGTH]) { strncpy(text, \"???\", sizeof(text)); }",
    ],
    staysQuiet: [
      "void f(struct s *p) { memset(p, 0, sizeof(*p)); }",
      "void f(void) { char b[9]; memset(b, 0, sizeof(b)); }",
      "void f(char **p, char **q) { memcpy(p, q, sizeof(*p)); }",
      "void f(void) { struct rule *x[32]; memset(x, 0, sizeof(x)); }",
      "void f(int n) { char *b = get(n); { char b[9]; memset(b, 0, sizeof b); } }",
    ],
    find: { reading in
      reading.calls.compactMap { call in
        guard let position = lengthArguments[call.name], let length = reading.argument(position, of: call),
          let first = length.first, reading.function.tokens[first].is(CKeyword.size),
          let target = reading.argument(0, of: call), let path = reading.path(target),
          let declared = reading.declarations[path], declared.isPointer, declared.length == nil,
          !declared.isRedeclared
        else { return nil }
        let measured = length.dropFirst().filter {
          !reading.is(.leftParen, at: $0) && !reading.is(.rightParen, at: $0)
        }
        guard measured.count == 1, let name = measured.first, reading.words[name] == path,
          !target.contains(where: { reading.is(.ampersand, at: $0) || reading.is(.leftBracket, at: $0) })
        else { return nil }
        return SignalHit(token: call.token, observation: "`sizeof \(path)` is the size of a pointer")
      }
    })
}
