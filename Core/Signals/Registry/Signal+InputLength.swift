extension Signal {
  static let inputLength = Signal(
    name: "input-length", title: "Length from input without a bound",
    sentence:
      "A value that was read from input is a length, a size or a loop's end before it is compared with anything.",
    cwe: 1284, source: "SEI CERT C, INT04-C",
    remedy: "Check the value against what is possible right after it is read.",
    fires: [
      "void f(struct s *p, char *d) { unsigned n = get_be32(p->data); memcpy(d, p->data + 4, n); }",
      "void f(const char *s) { int i, n = atoi(s); for (i = 0; i < n; i++) table[i] = 0; }",
      "char *f(struct s *p) { size_t n; n = read_uint32(p); return malloc(n); }",
    ],
    staysQuiet: [
      "void f(struct s *p, char *d) { unsigned n = get_be32(p->data); if (n > p->left) return; memcpy(d, p->data, n); }",
      "void f(const char *s) { int n = atoi(s); printf(\"%d\", n); }",
    ],
    find: { reading in
      reading.inputs.compactMap { place, call in
        guard let close = reading.statement(at: call.token)?.upperBound, !isMasked(call, in: reading) else {
          return nil
        }
        for use in reading.mentions(of: place.path, after: close, before: close + SignalReading.flowLimit) {
          let token = use.tokens.lowerBound
          if reading.isAssigned(use) || reading.isCompared(place.path, before: token, after: call.token) {
            return nil
          }
          if let role = role(of: use, in: reading) {
            return SignalHit(
              token: token,
              observation: "`\(place.path)` from `\(call.name)` is \(role) before anything bounds it")
          }
        }
        return nil
      }
    })

  private static func role(of use: NamedPlace, in reading: SignalReading) -> String? {
    let token = use.tokens.lowerBound
    if let head = reading.opcode(at: token), head == .for, let span = reading.statement(at: token),
      reading.is(.less, at: token - 1) || reading.is(.lessEqual, at: token - 1), span.contains(token)
    {
      return "the end of a loop"
    }
    for call in reading.calls where call.token < token && token < call.close {
      if let position = lengthArguments[call.name],
        reading.argument(position, of: call)?.contains(token) ?? false
      {
        return "the length of `\(call.name)`"
      }
      if Allocation.takesSize(call.name) { return "the size of an allocation" }
    }
    return nil
  }
}
