extension Signal {
  static let wrappingCheck = Signal(
    name: "wrapping-check", title: "Check that may wrap around",
    sentence: "A bound is checked on a sum or product of two values, which may wrap around and pass.",
    cwe: 190, source: "SEI CERT C, INT30-C and ARR30-C",
    remedy: "Compare one value with the bound less the other, after checking that the bound is not smaller.",
    fires: [
      "int f(unsigned off, unsigned n, unsigned size) { if (off + n > size) return -1; return get(off, n); }",
      "int f(char *p, char *end, unsigned n) { if (p + n > end) return -1; return 0; }",
      "int f(unsigned n, unsigned m, unsigned size) { unsigned k = 2; k += n; if (m + k > size) return -1; return 0; }",
      "int f(char *z, int left, int size) { unsigned n = getInt(&z, left); if (left > 9 && off + n > size) return 1; return 0; }",
      "int f(unsigned off, uint16_t n, unsigned size) { if (off + n > size) return -1; return 0; }",
      "int f(unsigned a, unsigned b, unsigned m) { if (m < a + b) return -1; return 0; }",
      "int f(char *p, char *end, unsigned n) { if (end < p + n) return -1; return 0; }",
      "int f(unsigned a, unsigned b, unsigned m) { if ((a + b) > m) return -1; return 0; }",
      "int f(unsigned a, unsigned b, unsigned m) { if (a + b <= m) memcpy(d + a, s, b); return 0; }",
      "int f(int a) { if (a + 100 < a) return -1; return 0; }",
      "int f(char *p, size_t n) { if (p + n < p) return -1; return 0; }",
    ],
    staysQuiet: [
      "int f(char *p, char *b, unsigned n) { if (b <= p && p < b + n) return 1; return 0; }",
      "int f(int a, int b, int c, int d) { if (a + b < c + d) return 1; return 0; }",
      "int f(int i, int w, int h) { if (i < w * h) return t[i]; return 0; }",
      "int f(int x, int w, int m) { if (x + w < m) draw(x); return 0; }",
      "int f(unsigned a, unsigned b) { if (a + b < a) return -1; return 0; }",
      "int f(unsigned a, unsigned b, unsigned m) { if (a + b < a || a + b > m) return -1; return 0; }",
      "int f(size_t a, size_t b, size_t m) { if (a > m || b > m - a) return -1; return 0; }",
      "int f(unsigned off, unsigned n, unsigned size) { if (n > size || off > size - n) return -1; return 0; }",
      "int f(unsigned n) { if (n + 4 > 100) return -1; return 0; }",
      "int f(int a, int b) { if (a + b > 0) return 1; return 0; }",
      "int f(char *p, char *end, int k, int n) { if (p - k + n > end) return 1; return 0; }",
      "int f(unsigned off, unsigned x, unsigned size) { unsigned n = x & 7; if (off + n > size) return 1; return 0; }",
      "int f(uint32_t a, uint32_t b, uint64_t m) { if ((uint64_t)a + b > m) return -1; return 0; }",
      "int f(uint8_t a, uint16_t b, int m) { if (a + b > m) return -1; return 0; }",
    ],
    find: { reading in
      let relations = (reading.body..<max(reading.body, reading.count)).filter { index in
        guard reading.isRelation(index), let opcode = reading.opcode(at: index) else { return false }
        return opcode == .if || opcode == .elseIf
      }
      let own = relations.flatMap { index in sides(of: index, in: reading).map { (index, $0.sum, $0.other) } }
      // `a + b < a` is how a sum without a sign is checked.
      let checked = Set(own.filter { isTerm($0.2, of: $0.1, in: reading) }.map { reading.text($0.1) })
      return own.compactMap { index, sum, other in
        if isTerm(other, of: sum, in: reading) {
          return isUseless(index, sum, other, in: reading)
            ? SignalHit(
              token: index,
              observation:
                "`\(reading.text(sum))` with a sign or of a pointer is not defined when it wraps around")
            : nil
        }
        guard isBoundCheck(index, sum, in: reading), !checked.contains(reading.text(sum)),
          !reading.isNearZero(other),
          mayWrap(sum, at: index, in: reading)
        else { return nil }
        return SignalHit(
          token: index,
          observation: "`\(reading.text(pair(sum, in: reading)))` may wrap around before it is compared")
      }
    })

  /// The sides of a relation that are sums or products, each with the other side; where the relation lets pass what is not
  /// larger, or refuses what is.
  private static func sides(of index: Int, in reading: SignalReading) -> [(
    sum: Range<Int>, other: Range<Int>
  )] {
    let left = withoutParentheses(ComparedPlaces.operand(before: index, reading), in: reading)
    let right = withoutParentheses(ComparedPlaces.operand(after: index, reading), in: reading)
    return [(left, right), (right, left)].filter { sum, other in
      !sum.isEmpty && !other.isEmpty
        && reading.outside(sum).contains { token in
          reading.is(.plus, at: token) || reading.isTimes(token)
        }
    }.map { (sum: $0.0, other: $0.1) }
  }

