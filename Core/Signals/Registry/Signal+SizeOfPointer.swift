extension Signal {
  static let sizeOfPointer = Signal(
    name: "size-of-pointer", title: "Size of a pointer for size of an object",
    sentence:
      "The size given to a copy, an allocation or a count is that of a pointer and not of what it points to.",
    cwe: 467, source: "SEI CERT C, ARR01-C",
    remedy: "Give the size of the object: sizeof(*p), or the buffer's own length.",
    fires: [
      "void f(char *p) { memset(p, 0, sizeof(p)); }",
      "void f(struct s *a, struct s *b) { memcpy(a, b, sizeof a); }",
      "void f(char text[LENGTH]) { strncpy(text, \"???\", sizeof(text)); }",
      "void f(char *d, char *s) { snprintf(d, sizeof(d), \"%s\", s); }",
      "void f(char *d, char *s) { strlcpy(d, s, sizeof d); }",
      "void f(char d[64]) { fgets(d, sizeof(d), stdin); }",
      "void f(char *d, int fd) { read(fd, d, sizeof(d)); }",
      "void f(char *d, const char *s) { bcopy(s, d, sizeof(d)); }",
      "void f(char *d, FILE *s) { fread(d, 1, sizeof(d), s); }",
      "void f(char *d, FILE *s) { fread(d, sizeof(d), 1, s); }",
      "int f(char *s) { return memcmp(secret, s, sizeof(s)) == 0; }",
      "void f(char *s) { char *d = malloc(100); strncpy(d, s, sizeof(d) - 1); d[99] = 0; }",
      "int f(char *s) { return strncmp(s, secret, sizeof(s)) == 0; }",
      "void f(void) { struct s *p = malloc(sizeof(p)); fill(p); }",
      "void f(void) { struct s *p; p = (struct s *)malloc(sizeof(struct s *)); fill(p); }",
      "void f(void) { int *a = malloc(10 * sizeof(a)); fill(a); }",
      "void f(int a[]) { int i; for (i = 0; i < sizeof(a) / sizeof(a[0]); i++) a[i] = 0; }",
    ],
    staysQuiet: [
      "void f(int n) { struct s *p = malloc(sizeof(struct s) + n * sizeof(struct s *)); fill(p); }",
      "void f(void) { struct s *p = malloc(sizeof(*p)); fill(p); }",
      "void f(int n) { char **p = malloc(n * sizeof(char *)); fill(p); }",
      "void f(int n) { struct s **p = malloc(n * sizeof(p)); fill(p); }",
      "void f(char *p) { memcpy(out, &p, sizeof(p)); write(1, &p, sizeof(p)); }",
      "void f(void) { int a[4], i; for (i = 0; i < sizeof(a) / sizeof(a[0]); i++) a[i] = 0; }",
      "void f(struct s *p) { int n = sizeof(p->a) / sizeof(p->a[0]); use(n); }",
      "void f(struct s *p) { memset(p, 0, sizeof(*p)); }",
      "void f(void) { char b[9]; memset(b, 0, sizeof(b)); }",
      "void f(char **p, char **q) { memcpy(p, q, sizeof(*p)); }",
      "void f(char *d, char *s) { bcopy(s, &d, sizeof(d)); memcpy(&s, d, sizeof(d)); }",
      "void f(void) { struct rule *x[32]; memset(x, 0, sizeof(x)); }",
      "void f(int n) { char *b = get(n); { char b[9]; memset(b, 0, sizeof b); } }",
    ],
    find: { reading in
      (reading.calls.compactMap { measuredCall($0, in: reading) ?? allocation($0, in: reading) }
        + counts(in: reading)).sorted { $0.token < $1.token }
    })

  /// `memset(p, 0, sizeof(p))`, `snprintf(p, sizeof(p) - 1, …)`
  private static func measuredCall(_ call: SignalCall, in reading: SignalReading) -> SignalHit? {
    guard let known = reading.known(call) else { return nil }
    let lengths = reading.lengths(of: call, known)
    let measured = lengths.compactMap { pointer(measuredBy: lessOne($0, in: reading), in: reading) }
    let buffers = (known.target.map { [$0] } ?? known.sources).compactMap { reading.argument($0, of: call) }
    let mistaken = measured.first { path in
      buffers.contains { buffer in
        reading.path(buffer) == path
          && !buffer.contains { reading.is(.ampersand, at: $0) || reading.is(.leftBracket, at: $0) }
      }
    }
    return mistaken.map {
      SignalHit(token: call.token, observation: "`sizeof \($0)` is the size of a pointer")
    }
  }

  /// `struct s *p = malloc(sizeof(p))`, and `malloc(n * sizeof(struct s *))` for one: memory as large as a pointer for what
  /// it points to. A pointer to pointers has elements of that size.
  private static func allocation(_ call: SignalCall, in reading: SignalReading) -> SignalHit? {
    guard Allocation.forms[call.name] != nil,
      let place = reading.assigned(by: call), let declared = reading.declarations[place.path],
      declared.isPointer, declared.depth == 1, !declared.isRedeclared, declared.length == nil
    else { return nil }
    let sizes = call.arguments.flatMap { factors($0, in: reading) }
    let isMistaken = sizes.contains { size in
      pointer(measuredBy: size, in: reading) == place.path
        || isPointerType(size, to: declared.type, in: reading)
    }
    guard isMistaken else { return nil }
    return SignalHit(
      token: call.token,
      observation: "`\(call.name)` makes room for a pointer, and `\(place.path)` points to something else")
  }

  /// `for (i = 0; i < sizeof(a) / sizeof(a[0]); i++)` with an array that is a parameter.
  private static func counts(in reading: SignalReading) -> [SignalHit] {
    (reading.body..<max(reading.body, reading.count)).compactMap { slash in
      guard reading.is(.slash, at: slash), slash > reading.body + 3, slash + 1 < reading.count,
        reading.function.tokens[slash + 1].is(CKeyword.size), reading.is(.rightParen, at: slash - 1),
        let open = reading.function.partner(of: slash - 1),
        reading.function.tokens[open - 1].is(CKeyword.size),
        let path = pointer(measuredBy: open - 1..<slash, in: reading),
        reading.declarations[path]?.isParameter ?? false,
        reading.is(.leftParen, at: slash + 2) || reading.is(.star, at: slash + 2),
        let close = reading.is(.leftParen, at: slash + 2)
          ? reading.function.partner(of: slash + 2) : slash + 4
      else { return nil }
      let element = reading.text(slash + 2..<close).filter { $0 != "(" }
      guard element == "*" + path || element.hasPrefix(path + "[") else { return nil }
      return SignalHit(token: slash, observation: "`sizeof \(path)` is the size of a pointer, a parameter")
    }
  }

  /// The pointer that `sizeof` alone measures; nil for anything else.
  private static func pointer(measuredBy size: Range<Int>, in reading: SignalReading) -> String? {
    guard let name = reading.measuredWord(size), let declared = reading.declarations[name],
      declared.isPointer, declared.length == nil, !declared.isRedeclared
    else { return nil }
    return name
  }

  /// Whether a size is that of a pointer to the type, as in `sizeof(struct s *)` for `struct s *p`.
  private static func isPointerType(_ size: Range<Int>, to type: [String], in reading: SignalReading) -> Bool
  {
    guard let first = size.first, reading.function.tokens[first].is(CKeyword.size), size.count > 3,
      let last = type.last, reading.is(.rightParen, at: size.upperBound - 1),
      reading.is(.star, at: size.upperBound - 2)
    else { return false }
    return size.upperBound - 3 > first && reading.words[size.upperBound - 3] == last
  }

  /// The factors of a product, or the expression itself.
  private static func factors(_ size: Range<Int>, in reading: SignalReading) -> [Range<Int>] {
    // Of a sum, the rest may follow the object: `sizeof(*p) + n * sizeof(struct s *)`.
    if reading.outside(size).contains(where: { reading.is(.plus, at: $0) }) { return [] }
    var start = size.lowerBound
    var found: [Range<Int>] = []
    for star in reading.outside(size) where reading.isTimes(star) {
      found.append(start..<max(start, star))
      start = star + 1
    }
    return found + [start..<max(start, size.upperBound)]
  }

  /// A size without `- 1` behind it.
  private static func lessOne(_ size: Range<Int>, in reading: SignalReading) -> Range<Int> {
    guard size.count > 2, reading.is(.minus, at: size.upperBound - 2),
      reading.integer(size.upperBound - 1..<size.upperBound) == 1
    else { return size }
    return size.lowerBound..<size.upperBound - 2
  }
}
