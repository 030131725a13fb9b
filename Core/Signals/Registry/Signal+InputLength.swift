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
      "char *f(struct s *p) { size_t n = parse_length(p); return malloc(n); }",
      "void f(u_char *p, char *d) { int n = EXTRACT_16BITS(p); memcpy(d, p + 2, n); }",
      "void f(struct s *s) { int i, n = get_int(s); for (i = 0; i < n; i++) put(s); }",
      "void f(struct h *h, char *d) { int n = ntohs(h->n); if (n > 0) memcpy(d, h->d, n); }",
    ],
    staysQuiet: [
      "void f(struct s *p, char *d) { unsigned n = get_be32(p->data); if (n > p->left) return; memcpy(d, p->data, n); }",
      "void f(const char *s) { int n = atoi(s); printf(\"%d\", n); }",
      "void f(struct g *g) { int i, n = g_get_length(g); for (i = 0; i < n; i++) put(g, i); }",
      "void f(char *s) { int n = WideCharToMultiByte(s); char *d = malloc(n); }",
      "void f(char *s) { FILE *in = fopen_for_read(s); char *d = xmalloc_fgets(in); }",
      "void f(struct b *b) { int i, n = get_bits(b, 2); for (i = 0; i < n; i++) put(b); }",
      "void f(BIGNUM *b) { int n = BN_num_bits(b); char *d = malloc(n + 1); }",
      "void f(struct b *b) { int i, n = get_be32(b); n &= 7; for (i = 0; i < n; i++) put(b); }",
      "void f(struct b *b, char *d) { int n = get_le16(b); CHECK_N(); memset(d, 0, n); }",
      "void f(struct b *b, char *d) { long n = get_be32(b); memcpy(&n, d, sizeof(n)); }",
      "void f(struct s *s) { int i, n = loadInt(s); s->a = newvectorchecked(s, n); for (i = 0; i < n; i++) put(s); }",
      "void f(struct s *s) { int i, n = get_be16(s), y; y = 4 + n * 2; if (y > s->m) return; for (i = 0; i < n; i++) put(s); }",
      "void f(struct d *d) { char c[9]; int n = putVarint(c, 3); d->p = malloc(n); }",
      "void f(struct s *s, int m) { int i, n = get_be16(s); for (i = 0; i < n && i < m; i++) put(s); }",
      "void f(int fd, char *d) { char b[9]; int n = read(fd, b, 9); if (n <= 0) return; memcpy(d, b, n); }",
    ],
    find: { reading in
      reading.inputs.compactMap { place, call in
        guard let close = reading.statement(at: call.token)?.upperBound, !isMasked(call, in: reading) else {
          return nil
        }
        for use in reading.mentions(of: place.path, after: close - 1, before: close + SignalReading.flowLimit)
        {
          let token = use.tokens.lowerBound
          if reading.isAssigned(use) || reading.isCut(use)
            || reading.isLimitedInput(place.path, from: call, at: token)
          {
            return nil
          }
          if reading.isOnlyMeasured(use) { continue }
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
      return hasAnotherEnd(span, in: reading) ? nil : "the end of a loop"
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

  /// Whether a loop's condition has a second end: `i < n && i < max`.
  private static func hasAnotherEnd(_ head: Range<Int>, in reading: SignalReading) -> Bool {
    let ends = head.filter {
      reading.is(.less, at: $0) || reading.is(.lessEqual, at: $0) || reading.is(.notEqual, at: $0)
    }
    return ends.count > 1 && head.contains { reading.is(.andAnd, at: $0) }
  }
}
