extension Signal {
  static let unterminatedString = Signal(
    name: "unterminated-string", title: "String without its end",
    sentence: "strncpy or a call that reads bytes fills a buffer, and no NUL is written to it afterwards.",
    cwe: 170, source: "SEI CERT C, STR32-C",
    remedy: "Write the NUL after the copy, or use strlcpy or snprintf.",
    fires: [
      "void f(const char *n) { char b[32] = {0}; strncpy(b, n, 32); use(b); }",
      "void f(struct s *s, const char *n) { strncpy(s->name, n, sizeof(s->name)); }",
      "void f(char *d, const char *n) { memset(d, 0, 32); strncpy(d, n, 32); }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); if (k < 9) sprintf(d + k, \"%d\", k); }",
      "void f(struct t *t, const char *n, int i) { strncpy(t[i].name, n, 16); t[i].host[15] = 0; }",
      "void f(const char *n) { static char b[16]; strncpy(b, n, 16); use(b); }",
      "void f(int fd) { char b[99]; read(fd, b, sizeof(b)); puts(b); }",
      "void f(char *s) { char b[99]; if (readlink(s, b, sizeof(b)) < 0) return; fputs(b, stdout); }",
      "void f(int fd) { char b[99]; int n = recv(fd, b, sizeof b, 0); printf(\"%d %s\", n, b); }",
    ],
    staysQuiet: [
      "void f(const char *n) { char b[32] = {0}; strncpy(b, n, 31); use(b); }",
      "void f(const char *n) { char b[32] = \"\"; strncpy(b, n, sizeof b - 1); use(b); }",
      "void f(int fd) { char b[99]; MemSet(b, 0, sizeof(b)); read(fd, b, sizeof(b) - 1); puts(b); }",
      "void f(int fd) { char b[99]; int n = read(fd, b, sizeof(b) - 1); if (n < 0) return; b[n] = 0; puts(b); }",
      "void f(int fd) { char b[99]; memset(b, 0, sizeof b); read(fd, b, sizeof(b) - 1); puts(b); }",
      "void f(int fd) { char b[99]; int n = read(fd, b, sizeof(b)); printf(\"%.*s\", n, b); }",
      "void f(struct s *s, const char *n) { strncpy(s->name, n, 31); s->name[31] = 0; }",
      "void f(struct s *s, const char *n) { memset(s, 0, sizeof *s); strncpy(s->name, n, sizeof(s->name) - 1); }",
      "void f(char *d, const char *n) { d[15] = '\\0'; strncpy(d, n, 15); }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); *(d + k) = '\\0'; }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); d += k; *d++ = 0; }",
      "void f(char *d, const char *n, int k) { strncpy(d, n, k); strcpy(d + k, \".o\"); }",
      "void f(const char *n, int k) { char b[32]; memset(b, 0, 32); strncpy(b, n, k > 31 ? 31 : k); }",
      "void f(char *d) { strncpy(d, \"zwork\", MAX_PATH); }",
      "void f(char **m, const char *s, int n) { *m = malloc(n + 1); strncpy(*m, s, n); (*m)[n] = 0; }",
      "void f(struct t *t, const char *n, int i) { strncpy(t[i].name, n, 16); t[i].name[15] = 0; }",
      "void f(const char *n) { static char b[16]; strncpy(b, n, sizeof(b) - 1); use(b); }",
      "char *f(const char *s, int n) { char *p = calloc(1, n + 1); strncpy(p, s, n); return p; }",
      "void f(const char *n) { struct ifreq r = {0}; strncpy(r.ifr_name, n, IFNAMSIZ - 1); use(&r); }",
    ],
    find: { reading in
      reading.calls(of: KnownCall.partialCopies).compactMap { call in
        guard let target = reading.argument(0, of: call), let place = reading.places(in: target).first,
          let source = reading.argument(1, of: call), let length = reading.argument(2, of: call),
          !isLessThanAll(length, in: reading, target: place),
          !source.allSatisfy({ reading.function.tokens[$0].kind == .string }),
          !mentions(of: place.path, around: place.tokens.lowerBound, in: reading).contains(where: {
            isWritten($0, after: call, in: reading) || isElementWritten($0, of: target, place, in: reading)
          }),
          !isContinued(place.path, target, after: call, in: reading)
        else { return nil }
        return SignalHit(
          token: call.token,
          observation: "`\(call.name)` may leave `\(reading.text(target))` without its NUL")
      } + bytesUsedAsString(in: reading)
    })

  /// `read(fd, b, sizeof(b)); puts(b);`
  private static func bytesUsedAsString(in reading: SignalReading) -> [SignalHit] {
    reading.calls(of: KnownCall.byteReaders).compactMap { call in
      guard let buffer = reading.target(of: call), let path = reading.path(buffer),
        reading.text(buffer) == path, let declared = reading.declarations[path], declared.length != nil,
        ["char", "uint8_t", "u_char"].contains(declared.type.last), declared.initialValue == nil,
        !declared.isRedeclared,
        !declared.type.contains("static"),
        !mentions(of: path, around: call.token, in: reading).contains(where: {
          isWritten($0, after: call, in: reading)
        }),
        // Any other call that is given the buffer may clear it or end the string.
        !(reading.calls(before: call.token) + reading.calls(after: call.token)).contains(where: { other in
          !other.name.hasSuffix("printf")
            && other.arguments.enumerated().contains { number, argument in
              reading.path(argument) == path && !reading.readsText(at: number, of: other)
            }
        })
      else { return nil }
      let use = reading.calls(after: call.close).first { other in
        guard
          reading.runsOn(from: call.token, to: other.token) || reading.opcode(at: call.token) == .if
        else { return false }
        return other.arguments.enumerated().contains { number, argument in
          reading.text(argument) == path
            && (reading.readsText(at: number, of: other)
              || reading.takesText(at: number, of: other) && number > 0 && !hasPrecision(other, in: reading))
        }
      }
      guard let use else { return nil }
      return SignalHit(
        token: use.token,
        observation: "`\(call.name)` writes no NUL behind `\(path)`, which `\(use.name)` reads as a string")
    }
  }

