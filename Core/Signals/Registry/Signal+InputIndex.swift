extension Signal {
  static let inputIndex = Signal(
    name: "input-index", title: "Index from input without a bound",
    sentence:
      "An array is indexed by a value that was read from input, or by the length that snprintf asks for, compared with nothing.",
    cwe: 129, source: "SEI CERT C, ARR30-C",
    remedy: "Check the index against the number of elements before it is used.",
    fires: [
      "int f(struct s *p) { int i = read_byte(p); return table[i]; }",
      "int f(struct s *p, unsigned char *b) { unsigned n; n = get_be16(b); return p->rows[n]; }",
      "void f(int fd) { char b[9]; int n = recv(fd, b, 9, 0); b[n] = 0; }",
      "void f(struct s *s) { s->len = get_be32(s); s->name = malloc(s->len + 1); s->name[s->len] = 0; }",
      "void f(const char *s) { char b[9]; int n = snprintf(b, sizeof b, \"<%s>\", s); b[n] = '>'; }",
      "int f(char *s) { int i = atoi(s); if (i < 0) return 0; return names[i]; }",
      "int f(unsigned char *p) { int i = p[0] << 8 | p[1]; return table[i]; }",
      "int f(FILE *s) { int i; fscanf(s, \"%d\", &i); if (i < 0) return 0; return names[i]; }",
      "int f(int fd) { int i; read(fd, &i, sizeof(i)); return names[i]; }",
      "int f(int fd) { int i; if (recv(fd, &i, sizeof(i), 0) != sizeof(i)) return 0; return names[i]; }",
      "int f(char *s) { return names[atoi(s)]; }",
      "void f(char *s) { int i = 0; for (;;) { if (*s++) { i = atoi(s); } else { t[i] = 1; } } }",
      "void f(char *s) { int i = 0; while (*s++) { if (*s == 'n') i = atoi(s); else t[i] = 1; } }",
      "void f(char *s) { int i = 0; while (*s) switch (*s++) { case 1: i = atoi(s); break; case 2: t[i] = 1; } }",
      "void f(char *s) { int i = 0; do { if (*s++) { i = atoi(s); continue; } t[i] = 1; } while (*s); }",
      "void f(char *s) { int i = 0; if (*s) { i = atoi(s); goto out; } i = 1; out: t[i] = 1; }",
      "void f(char *s) { int i = 0; while (*s++) { if (*s == 'n') { i = atoi(s); break; } } t[i] = 1; }",
    ],
    staysQuiet: [
      "void f(char *s) { int i = 0; switch (*s) { case 1: { i = atoi(s); break; } case 2: t[i] = 1; } }",
      "void f(char *s) { int i = 0; if (*s) { i = atoi(s); return; } t[i] = 1; }",
      "void f(char *s) { int i = 0; if (*s) { i = atoi(s); exit(i); } t[i] = 1; }",
      "void f(char *s) { int i = 0; if (*s) { i = atoi(s); goto out; } t[i] = 1; out: puts(s); }",
      "void f(char *s) { int i = 0; while (*s++) { if (*s == 'n') { i = atoi(s); break; } t[i] = 1; } }",
      "void f(char *s) { int i; for (;;) { i = 0; if (*s++) { i = atoi(s); } else { t[i] = 1; } } }",
      "void f(char *s) { for (;;) { int i = 0; if (*s++) { i = atoi(s); } else { t[i] = 1; } } }",
      "void f(char *s) { int i; for (i = 0; *s; i++) { if (*s++) { i = atoi(s); i = 0; } else { t[i] = 1; } } }",
      "void f(char *s) { int i = 0; for (;;) { if (*s++) { i = atoi(s); } else { t[i] = 1; } if (i > 9) return; } }",
      "void f(struct s *p, char *s) { for (; p; p = p->next) { if (*s++) { p->i = atoi(s); } else { t[p->i] = 1; } } }",
      "int f(char *s) { int i = 0; if (!s) { i = strtol(s, 0, 10); } else { t[i] = 1; } return 0; }",
      "int f(char *s) { int i = 0; if (!s) i = atoi(s); else if (s[1]) t[i] = 1; return 0; }",
      "int f(char *s) { int i = 0; switch (*s) { case 1: i = atoi(s); break; case 2: t[i] = 1; } return 0; }",
      "int f(unsigned char *p) { int i = p[0] << 8 | p[1]; if (i >= MAX) return 0; return table[i]; }",
      "int f(FILE *s) { int i; fscanf(s, \"%d\", &i); if (i < 0 || i >= MAX) return 0; return names[i]; }",
      "int f(unsigned char *p) { int i = (p[0] << 8 | p[1]) & 15; return table[i]; }",
      "int f(struct s *p) { int i = read_byte(p); if (i >= 16) return 0; return table[i]; }",
      "int f(struct s *p) { int i = read_byte(p) & 15; return table[i]; }",
      "int f(struct s *p) { int i = get_bits(p, 6); return table[i]; }",
      "int f(struct s *p) { unsigned char c = read_byte(p); return table[c]; }",
      "void f(FILE *s) { char b[9]; int n = fread(b, 1, sizeof b - 1, s); b[n] = 0; }",
      "char *f(struct s *s, long p) { int slot = SimpleLruReadPage(s, p); return s->buffer[slot]; }",
      "void f(char *d, char *p) { long v; int n = GetVarint(p, &v); d = &p[n]; }",
      "void f(const char *s) { char b[9]; int n = snprintf(b, 9, \"%s\", s); if (n >= 9) return; b[n] = '>'; }",
      "void f(int s) { char b[99]; int n = snprintf(b, sizeof b, \"%d\", s); b[n] = '>'; }",
      "void f(struct s *s) { int n = get_be16(s); char *d = xalloc(n); fill(d); d[n] = 0; }",
      "int f(char *s) { int i = atoi(s); if (!(i >= 0 && i <= 2)) return 0; return names[i]; }",
      "int f(FILE *s) { int c = getc(s); if (c == EOF) return 0; return table[c]; }",
      "void f(int fd) { char b[9]; int n; if ((n = read(fd, b, 8)) <= 0) return; b[n] = 0; }",
    ],
    find: { reading in
      (reading.inputs + wantedLengths(in: reading)).compactMap { indexed(by: $0, in: reading) }
        + directIndices(in: reading)
    })

  private static func indexed(by input: InputValue, in reading: SignalReading) -> SignalHit? {
    let path = input.place.path
    guard !isByte(path, in: reading) else { return nil }
    for use in reading.uses(of: input) {
      let token = use.tokens.lowerBound
      if isAllocated(path, between: input.token, token, in: reading) { return nil }
      guard reading.is(.leftBracket, at: token - 1), reading.is(.rightBracket, at: use.tokens.upperBound)
      else {
        continue
      }
      return SignalHit(
        token: token, observation: "`\(path)` from `\(input.source)` is an index, and nothing here bounds it")
    }
    return nil
  }

  /// Functions of the standard library that return a number of any size from text or a packet.
  private static let numbers: Set<String> = ["atoi", "atol", "strtol", "strtoul", "ntohs", "ntohl"]

  /// `table[atoi(s)]`
  private static func directIndices(in reading: SignalReading) -> [SignalHit] {
    reading.calls.compactMap { call in
      guard reading.is(.leftBracket, at: call.token - 1), reading.is(.rightBracket, at: call.close + 1),
        numbers.contains(call.name)
      else { return nil }
      return SignalHit(
        token: call.token,
        observation: "`\(reading.text(call.token..<call.close + 1))` is an index, and nothing bounds it")
    }
  }

  /// What `snprintf` returns for text of any length: how long it would be, which may be more than there is room for.
  private static func wantedLengths(in reading: SignalReading) -> [InputValue] {
    reading.calls(of: ["snprintf", "vsnprintf"]).compactMap { call in
      guard let format = reading.argument(2, of: call), reading.isLiteralText(format),
        reading.directives(of: format).contains(where: { $0.conversion == "s" && !$0.hasPrecision }),
        let place = reading.assigned(by: call)
      else { return nil }
      return reading.input(from: call, to: place)
    }
  }

  /// Whether a variable is a byte without a sign, for which tables have 256 elements.
  private static func isByte(_ path: String, in reading: SignalReading) -> Bool {
    guard let declared = reading.declarations[path], declared.isUnsigned || declared.isNarrow else {
      return false
    }
    return declared.type.contains("unsigned") && declared.type.contains("char")
      || declared.type.contains {
        ["uint8_t", "u8", "uchar", "u_char", "guint8", "BYTE", "UINT8"].contains($0)
      }
  }

  /// Whether memory of just that many elements is made between two tokens.
  private static func isAllocated(_ path: String, between start: Int, _ end: Int, in reading: SignalReading)
    -> Bool
  {
    reading.calls(in: SignalReading.tokens(from: start + 1, to: end)).contains { call in
      Allocation.isAllocator(call.name)
        && call.arguments.contains { $0.count <= 3 && reading.path($0) == path }
    }
  }

  /// Whether the value is cut to size where it is read.
  static func isMasked(_ call: SignalCall, in reading: SignalReading) -> Bool {
    guard let span = reading.statement(at: call.token), call.close + 1 < span.upperBound else { return false }
    return SignalReading.tokens(from: call.close + 1, to: span.upperBound).contains {
      reading.is(.ampersand, at: $0) || reading.is(.percent, at: $0) || reading.is(.shiftRight, at: $0)
    }
  }
}
