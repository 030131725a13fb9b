extension Signal {
  static let signedLength = Signal(
    name: "signed-length", title: "Signed length checked on one side",
    sentence:
      "A signed length is compared with a maximum and never with 0, and is then used where a size is expected.",
    cwe: 195, source: "SEI CERT C, INT02-C",
    remedy: "Make the length unsigned, or refuse negative values as well.",
    fires: [
      "void f(char *d, char *s, int n) { if (n > 64) return; memcpy(d, s, n); }",
      "void f(struct s *p) { short n = p->n; if (n >= 64) return; memcpy(p->d, p->s, n); }",
      "void f(struct s *p, char *s, int n) { if (p->used + n > p->room) { grow(p, n); memcpy(p->d, s, n); } }",
      "void f(char *d, char *s, int n) { if (n <= 64) memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (64 < n) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n > 63) n = 63; memcpy(d, s, n); d[n] = 0; }",
      "void f(char *d, struct m *m) { int n = m->len; if (n > 64) return; memcpy(d, m->data, n); }",
      "void f(char *d, struct m *m) { int n = m->data_len; if (n > 64) n = 64; memcpy(d, m->data, n); }",
    ],
    staysQuiet: [
      "void f(char *d, char *s, char *e) { int n = e - s; if (n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n < 0 || n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, unsigned n) { if (n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { memcpy(d, s, n); }",
      "void f(char *d, char *s, int b) { int n = b & 63; if (n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, VALUE s) { long n = RSTRING_LEN(s); if (n > 64) return; memcpy(d, RSTRING_PTR(s), n); }",
      "void f(char *d, int fd) { int n; if ((n = read(fd, b, 9)) <= 0) return; if (n > 4) n = 4; memcpy(d, b, n); }",
      "void f(char *d, int fd) { int n; while ((n = read(fd, b, 9)) > 0) { if (n > 4) n = 4; memcpy(d, b, n); } }",
      "void f(char *d, char *s, int n) { if (0 > n || n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if ((unsigned)n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if ((size_t)n > sizeof x) return; memcpy(d, s, n); }",
      "void f(char *s, int n) { char x[64]; if (n > sizeof(x)) return; memcpy(x, s, n); }",
      "void f(char *d, char *s, int n) { if (n < 8 || n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n >= 5 && is_tag(s)) memcpy(d, s, n); }",
      "void f(char *d, struct m *m) { int n = ntohs(m->len); if (n > 64) return; memcpy(d, m->data, n); }",
      "void f(struct s *p, char *s, int n) { if (p->ok && n >= 16) { memcpy(p->d, s, n); } }",
    ],
    find: { reading in
      reading.amountsByCall.compactMap { call, length in
        guard let path = reading.path(length), reading.declarations[path]?.isSigned ?? false,
          let compared = reading.comparisons[path]?.filter({ $0 < call.token }).suffix(comparisonLimit),
          reading.meter.take(compared.count),
          compared.contains(where: { isMaximum($0, of: path, for: call, in: reading) }),
          !compared.contains(where: { refusesNegatives($0, of: path, for: call, in: reading) }),
          !isNeverNegative(path, before: call.token, in: reading)
        else { return nil }
        return SignalHit(
          token: call.token,
          observation:
            "`\(path)` is signed, checked against a maximum only, and `\(call.name)` takes it as a size")
      }
    })

  /// How many comparisons of a length before its use are looked at: the nearest.
  private static let comparisonLimit = 64

  /// The side of a relation that names a path, and what it is compared with; nil for anything else.
  private static func sides(of index: Int, naming path: String, in reading: SignalReading)
    -> (own: Range<Int>, other: Range<Int>, isLeft: Bool)?
  {
    guard reading.function.tokens[index].kind == .punctuator else { return nil }
    let left = ComparedPlaces.operand(before: index, reading)
    let right = ComparedPlaces.operand(after: index, reading)
    if reading.places(in: left).contains(where: { $0.path == path }) { return (left, right, true) }
    return reading.places(in: right).contains { $0.path == path } ? (right, left, false) : nil
  }

  /// Whether a relation keeps the length from being large where the call stands, or makes room for it before.
  private static func isMaximum(
    _ index: Int, of path: String, for call: SignalCall, in reading: SignalReading
  ) -> Bool {
    guard reading.isRelation(index), let (_, _, isLeft) = sides(of: index, naming: path, in: reading),
      let side = ComparedSide.of(index, isLeft: isLeft, in: reading)
    else { return false }
    if reading.reach(of: side, at: index).contains(where: { $0.contains(call.token) }) { return true }
    // `if (used + n > room) { grow(n); memcpy(d, s, n); }`
    guard side.isSmallWhenFalse, !side.isOfConstant, let head = reading.statement(at: index) else {
      return false
    }
    return !reading.mentions(of: path, after: head.upperBound - 1, before: call.token).isEmpty
  }

  /// Whether a comparison shows that the sign was thought of: one with 0 or a minimum, or one that takes the length as
  /// a number without a sign.
  private static func refusesNegatives(
    _ index: Int, of path: String, for call: SignalCall, in reading: SignalReading
  ) -> Bool {
    guard let (own, other, isLeft) = sides(of: index, naming: path, in: reading) else { return false }
    if reading.isNearZero(other) { return true }
    guard reading.isRelation(index) else { return false }
    if own.contains(where: { SignalDeclaration.isUnsignedWord(reading.words[$0]) })
      || isUnsigned(other, in: reading)
    {
      return true
    }
    guard var side = ComparedSide.of(index, isLeft: isLeft, in: reading), side.isOfConstant else {
      return false
    }
    side.negate()
    return reading.reach(of: side, at: index).contains { $0.contains(call.token) }
  }

  /// Whether what a length is compared with makes both numbers without a sign.
  private static func isUnsigned(_ value: Range<Int>, in reading: SignalReading) -> Bool {
    value.contains { index in
      reading.function.tokens[index].is(CKeyword.size)
        || SignalDeclaration.isUnsignedWord(reading.words[index])
        || reading.function.tokens[index].kind == .number
          && reading.function.text(at: index).lowercased().hasSuffix("u")
    }
      || reading.places(in: value).contains { place in
        reading.declarations[place.path].map { $0.isUnsigned && !$0.isNarrow } ?? false
      }
  }

  /// Whether the length is what cannot be negative: of a string or an object, masked, a distance of pointers, of 16 bits.
  private static func isNeverNegative(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    let values = reading.assignments(to: path, before: token)
    let isOwn = reading.declarations[path].map { !$0.isParameter } ?? false
    let isCounter =
      isOwn && !values.isEmpty && values.allSatisfy(reading.isConstant)
      && !reading.mentions(of: path, after: -1, before: token).contains { place in
        reading.is(.ampersand, at: place.tokens.lowerBound - 1)
          || reading.is(.minusAssign, at: place.tokens.upperBound)
          || reading.is(.decrement, at: place.tokens.upperBound)
      }
    return isCounter
      || values.contains { value in
        reading.isDifferenceInObject(value)
          || value.contains { index in
            reading.function.tokens[index].is(CKeyword.size)
              || reading.isBounding(index) && !BoundingCall.bounds(reading.words[index])
              || reading.calls(at: index) && isShort(reading.words[index])
          }
      }
  }

  /// Whether a call's name says that it reads 8 or 16 bits without a sign.
  private static func isShort(_ name: String) -> Bool {
    NameWords.words(of: name).contains {
      ["ntohs", "u8", "u16", "be16", "le16", "rb16", "rl16", "byte", "uint16"].contains($0)
    }
  }
}
