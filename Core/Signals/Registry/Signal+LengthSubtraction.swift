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
          reading.declarations[less.path]?.length == nil, !reading.isBounded(less.path, before: call.token),
          !reading.places(in: minus..<length.upperBound).contains(where: {
            reading.isBounded($0.path, before: call.token)
              || reading.declarations[$0.path]?.isPointer ?? false
          })
        else { return nil }
        return SignalHit(
          token: minus,
          observation: "`\(reading.text(length))` may be below zero, and `\(call.name)` takes it as a size")
      }
    })
}
