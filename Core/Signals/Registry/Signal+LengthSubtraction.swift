extension Signal {
  static let lengthSubtraction = Signal(
    name: "length-subtraction", title: "Length that may go below zero",
    sentence: "Something is taken away from an unchecked length, and the rest is used as a size.",
    cwe: 191, source: "SEI CERT C, INT30-C",
    remedy: "Check that the length is at least as large as what is taken away.",
    fires: [
      "void f(char *d, struct p *p) { memcpy(d, p->data + 8, p->len - 8); }",
      "void f(char *d, char *s, unsigned n, unsigned used) { memcpy(d, s, n - used); }",
    ],
    staysQuiet: [
      "void f(char *d, struct p *p) { if (p->len < 8) return; memcpy(d, p->data + 8, p->len - 8); }",
      "void f(char *d, char *s) { memcpy(d, s, sizeof(x) - 1); }",
      "void f(struct b *b, int s) { recv(s, b->last, b->end - b->last, 0); }",
      "void f(struct b *b, unsigned used) { unsigned n = used * 2; memset(b->d + used, 0, n - used); }",
      "void f(struct b *b, char *s, unsigned n) { if (n) memcpy(b->d, s, n - 1); }",
      "void f(char *s, struct p *p) { char *d = malloc(p->end - p->start + 1); memcpy(d, s, p->end - p->start); }",
    ],
    find: { reading in
      reading.calls.compactMap { call in
        guard let position = lengthArguments[call.name], let length = reading.argument(position, of: call),
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
      }
    })

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
      value.contains { reading.is(.plus, at: $0) || reading.is(.star, at: $0) && reading.isOperand($0 - 1) }
        && (reading.places(in: value).contains { $0.path == takenText }
          || reading.text(value).hasPrefix(takenText + "+"))
    }
    if grows { return true }
    // `if (n) … n - 1`.
    if takenText == "1", reading.isTested(less.path, after: -1, before: call.token) { return true }
    let end = taken?.tokens.upperBound ?? minus + 2
    let difference = reading.text(SignalReading.tokens(from: less.tokens.lowerBound, to: end))
    return reading.calls.contains { other in
      other.token < call.token && Allocation.isAllocator(other.name)
        && other.arguments.contains { reading.text($0).contains(difference) }
    }
  }
}
