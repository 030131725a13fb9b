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
      "char *f(uint16_t n, uint16_t m) { return malloc(n * m); }",
      "char *f(unsigned n) { unsigned m = n / 8; if (m > 64) m = 64; return malloc(n + 4); }",
      "char *f(struct s *s) { size_t n = read_length(s); return malloc(n + 1); }",
      "int *f(int n) { return malloc(sizeof(int) * n); }",
      "char **f(int n) { return malloc(sizeof(char *) * n); }",
      "foo_t *f(int n) { return malloc(sizeof(foo_t) * n); }",
      "char *f(unsigned n) { if (n > 0) return malloc(n * 8); return 0; }",
      "char *f(int n) { return catalog_alloc(n * 8); }",
      "char *f(int n) { return log_buffer_alloc(n * 8); }",
    ],
    staysQuiet: [
      "char *f(uint8_t n) { return malloc(n + 1); }",
      "void f(int a, int b) { log_malloc(a * b); }",
      "void f(int a, int b) { show(malloc_stats(a * b)); }",
      "struct s *f(struct s *p, int n) { return realloc_array(p, rule *, n); }",
      "void f(int a, int b) { PRINT_ALLOC_NUM(\"all\", a + b); }",
      "int *f(struct b *b) { int n = get_bits(b, 6) + 1; return malloc(n * sizeof(int)); }",
      "char *f(const char *s) { return malloc(strlen(s) + 1); }",
      "int *f(unsigned n) { if (n > 1000) return 0; return malloc(n * sizeof(int)); }",
      "struct s *f(void) { return malloc(sizeof(struct s) * 4); }",
      "struct s *f(struct t *t) { return dictitem_alloc((char_u *)t->name); }",
      "char *f(struct s *s) { size_t n = STRLEN(s->key); return malloc(n + 1); }",
      "char *f(VALUE s) { return alloc(RSTRING_LEN(s) + 1); }",
      "char *f(const char *s, char *e) { int n = e - s; return malloc(n + 1); }",
      "int *f(unsigned n) { return malloc(sizeof(int) * (n < 9 ? n : 9)); }",
    ],
    find: { reading in
      reading.calls.compactMap { call in
        guard Allocation.takesSize(call.name) else { return nil }
        for size in call.arguments {
          guard let operation = size.first(where: { operates($0, of: size, in: reading) }) else { continue }
          let named = reading.isUnbounded(size, before: call.token)
          // One number of 8 or 16 bits and a constant do not wrap around.
          let isNarrow = named.count == 1 && reading.declarations[named[0].path]?.isNarrow ?? false
          guard !named.isEmpty, !isNarrow else { continue }
          return SignalHit(
            token: operation,
            observation:
              "the size `\(reading.text(size))` given to `\(call.name)` is computed from unchecked values")
        }
        return nil
      }
    })

  private static func operates(_ index: Int, of size: Range<Int>, in reading: SignalReading) -> Bool {
    let token = reading.function.tokens[index]
    if token.is(.plus) || token.is(.shiftLeft) { return true }
    // The star of a type, `(char_u *)` or `realloc_array(p, char *, n)`, has nothing to multiply by.
    return token.is(.star) && size.contains(index + 1) && reading.isOperand(index - 1)
      && !reading.is(.rightParen, at: index + 1)
  }
}