  /// Whether a relation checks a bound: it refuses a sum or product that is larger, `a + b > max`. The other forms compare
  /// many things, so that turned round, `max < a + b`, the branch must leave, and the other way, `a + b <= max`, it must
  /// copy so many bytes.
  private static func isBoundCheck(_ index: Int, _ sum: Range<Int>, in reading: SignalReading) -> Bool {
    let isLeft = sum.upperBound <= index
    let isLess = reading.is(.less, at: index) || reading.is(.lessEqual, at: index)
    if isLeft, !isLess { return true }
    guard reading.outside(sum).contains(where: { reading.is(.plus, at: $0) }),
      !reading.outside(sum).contains(where: reading.isTimes),
      let head = reading.statement(at: index)
    else { return false }
    let branch = reading.branch(from: head.upperBound)
    if isLeft != isLess {
      // `a <= x && x < a + n` asks where a value lies, and `a + b < c + d` which of two is larger.
      let other =
        isLeft
        ? ComparedPlaces.operand(after: index, reading) : ComparedPlaces.operand(before: index, reading)
      guard !head.contains(where: { reading.is(.andAnd, at: $0) }),
        !other.contains(where: { reading.is(.plus, at: $0) })
      else { return false }
      guard let last = reading.statements(in: branch).last else {
        return false
      }
      return SignalReading.leaving.contains(last.opcode) && last.opcode != .continue
    }
    let terms = Set(reading.places(in: sum).map(\.path))
    return reading.calls(in: branch).contains { call in
      reading.amounts(of: call).contains { length in
        reading.places(in: length).contains { terms.contains($0.path) }
      }
    }
  }

  private static func withoutParentheses(_ range: Range<Int>, in reading: SignalReading) -> Range<Int> {
    var range = range
    while let first = range.first, range.count > 2, reading.is(.leftParen, at: first),
      reading.function.partner(of: first) == range.upperBound - 1
    {
      range = first + 1..<range.upperBound - 1
    }
    return range
  }

  /// Whether a value is one of the terms of a sum: `a` of `a + b`.
  private static func isTerm(_ value: Range<Int>, of sum: Range<Int>, in reading: SignalReading) -> Bool {
    let text = reading.text(value)
    var start = sum.lowerBound
    for token in reading.outside(sum) where reading.is(.plus, at: token) {
      if reading.text(start..<max(start, token)) == text { return true }
      start = token + 1
    }
    return start > sum.lowerBound && reading.text(start..<sum.upperBound) == text
  }

  /// Whether a check `a + b < a` is of a pointer or of a number with a sign, for which compilers leave it out.
  private static func isUseless(
    _ index: Int, _ sum: Range<Int>, _ other: Range<Int>, in reading: SignalReading
  ) -> Bool {
    guard let path = reading.path(other), reading.text(other) == path,
      let declared = reading.declarations[path],
      !declared.isRedeclared
    else { return false }
    let isLess = sum.upperBound <= index ? reading.is(.less, at: index) : reading.is(.greater, at: index)
    guard isLess,
      !reading.places(in: sum).contains(where: {
        reading.declarations[$0.path]?.isUnsigned ?? ($0.path != path)
          && !SignalReading.isConstantName($0.path)
      }) || declared.isPointer
    else { return false }
    return declared.isPointer || declared.isSigned && !declared.isNarrow
  }

  /// The last two places of a sum, which are added or multiplied.
  private static func pair(_ sum: Range<Int>, in reading: SignalReading) -> Range<Int> {
    let named = reading.places(in: sum)
    guard named.count > 1 else { return sum }
    return named[named.count - 2].tokens.lowerBound..<named[named.count - 1].tokens.upperBound
  }

  /// Whether a sum ends in two variables that are added or multiplied, of which nothing bounds the last.
  private static func mayWrap(_ sum: Range<Int>, at index: Int, in reading: SignalReading) -> Bool {
    let named = reading.places(in: sum)
    guard let last = named.last, last.tokens.upperBound == sum.upperBound,
      reading.is(.plus, at: last.tokens.lowerBound - 1) || isTimes(last, in: reading), named.count > 1
    else { return false }
    let first = named[named.count - 2]
    return first.tokens.upperBound == last.tokens.lowerBound - 1
      && !SignalReading.isConstantName(first.path) && !SignalReading.isConstantName(last.path)
      && !reading.isLimited(last.path, at: index) && !reading.isSmall(last.path, before: index)
      && !isFloating(first, in: reading)
      && !reading.is(.minus, at: first.tokens.lowerBound - 1)
      && !isFloating(last, in: reading) && !isWide(first, in: reading) && !isWide(last, in: reading)
      && (!isNarrow(first, in: reading) || !isNarrow(last, in: reading))
  }

  private static func isTimes(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.is(.star, at: place.tokens.lowerBound - 1) && reading.isOperand(place.tokens.lowerBound - 2)
  }

  /// `(uint64_t)a + b`
  private static func isWide(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    let close = place.tokens.lowerBound - 1
    guard reading.is(.rightParen, at: close), let open = reading.function.partner(of: close) else {
      return false
    }
    let type = reading.words[open + 1..<close]
    return type.contains {
      ["uint64_t", "int64_t", "u64", "uint64", "int64", "guint64", "gint64"].contains($0)
    }
      || type.count { $0 == "long" } > 1
  }

  private static func isNarrow(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.declarations[place.path]?.isNarrow ?? false
  }

  private static func isFloating(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.declarations[place.path]?.type.contains { $0 == "double" || $0 == "float" } ?? false
  }
}
