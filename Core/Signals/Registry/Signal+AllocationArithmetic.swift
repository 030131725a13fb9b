extension Signal {
  static let allocationArithmetic = Signal(
    name: "allocation-arithmetic", title: "Unchecked arithmetic in an allocation",
    sentence:
      "The size of an allocation is computed from values that nothing has compared before, so that it may wrap around.",
    cwe: 190, source: "SEI CERT C, INT30-C and MEM35-C",
    remedy: "Check the factors against the largest size first, or use calloc or reallocarray, which do.",
    fires: [
      "char *f(struct h *h) { return malloc(h->width * h->height); }",
      "int *f(int n) { return malloc(n * sizeof(int)); }",
      "char *f(unsigned n) { return malloc(n + 4); }",
    ],
    staysQuiet: [
      "char *f(const char *s) { return malloc(strlen(s) + 1); }",
      "int *f(unsigned n) { if (n > 1000) return 0; return malloc(n * sizeof(int)); }",
      "struct s *f(void) { return malloc(sizeof(struct s) * 4); }",
    ],
    find: { reading in
      reading.calls.compactMap { call in
        guard Allocation.takesSize(call.name) else { return nil }
        for size in call.arguments {
          guard let operation = size.first(where: { operates($0, in: reading) }) else { continue }
          let named = reading.isUnbounded(size, before: call.token)
          guard !named.isEmpty else { continue }
          return SignalHit(
            token: operation,
            observation:
              "the size `\(reading.text(size))` given to `\(call.name)` is computed from unchecked values")
        }
        return nil
      }
    })

  private static func operates(_ index: Int, in reading: SignalReading) -> Bool {
    let token = reading.function.tokens[index]
    if token.is(.plus) || token.is(.shiftLeft) { return true }
    return token.is(.star) && reading.isOperand(index - 1)
  }
}
