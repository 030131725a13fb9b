extension Signal {
  static let lengthSubtraction = Signal(
    name: "length-subtraction", title: "Length that may go below zero",
    sentence: "Something is taken away from an unchecked length, and the rest is used as a size or an index.",
    cwe: 191, source: "SEI CERT C, INT30-C",
    remedy: "Check that the length is at least as large as what is taken away.",
    fires: [
      "void f(char *d, struct p *p) { memcpy(d, p->data + 8, p->len - 8); }",
      "void f(char *d, char *s, unsigned n, unsigned used) { memcpy(d, s, n - used); }",
      "void f(char *d, struct p *p) { size_t n = p->len - 8; memcpy(d, p->data, n); }",
      "void f(char *d, char *s, unsigned n) { n -= 4; memcpy(d, s, n); }",
      "void f(char *d, struct p *p) { int n = p->len - sizeof(struct h); memcpy(d, p->data, n); }",
      "void f(struct s *p, FILE *s, unsigned n) { fread(p->name, n - 4, 1, s); }",
      "void f(char *s) { if (s[strlen(s) - 1] == '/') use(s); }",
      "void f(FILE *s) { char b[99]; if (!fgets(b, 99, s)) return; b[strlen(b) - 1] = 0; use(b); }",
    ],
    staysQuiet: [
      "void f(char *d, char *s, unsigned n) { if (n < 4) return; n -= 4; memcpy(d, s, n); }",
      "void f(char *d, char *s, unsigned n) { unsigned k = n - 4; if (k > 64) return; memcpy(d, s, k); }",
      "void f(void) { char *s = getcwd(NULL, 0); if (s[strlen(s) - 1] == '/') use(s); }",
      "void f(void) { char s[99]; strcpy(s, GAMES_PATH); s[strlen(s) - 1] = 0; }",
      "void f(char *s) { if (*s && s[strlen(s) - 1] == '/') s[strlen(s) - 1] = 0; }",
      "void f(char *s) { size_t n = strlen(s); if (n > 0 && s[n - 1] == '/') s[n - 1] = 0; }",
      "void f(char *d, struct p *p) { if (p->len < 8) return; memcpy(d, p->data + 8, p->len - 8); }",
      "void f(char *d, char *s) { memcpy(d, s, sizeof(x) - 1); }",
      "void f(struct b *b, int s) { recv(s, b->last, b->end - b->last, 0); }",
      "void f(struct b *b, unsigned used) { unsigned n = used * 2; memset(b->d + used, 0, n - used); }",
      "void f(struct b *b, char *s, unsigned n) { if (n) memcpy(b->d, s, n - 1); }",
      "void f(char *s, struct p *p) { char *d = malloc(p->end - p->start + 1); memcpy(d, s, p->end - p->start); }",
    ],
    find: { reading in
      reading.amountsByCall.compactMap { call, length in
        guard
          let minus = length.first(where: {
            reading.is(.minus, at: $0) && reading.isOperand($0 - 1) && $0 > length.lowerBound
          })
        else { return nil }
        let named = reading.places(in: length.lowerBound..<minus)
        guard let less = named.last, less.tokens.upperBound == minus,
          !SignalReading.isConstantName(less.path),
          !(reading.declarations[less.path]?.isPointer ?? false),
          reading.declarations[less.path]?.length == nil,
          !isWeighed(less.path, before: call.token, in: reading),
          !reading.places(in: minus..<length.upperBound).contains(where: {
            isWeighed($0.path, before: call.token, in: reading)
              || reading.declarations[$0.path]?.isPointer ?? false
          }), !isKnownLarger(less, length, minus, call, in: reading)
        else { return nil }
        return SignalHit(
          token: minus,
          observation: "`\(reading.text(length))` may be below zero, and `\(call.name)` takes it as a size")
      } + restsKept(in: reading) + lastOfStrings(in: reading)
    })

  /// `n = len - 8; memcpy(d, s, n);` and `len -= 8; memcpy(d, s, len);`
  private static func restsKept(in reading: SignalReading) -> [SignalHit] {
    reading.amountsByCall.compactMap { call, length in
      guard let known = reading.known(call), !known.isFill, let kept = reading.path(length),
        reading.text(length) == kept || reading.text(length).hasSuffix(")" + kept),
        !isWeighed(kept, before: call.token, in: reading),
        let last = reading.changes(of: kept, after: -1, before: call.token).last,
        reading.runsOn(from: last.tokens.lowerBound, to: call.token)
      else { return nil }
      if reading.is(.minusAssign, at: last.tokens.upperBound) {
        // A loop takes its steps from what it compares.
        guard reading.loop(around: call.token) == nil, reading.loop(around: last.tokens.lowerBound) == nil
        else { return nil }
        return SignalHit(
          token: last.tokens.lowerBound,
          observation: "`\(kept)` may fall below zero, and `\(call.name)` takes it as a size")
      }
      guard let value = reading.value(assignedTo: last), let first = reading.places(in: value).first,
        let minus = reading.outside(value).first(where: {
          reading.is(.minus, at: $0) && reading.isOperand($0 - 1)
        }),
        first.tokens == value.lowerBound..<minus, !reading.isPointer(first.path),
        !SignalReading.isConstantName(first.path), reading.declarations[first.path]?.length == nil,
        !isWeighed(first.path, before: call.token, in: reading),
        !reading.places(in: minus..<value.upperBound).contains(where: {
          isWeighed($0.path, before: call.token, in: reading) || reading.isPointer($0.path)
        }),
        reading.outside(value).count == reading.outside(value.lowerBound..<minus).count + 2
          || reading.isSizeof(minus + 1..<value.upperBound),
        !isKnownLarger(first, value, minus, call, in: reading)
      else { return nil }
      return SignalHit(
        token: minus,
        observation: "`\(reading.text(value))` may be below zero, and `\(call.name)` takes it as a size")
    }
  }

  /// `if (s[strlen(s) - 1] == '/')`, where nothing asks whether the string is empty.
  private static func lastOfStrings(in reading: SignalReading) -> [SignalHit] {
    reading.calls(of: ["strlen"]).compactMap { call in
      guard let string = call.arguments.first, let path = reading.path(string), reading.text(string) == path,
        reading.is(.minus, at: call.close + 1), reading.is(.leftBracket, at: call.token - 1),
        reading.is(.rightBracket, at: call.close + 3), reading.integer(call.close + 2..<call.close + 3) == 1,
        reading.text(max(reading.body, call.token - 1 - 2 * path.utf8.count)..<call.token - 1).hasSuffix(
          path),
        !asksForText(path, before: call.token, in: reading),
        !isNeverEmpty(path, before: call.token, in: reading)
      else { return nil }
      return SignalHit(
        token: call.token,
        observation: "`\(path)[strlen(\(path)) - 1]` stands before the string where it is empty")
    }
  }

  /// Whether a string holds something for certain: the name of the folder, what `strstr` has found, or a constant.
  private static func isNeverEmpty(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    let isFound = reading.assignments(to: path, before: token).contains { value in
      reading.calls(in: value).contains { $0.name == "strstr" || $0.name.contains("getcwd") }
    }
    return isFound
      || reading.calls(before: token).contains { call in
        guard call.name == "strcpy", call.arguments.count == 2, reading.path(call.arguments[0]) == path else {
          return false
        }
        return reading.path(call.arguments[1]).map(SignalReading.isConstantName)
          ?? reading.holdsLiteral(call.arguments[1])
      }
  }

  /// Whether something before a token looks at a string's first character or length, or writes the string.
  private static func asksForText(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    let isRead = reading.mentions(of: path, after: -1, before: token).contains { place in
      reading.is(.star, at: place.tokens.lowerBound - 1) && !reading.isOperand(place.tokens.lowerBound - 2)
        && reading.opcode(at: place.tokens.lowerBound) != .declaration
        || reading.is(.leftBracket, at: place.tokens.upperBound)
          && ["0", "1"].contains(reading.text(place.tokens.upperBound + 1..<place.tokens.upperBound + 2))
          && reading.is(.rightBracket, at: place.tokens.upperBound + 2)
    }
    if isRead { return true }
    return reading.calls(before: token).contains { other in
      other.arguments.contains { reading.path($0) == path }
        && (SignalReading.measuresObject(other.name)
          || ["sprintf", "snprintf", "strcat", "strchr", "strrchr", "strcmp", "strncmp"].contains(other.name))
    }
  }

  /// Whether a length is compared with anything, from below or above, or is bounded.
  private static func isWeighed(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    reading.isCompared(path, before: token) || reading.isComparedThrough(path, before: token)
      || reading.isBounded(path, before: token)
  }

  /// Whether the function's text says that the rest is not below zero.
  private static func isKnownLarger(
    _ less: NamedPlace, _ length: Range<Int>, _ minus: Int, _ call: SignalCall, in reading: SignalReading
  ) -> Bool {
    let taken = reading.places(in: minus + 1..<length.upperBound).first
    let takenText = taken.map { $0.path } ?? reading.function.text(at: minus + 1)
    // `recv(s, b->last, b->end - b->last)`: the rest of the buffer that the pointer stands in.
    if let taken, call.arguments.contains(where: { $0 != length && reading.path($0) == taken.path }) {
      return true
    }
    // `n = 2 * used; … n - used`, `size = HEAD + n; … size - HEAD`.
    let grows = reading.assignments(to: less.path, before: call.token).contains { value in
      value.contains { reading.is(.plus, at: $0) || reading.isTimes($0) }
        && (reading.places(in: value).contains { $0.path == takenText }
          || reading.text(value).hasPrefix(takenText + "+"))
    }
    if grows { return true }
    // `if (n) … n - 1`.
    if takenText == "1", reading.isTested(less.path, after: -1, before: call.token) { return true }
    let end = taken?.tokens.upperBound ?? minus + 2
    let difference = reading.text(SignalReading.tokens(from: less.tokens.lowerBound, to: end))
    return reading.calls(before: call.token).contains { other in
      Allocation.isAllocator(other.name)
        && other.arguments.contains { reading.text($0).contains(difference) }
    }
  }
}
