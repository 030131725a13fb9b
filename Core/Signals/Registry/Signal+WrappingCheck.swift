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
    ],
    staysQuiet: [
      "int f(unsigned off, unsigned n, unsigned size) { if (n > size || off > size - n) return -1; return 0; }",
      "int f(unsigned n) { if (n + 4 > 100) return -1; return 0; }",
      "int f(int a, int b) { if (a + b > 0) return 1; return 0; }",
      "int f(char *p, char *end, int k, int n) { if (p - k + n > end) return 1; return 0; }",
      "int f(unsigned off, unsigned x, unsigned size) { unsigned n = x & 7; if (off + n > size) return 1; return 0; }",
      "int f(uint32_t a, uint32_t b, uint64_t m) { if ((uint64_t)a + b > m) return -1; return 0; }",
      "int f(uint8_t a, uint16_t b, int m) { if (a + b > m) return -1; return 0; }",
    ],
    find: { reading in
      (reading.body..<max(reading.body, reading.count)).compactMap { index in
        guard reading.is(.greater, at: index) || reading.is(.greaterEqual, at: index),
          let opcode = reading.opcode(at: index), opcode == .if || opcode == .elseIf, index >= 3,
          index + 1 < reading.count
        else { return nil }
        // `a + b >`: two variables right before the comparison, neither of them checked alone before.
        let last = reading.places(in: SignalReading.tokens(from: max(reading.body, index - 24), to: index))
          .last
        guard let last, last.tokens.upperBound == index,
          reading.is(.plus, at: last.tokens.lowerBound - 1) || isTimes(last, in: reading)
        else { return nil }
        let first = reading.places(
          in: SignalReading.tokens(from: max(reading.body, index - 24), to: last.tokens.lowerBound - 1)
        ).last
        guard let first, first.tokens.upperBound == last.tokens.lowerBound - 1,
          !SignalReading.isConstantName(first.path), !SignalReading.isConstantName(last.path),
          !reading.isLimited(last.path, at: index), !reading.isSmall(last.path, before: index),
          !isFloating(first, in: reading),
          !reading.is(.minus, at: first.tokens.lowerBound - 1), reading.function.text(at: index + 1) != "0",
          !isFloating(last, in: reading), !isWide(first, in: reading), !isWide(last, in: reading),
          !isNarrow(first, in: reading) || !isNarrow(last, in: reading)
        else { return nil }
        return SignalHit(
          token: index,
          observation:
            "`\(reading.text(first.tokens.lowerBound..<last.tokens.upperBound))` may wrap around before it is compared"
        )
      }
    })

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
