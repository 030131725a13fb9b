import Algorithms

extension Signal {
  static let copyLengthUnchecked = Signal(
    name: "copy-length-unchecked", title: "Copy of an unchecked length",
    sentence:
      "Bytes are copied in a number that nothing in the function has compared with anything before, or that exceeds the array.",
    cwe: 787, source: "SEI CERT C, ARR38-C",
    remedy:
      "Compare the length with the size of the destination, and with what is left of the source, before the copy.",
    fires: [
      "void f(long *v, char *s, int n) { memmove(v, v + 1, sizeof(*v) * (n - 1)); }",
      "void f(struct s *p, const char *b, int n) { memcpy(p->name, b, n); }",
      "void f(char *d, struct m *m) { memcpy(d, m->data, m->len); }",
      "void f(char *d, const char *s, size_t n) { memcpy(d, s, n); }",
      "void f(struct s *p, int fd, int n) { read(fd, p->name, n); }",
      "void f(struct h *h, uint32_t x, uint32_t y) { uint32_t n = x * y; h->d = malloc(n); memset(h->d, 0, y); }",
      "void f(FILE *s) { char b[64]; fgets(b, 128, s); }",
      "void f(FILE *s) { char b[64]; fread(b, 2, 64, s); }",
      "void f(const char *s) { char b[64]; bcopy(s, b, 128); }",
      "void f(void) { char s[100], b[64]; fill(s); memcpy(b, s, sizeof(s)); }",
      "void f(const char *s) { char b[64]; memcpy(b, s, strlen(s)); }",
      "void f(const char *s) { char b[64]; size_t n = strlen(s) + 1; memcpy(b, s, n); }",
      "void f(const char *s) { char b[64]; int i, n = strlen(s); for (i = 0; i < n; i++) b[i] = s[i]; use(b); }",
      "void f(struct s *p, FILE *s, int n) { fread(p->name, n, 1, s); }",
      "void f(struct s *p, int fd, int n) { pread(fd, p->name, n, 0); }",
      "void f(struct s *p, int n) { bzero(p->name, n); }",
      "void f(int s) { unsigned char b[0x40]; int n = read(s, b, 128); use(b, n); }",
      "void f(const char *s, int len) { char b[16]; int i; for (i = 0; i < len; i++) b[i] = s[i]; use(b); }",
      "void f(struct s *s) { int i, b[MAX]; for (i = 0; i < s->n; i++) { b[i] = s->v[i]; } use(b); }",
      "void f(char *d, char *s, int n) { if (n <= 0) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n < 8) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n < sizeof(struct h)) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n > 0) memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n >= 16) memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n == -1) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, size_t n) { if (n != (size_t)-1) memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n == 4) puts(\"x\"); memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (verbose > n) puts(\"x\"); memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n < 64) x = 1; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n > 64) { log_it(n); } memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n % 16 != 0) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (t[n] > 16) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { memcpy(d, s, n > 16 ? n : 16); }",
      "void f(char *d, char *p, int len) { if (has_prefix(p, len)) memcpy(d, p, len); }",
      "void f(char *d, char *p, int len) { if (hash_check(p, len)) memcpy(d, p, len); }",
      "void f(char *d, char *p, int len) { safe_free(len); memcpy(d, p, len); }",
      "void f(struct a *a, int fd, char *d) { safe_read(fd, &a->len); memcpy(d, a->p, a->len); }",
      "void f(char *d, struct ip *ip) { memcpy(d, ip, pkt_len(ip)); }",
      "void f(char *d, struct ip *ip) { int n = get_length(ip); memcpy(d, ip, n); }",
    ],
    staysQuiet: [
      "void f(char *d, char *s) { memcpy(d, s, crypto_kem_mlkem768_BYTES); }",
      "void f(char *s) { char b[99], *p = b; p += fill(b); strncpy(p, s, sizeof(b) - (p - b)); }",
      "void f(char *d, size_t room, const char *s) { strncpy(d, s, room); }",
      "void f(struct s *p, const char *b, int n) { if (n > 16) return; memcpy(p->name, b, n); }",
      "char *f(const char *s, size_t n) { char *d = malloc(n); bcopy(s, d, n); return d; }",
      "void f(void) { char s[64], b[64]; fill(s); memcpy(b, s, sizeof(s)); memcpy(b, s, strlen(s)); }",
      "void f(const char *s) { char b[64]; if (strlen(s) > 64) return; memcpy(b, s, strlen(s)); }",
      "void f(void) { char b[64], *t; fill(b); t = strchr(b, 58); memmove(b, t, strlen(t)); }",
      "void f(const char *s) { char b[64]; int n = clip(s, strlen(s), 63); memcpy(b, s, n); }",
      "void f(int i) { char b[64], *s = NULL; if (i) s = \"one\"; memcpy(b, s, strlen(s)); }",
      "void f(const char *s) { char b[64]; size_t n = strlen(s); if (n > 64) return; memcpy(b, s, n); }",
      "void f(const char *s) { char b[64]; int i, n = strlen(s); if (n > 64) n = 64; for (i = 0; i < n; i++) b[i] = s[i]; }",
      "void f(FILE *s) { char b[64]; fread(b, 2, 32, s); }",
      "void f(char *b, size_t size, FILE *s) { fgets(b, size, s); snprintf(b, size, \"x\"); }",
      "void f(struct s *p) { memcpy(p->name, q, sizeof(p->name)); }",
      "void f(struct s *p) { memset(p, 0, (size_t) sizeof(struct s)); }",
      "void f(const char *b, size_t n) { char *d = malloc(n); memcpy(d, b, n); }",
      "void f(const char *b) { size_t n = strlen(b) + 1; memcpy(d, b, n); }",
      "void f(char *d, const char *b, int n) { memcpy(d, b, MIN(n, 16)); }",
      "int f(int fd, char *buf, int size) { return read(fd, buf, size); }",
      "char *f(const char *b, size_t n) { size_t m = n + 8; char *d = xzalloc(m); memcpy(d, b, n); return d; }",
      "char *f(struct b *s, const char *b, size_t n) { char *d = room(s, n); memcpy(d, b, n); return d; }",
      "char *f(const char *b, int n) { char *d = sqlite3_malloc64(n * 2); memcpy(d, b, n); return d; }",
      "void f(struct s *p, const char *b, int n) { int m = n; if (m > 16) return; memcpy(p->name, b, n); }",
      "int f(int fd) { char b[99], *e = b + 1; int n = sizeof(b) - (e - b); return read(fd, e, n); }",
      "void f(char *d, const char *b, const char *e) { size_t n = e - b; memcpy(d, b, n); }",
      "void f(struct s *p) { memcpy(p->head, q, SizeOfHeader); }",
      "void f(FILE *s) { char b[128]; fgets(b, 128, s); fgets(b, 64, s); }",
      "void f(FILE *s) { char b[2][64]; fgets(b[0], 64, s); fgets(*b, 64, s); }",
      "void f(int s) { int b[64]; read(s, b, 128); }",
      "void f(const char *s, int len) { char b[16]; int i; if (len > 16) return; for (i = 0; i < len; i++) b[i] = s[i]; }",
      "void f(const char *s, int len) { char b[16]; int i; for (i = 0; i < len && i < 16; i++) b[i] = s[i]; }",
      "void f(const char *s, int len) { char b[16]; int i; for (i = 0; i < len; i++) { if (i == 16) break; b[i] = s[i]; } }",
      "void f(char *b, const char *s, int len) { int i; for (i = 0; i < len; i++) b[i] = s[i]; }",
      "void f(char *d, char *b, int n) { memcpy(d, b, n < 16 ? n : 16); }",
      "void f(char *d, char *s, int n) { strncpy(d, s, n > 9 ? 9 : n); }",
      "void f(char *d, char *s, int n) { memcpy(d, s, (n > 9 ? 9 : n) * 2); }",
      "int f(int fd, int n) { char b[9]; return read(fd, b, n < sizeof b ? n : sizeof b); }",
      "void f(char *d, char *s, int w) { int n = w ? 8 : 4; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { switch (n) { case 4: memcpy(d, s, n); } }",
      "void f(char *d, char *s, int n) { if (n <= 64) memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (!(n >= 0 && n <= 64)) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n > 64) n = 64; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { while (n >= 64) { hash(s); n -= 64; } memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n > 64) { hash(s); } else { memcpy(d, s, n); } }",
      "void f(char *d, char *s, int n) { if (n <= 4) x = 1; else if (n <= 9) memcpy(d, s, n); }",
      "void f(char *d, struct h *h) { size_t n = ntohs(h->n); n = n > 64 ? 64 : n; memcpy(d, h->d, n); }",
      "void f(char *d, char *s, int n) { assert(n <= 64); memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (n != 4 && n != 16) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { if (!check_len(d, n)) return; memcpy(d, s, n); }",
      "void f(char *d, char *s, int n) { ND_TCHECK_LEN(s, n); memcpy(d, s, n); }",
      "void f(char *d, char *s, int n, int room) { if (room - n < 8) return; memcpy(d, s, n); }",
    ],
    find: { reading in
      reading.calls.compactMap { uncheckedCopy($0, in: reading) } + copiesBeyondArray(in: reading)
        + copiesOfWholeTexts(in: reading) + loopsBeyondArray(in: reading)
    })

