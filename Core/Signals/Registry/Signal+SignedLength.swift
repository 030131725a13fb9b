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
    ],
    staysQuiet: [
      "void f(char *d, char *s, int n) { if (n < 0 || n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, unsigned n) { if (n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { memcpy(d, s, n); }",
      "void f(char *d, char *s, int b) { int n = b & 63; if (n > 64) return; memcpy(d, s, n); }",
      "void f(char *d, VALUE s) { long n = RSTRING_LEN(s); if (n > 64) return; memcpy(d, RSTRING_PTR(s), n); }",
      "void f(struct s *p, char *s, int n) { if (p->ok && n >= 16) { memcpy(p->d, s, n); } }",
    ],
    find: { reading in
      reading.calls.compactMap { call in
        guard let position = lengthArguments[call.name], let length = reading.argument(position, of: call),
          let path = reading.path(length), reading.declarations[path]?.isSigned ?? false
        else { return nil }
        let compared = reading.mentions(of: path, after: -1, before: call.token)
        let above = compared.contains { place in
          (reading.is(.greater, at: place.tokens.upperBound)
            || reading.is(.greaterEqual, at: place.tokens.upperBound))
            && !isMinimum(place, for: call, in: reading)
        }
        guard above, !compared.contains(where: { isTestedBelow($0, in: reading) }) else { return nil }
        return SignalHit(
          token: call.token,
          observation:
            "`\(path)` is signed, checked against a maximum only, and `\(call.name)` takes it as a size")
      }
    })

  /// Whether the copy stands in the branch of a comparison of the length alone: `if (n >= 4) memcpy(d, s, n);`.
  private static func isMinimum(_ place: NamedPlace, for call: SignalCall, in reading: SignalReading) -> Bool
  {
    let before = place.tokens.lowerBound - 1
    let isAlone = reading.is(.leftParen, at: before) || reading.is(.andAnd, at: before)
    return isAlone
      && reading.heads(around: call.token).contains { head in
        head.opcode == .if && head.tokens.contains(place.tokens.lowerBound)
      }
  }

  /// `n < 0`, `n <= 0`, `n > 0`, `n < minimum` and values that are lengths, masked or distances of pointers all show that
  /// the sign was thought of.
  private static func isTestedBelow(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    let next = place.tokens.upperBound
    if reading.is(.less, at: next) || reading.is(.lessEqual, at: next) { return true }
    if reading.is(.greater, at: next) || reading.is(.greaterEqual, at: next), next + 1 < reading.count {
      let text = reading.function.text(at: next + 1)
      return text == "0" || text == "1"
    }
    if reading.is(.assign, at: next), let span = reading.statement(at: next) {
      return SignalReading.tokens(from: next, to: span.upperBound).contains {
        reading.words[$0] == "sizeof" || reading.words[$0].hasSuffix("len")
          || reading.isBounding($0) && !ComparedPlaces.bounds(reading.words[$0])
      }
    }
    return false
  }
}