  /// The nearest mentions of a path before a token, and at it and behind.
  private static func mentions(of path: String, around token: Int, in reading: SignalReading) -> [NamedPlace]
  {
    reading.mentions(of: path, after: -1, before: token)
      + reading.mentions(of: path, after: token - 1, before: reading.count)
  }

  /// Whether a format says how much of a string is read: `%.*s`.
  private static func hasPrecision(_ call: SignalCall, in reading: SignalReading) -> Bool {
    call.arguments.contains { reading.directives(of: $0).contains(where: \.hasPrecision) }
  }

  /// Whether an element is assigned: `d[n] = 0`, anywhere, or `*d = 0` and `*(d + n) = 0` after the copy.
  private static func isWritten(_ place: NamedPlace, after call: SignalCall, in reading: SignalReading)
    -> Bool
  {
    // `char b[9] = {0}` declares what is cleared.
    if reading.is(.leftBracket, at: place.tokens.upperBound),
      reading.declarations[place.path]?.token != place.tokens.lowerBound,
      let close = reading.function.partner(of: place.tokens.upperBound)
    {
      return reading.is(.assign, at: close + 1)
    }
    var first = place.tokens.lowerBound - 1
    var next = place.tokens.upperBound
    if reading.is(.leftParen, at: first), let close = reading.function.partner(of: first) {
      (first, next) = (first - 1, close + 1)
    }
    if reading.is(.increment, at: next) { next += 1 }
    return place.tokens.lowerBound > call.close && reading.is(.star, at: first)
      && !reading.isOperand(first - 1)
      && reading.is(.assign, at: next)
  }

  /// `(*m)[n] = 0`, or `t[i].name[15] = 0` for a copy into `t[i].name`.
  private static func isElementWritten(
    _ place: NamedPlace, of target: Range<Int>, _ own: NamedPlace, in reading: SignalReading
  ) -> Bool {
    var next = place.tokens.upperBound
    if reading.is(.rightParen, at: next) {
      guard reading.is(.leftBracket, at: next + 1), let close = reading.function.partner(of: next + 1) else {
        return false
      }
      return reading.is(.assign, at: close + 1)
    }
    // The same tokens as in the copy's target, then an element.
    next += target.upperBound - own.tokens.upperBound
    guard next > place.tokens.upperBound, reading.is(.leftBracket, at: next),
      let close = reading.function.partner(of: next), reading.is(.assign, at: close + 1)
    else { return false }
    return reading.text(place.tokens.lowerBound..<next)
      == reading.text(own.tokens.lowerBound..<target.upperBound)
  }

  /// Whether another copy goes on behind this one, to a later place of the same buffer.
  private static func isContinued(
    _ buffer: String, _ target: Range<Int>, after call: SignalCall, in reading: SignalReading
  ) -> Bool {
    reading.calls(after: call.close).contains { other in
      guard let next = other.arguments.first,
        reading.blocks[other.token] == reading.blocks[call.token],
        !reading.isBranch(reading.statement(at: other.token)?.lowerBound ?? 0)
      else { return false }
      return reading.known(other)?.target == 0
        && reading.places(in: next).first?.path == buffer && reading.text(next) != reading.text(target)
        && next.contains { reading.is(.plus, at: $0) }
    }
  }

  /// A copy of fewer bytes than there are, into memory that was cleared.
  private static func isLessThanAll(_ length: Range<Int>, in reading: SignalReading, target: NamedPlace)
    -> Bool
  {
    let cleared = reading.calls(before: target.tokens.lowerBound).contains { call in
      (reading.known(call)?.isFill ?? false) && call.arguments.first.flatMap(reading.path) == target.path
        && call.arguments.last.map(reading.text) != reading.text(length)
    }
    if cleared || isCleared(target, lessThan: length, in: reading) { return true }
    guard length.contains(where: { reading.is(.minus, at: $0) }) else { return false }
    let isCleared = reading.calls(before: target.tokens.lowerBound).contains { call in
      (reading.known(call)?.isFill ?? Allocation.forms[call.name]?.isCleared ?? false)
        || call.name.contains("zalloc")
    }
    return isCleared
      || declaration(of: target, in: reading).map { reading.is(.assign, at: $0.token + 1) } ?? false
  }

  private static func declaration(of target: NamedPlace, in reading: SignalReading) -> SignalDeclaration? {
    reading.declarations[reading.words[target.tokens.lowerBound]]
  }

  /// Memory that is cleared for longer than the copy: `calloc(1, n + 1)`, or a static array by less than its length.
  private static func isCleared(_ target: NamedPlace, lessThan length: Range<Int>, in reading: SignalReading)
    -> Bool
  {
    let text = reading.text(length)
    let isMade = reading.calls(of: Allocation.clearing).contains { call in
      reading.assigned(by: call)?.path == target.path
        && call.arguments.contains { reading.text($0) == text + "+1" || reading.text($0) == "1+" + text }
    }
    guard !isMade, let declared = declaration(of: target, in: reading),
      declared.type.contains("static") || declared.initialValue != nil, !declared.isPointer
    else { return isMade }
    if length.contains(where: { reading.is(.minus, at: $0) }) { return true }
    guard let room = reading.byteCount(ofArray: target.path), let number = reading.integer(length) else {
      return false
    }
    return number < room
  }
}