  private static func uncheckedCopy(_ call: SignalCall, in reading: SignalReading) -> SignalHit? {
    guard let target = reading.target(of: call) else { return nil }
    return reading.amounts(of: call).firstNonNil { length in
      let named = reading.isUnbounded(length, before: call.token)
      guard !named.isEmpty, !reading.isDifferenceInObject(length),
        !isMadeFor(target, named, call, in: reading)
      else { return nil }
      return SignalHit(
        token: call.token,
        observation:
          "`\(call.name)` fills `\(reading.text(target))` by `\(reading.text(length))`, which nothing here bounds"
      )
    }
  }

  /// Whether the destination was made for the length: allocated with it or with what is computed from it, returned by a
  /// call that was given it, or handed on by the caller with its size.
  private static func isMadeFor(
    _ target: Range<Int>, _ named: [NamedPlace], _ call: SignalCall, in reading: SignalReading
  ) -> Bool {
    var paths = Set(named.map(\.path))
    if let buffer = reading.path(target), paths.count == 1, let length = paths.first,
      reading.isHandedOn(buffer, length)
    {
      return true
    }
    for path in paths {
      for place in reading.mentions(of: path, after: -1, before: call.token) {
        if let (target, value) = reading.assignment(around: place), reading.grows(value) {
          paths.insert(target.path)
        }
      }
    }
    let buffer = reading.places(in: target).first?.path
    return reading.calls(before: call.token).contains { other in
      (Allocation.isAllocator(other.name)
        || buffer != nil && reading.assigned(by: other)?.path == buffer)
        && other.arguments.contains { argument in
          (reading.places(in: argument) + reading.values(in: argument)).contains { paths.contains($0.path) }
        }
    }
  }
}
