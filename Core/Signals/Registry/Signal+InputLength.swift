extension Signal {
  static let inputLength = Signal(
    name: "input-length", title: "Length from input without a bound",
    sentence:
      "A value that was read from input is a length, a size or a loop's end before it is compared with anything.",
    cwe: 1284, source: "SEI CERT C, INT04-C",
    remedy: "Check the value against what is possible right after it is read.",
    fires: [
      "void f(int fd, char *d, int m) { int n = read(fd, buf, m); memcpy(d, buf, n); }",
      "void f(struct s *p, char *d) { unsigned n = get_be32(p->data); memcpy(d, p->data + 4, n); }",
      "void f(const char *s) { int i, n = atoi(s); for (i = 0; i < n; i++) table[i] = 0; }",
      "char *f(struct s *p) { size_t n; n = read_uint32(p); return malloc(n); }",
      "char *f(struct s *p) { size_t n = parse_length(p); return malloc(n); }",
      "void f(u_char *p, char *d) { int n = EXTRACT_16BITS(p); memcpy(d, p + 2, n); }",
      "void f(struct s *s) { int i, n = get_int(s); for (i = 0; i < n; i++) put(s); }",
      "void f(struct h *h, char *d) { int n = ntohs(h->n); if (n > 0) memcpy(d, h->d, n); }",
      "void f(unsigned char *p, char *d) { int n = p[0] << 8 | p[1]; memcpy(d, p + 2, n); }",
      "void f(int fd) { unsigned n; read(fd, &n, sizeof(n)); char *b = malloc(n); use(b); }",
      "void f(FILE *s) { int n, i; fscanf(s, \"%d\", &n); for (i = 0; i < n; i++) a[i] = 0; }",
      "void f(unsigned char *p, char *d) { unsigned n; n2s(p, n); memcpy(d, p, n); }",
      "void f(const char *s) { int i = 0, n = atoi(s); while (i < n) table[i++] = 0; }",
      "void f(char *s, char *d) { int n = 0; while (*s++) { if (*s == 'n') { n = atoi(s); } else { memcpy(d, s, n); } } }",
    ],
    staysQuiet: [
      "void f(int fd, char *d) { char b[9]; int n = read(fd, b, sizeof b); memcpy(d, b, n); }",
      "void f(char *s, char *d) { int n = 0; if (*s) { n = atoi(s); return; } memcpy(d, s, n); }",
      "void f(char *s, char *d) { int n = 0; if (!s) { n = atoi(s); } else { memcpy(d, s, n); } }",
      "void f(int fd) { char b[9]; int i = 0, n = read(fd, b, 9); while (i < n) put(b[i++]); }",
      "void f(FILE *s) { int i = 0, n = atoi(get(s)); while (i < n) i += copy(s, n - i); }",
      "void f(unsigned char *p, char *d) { int n = p[0] << 8 | p[1]; if (n > 64) return; memcpy(d, p + 2, n); }",
      "void f(int fd) { unsigned n; read(fd, &n, sizeof(n)); if (n > 64) return; char *b = malloc(n); use(b); }",
      "void f(FILE *s, char *d) { int n; fscanf(s, \"%2d\", &n); memset(d, 0, n); }",
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
      reading.inputs.compactMap { input in
        let path = input.place.path
        if asksForConstant(input, in: reading) { return nil }
        for use in reading.uses(of: input) {
          let token = use.tokens.lowerBound
          if reading.isOnlyMeasured(use) { continue }
          if let role = role(of: use, isCount: input.isCount, in: reading) {
            return SignalHit(
              token: token,
              observation: "`\(path)` from `\(input.source)` is \(role) before anything bounds it")
          }
        }
        return nil
      }
    })

  /// Whether a call was told how much to read at most by a constant: `n = read(fd, b, sizeof b)`.
  private static func asksForConstant(_ input: InputValue, in reading: SignalReading) -> Bool {
    guard let call = reading.call(at: input.token), reading.assigned(by: call) != nil,
      let known = reading.known(call), known.isInput, known.returnsCount,
      let most = known.length.flatMap({ reading.argument($0, of: call) })
    else { return false }
    return reading.isConstant(most)
  }

  private static func role(of use: NamedPlace, isCount: Bool, in reading: SignalReading) -> String? {
    let token = use.tokens.lowerBound
    if let opcode = reading.opcode(at: token), opcode == .for || opcode == .while,
      let span = reading.statement(at: token),
      reading.is(.less, at: token - 1) || reading.is(.lessEqual, at: token - 1)
    {
      if isCount || hasAnotherEnd(span, in: reading) { return nil }
      return opcode == .for || isIndexed(span, token, in: reading) ? "the end of a loop" : nil
    }
    for call in reading.calls(around: token) {
      if reading.amounts(of: call).contains(where: { $0.contains(token) }) {
        return "the length of `\(call.name)`"
      }
      if Allocation.takesSize(call.name) { return "the size of an allocation" }
    }
    return nil
  }

  /// Whether a loop's body indexes an array by what its condition compares with the value.
  private static func isIndexed(_ head: Range<Int>, _ token: Int, in reading: SignalReading) -> Bool {
    guard let counter = reading.path(ComparedPlaces.operand(before: token - 1, reading)),
      let loop = reading.loops.first(where: { $0.tokens == head }), let body = reading.loopBody(loop)
    else { return false }
    return reading.mentions(of: counter, after: body.lowerBound - 1, before: body.upperBound).contains {
      reading.is(.leftBracket, at: $0.tokens.lowerBound - 1)
    }
  }

  /// Whether a loop's condition has a second end: `i < n && i < max`.
  private static func hasAnotherEnd(_ head: Range<Int>, in reading: SignalReading) -> Bool {
    let ends = head.filter {
      reading.is(.less, at: $0) || reading.is(.lessEqual, at: $0) || reading.is(.notEqual, at: $0)
    }
    return ends.count > 1 && head.contains { reading.is(.andAnd, at: $0) }
  }
}
