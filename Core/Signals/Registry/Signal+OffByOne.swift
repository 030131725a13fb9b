extension Signal {
  static let offByOne = Signal(
    name: "off-by-one", title: "One element too many",
    sentence:
      "A loop or an index reaches the size of what it walks, or a string fills its memory and leaves none for its NUL.",
    cwe: 193, source: "SEI CERT C, ARR30-C and STR31-C",
    remedy: "Compare with < instead of <=, or keep one byte more than the string is long.",
    fires: [
      "void f(void) { int a[8], i; for (i = 0; i <= sizeof(a) / sizeof(a[0]); i++) a[i] = 0; }",
      "void f(void) { int i, rows[MAX_ROWS]; for (i = 0; i <= MAX_ROWS; i++) rows[i] = 0; }",
      "void f(char *s, unsigned n) { char b[9]; if (n > sizeof(b)) n = sizeof(b); memcpy(b, s, n); b[n] = 0; }",
      "int f(int i) { if (i > ARRAY_SIZE(t)) return 0; return t[i]; }",
      "void f(void) { char a[10]; int i; for (i = 0; i <= 10; i++) a[i] = 0; }",
      "int f(int i) { int a[0x10]; fill(a); if (i < 0 || i > 16) return 0; return a[i]; }",
      "char *f(const char *s) { char *p = malloc(strlen(s)); if (p) strcpy(p, s); return p; }",
      "char *f(const char *s) { size_t n = strlen(s); char *p = xmalloc(n); strcpy(p, s); return p; }",
      "char *f(const char *s, int n) { char *p = malloc(n); if (!p) return 0; memcpy(p, s, n); p[n] = 0; return p; }",
      "void f(const char *s) { char d[64] = \"\"; strncat(d, s, sizeof d); }",
      "void f(const char *s) { char d[64] = \"\"; strncat(d, s, sizeof(d) - strlen(d)); }",
      "void f(FILE *s) { char b[64]; int n = fread(b, 1, sizeof b, s); b[n] = 0; }",
      "void f(const char *s) { char b[64]; int n = readlink(s, b, sizeof(b)); if (n < 0) return; b[n] = '\\0'; }",
      "void f(int s) { char b[64]; int n = recv(s, b, 64, 0); if (n > 0) b[n] = 0; }",
      "void f(void) { int a[10], i = 0; while (i <= 10) { a[i] = i; i++; } }",
      "int f(int i) { int a[10]; fill(a); if (i >= 0 && i <= 10) return a[i]; return -1; }",
      "void f(FILE *s) { char l[80]; int c, i = 0; while ((c = getc(s)) != EOF && i <= 80) l[i++] = c; }",
      "void f(int n) { int a[n], i; for (i = 0; i <= n; i++) a[i] = 0; }",
      "void f(int n) { int i, *q = malloc(n * sizeof(*q)); if (!q) return; for (i = 0; i <= n; i++) q[i] = 0; }",
      "void f(int n) { int i, *q = calloc(n, sizeof(int)); if (!q) return; for (i = 0; i <= n; i++) q[i] = 0; }",
      "void f(void) { char b[16]; get(b); b[16] = 0; }",
      "void f(char *s) { char b[SIZE]; strncpy(b, s, SIZE); b[SIZE] = 0; }",
      "void f(char *s) { char b[16]; strncpy(b, s, sizeof(b)); b[sizeof(b)] = 0; }",
      "void f(void) { int a[5]; fill(a); a[ARRAY_SIZE(a)] = 1; }",
      "void f(char *s) { char b[64]; int i; for (i = 0; s[i] && i < sizeof(b); i++) b[i] = s[i]; b[i] = 0; }",
      "void f(char *s) { char b[64]; int i = 0; while (s[i] && i < 64) { b[i] = s[i]; i++; } b[i] = '\\0'; }",
      "void f(char *s) { char b[64]; if (strlen(s) <= sizeof(b)) strcpy(b, s); }",
      "void f(char *s) { char b[64]; if (strlen(s) > 64) return; strcpy(b, s); }",
      "void f(char *s) { char b[8]; sscanf(s, \"%8s\", b); }",
      "void f(FILE *s) { int n; char b[8]; fscanf(s, \"%d %8[a-z]\", &n, b); }",
      "char *f(const char *s) { char *p = malloc(strlen(s) * sizeof(char)); strcpy(p, s); return p; }",
      "char *f(char *a, char *b) { char *p = malloc(strlen(a) + strlen(b)); strcpy(p, a); strcat(p, b); return p; }",
    ],
    staysQuiet: [
      "void f(void) { DECLARE_ALIGNED(8, uint8_t, a[64]); uint8_t a[64]; use(a); }",
      "void f(void) { int a[5], *e = &a[5]; use(a, e); }",
      "void f(void) { int a[5][7]; fill(a); a[1][5] = 0; }",
      "void f(void) { int a[4], n = sizeof(a[4]); use(a, n); }",
      "void f(void) { short a[4]; fill(a); a[sizeof(a) - 5] = 0; }",
      "void f(char *s) { char b[65]; int i; for (i = 0; i < 64 && s[i]; i++) b[i] = s[i]; b[i] = 0; }",
      "void f(char *s) { char b[64]; int i; for (i = 0; i < 64 && s[i]; i++) b[i] = s[i]; if (i == 64) i--; b[i] = 0; }",
      "void f(char *s) { char b[64]; int i; for (i = 0; i < 64; i++) { if (!s[i]) return; b[i] = s[i]; } i = 0; b[i] = 0; }",
      "void f(char *s) { char b[64]; if (strlen(s) < sizeof(b)) strcpy(b, s); }",
      "void f(char *s) { char b[64]; if (strlen(s) > 63) return; strcpy(b, s); }",
      "void f(char *s) { char b[64]; if (strlen(s) > sizeof(b)) return; memcpy(b, s, strlen(s)); }",
      "void f(char *s) { char b[8]; sscanf(s, \"%7s\", b); }",
      "void f(char *s) { char b[8]; sscanf(s, \"%8c\", b); }",
      "char *f(char *a, char *b) { char *p = malloc(strlen(a) + strlen(b) + 1); strcpy(p, a); strcat(p, b); return p; }",
      "void f(int n) { int i, *q = malloc((n + 1) * sizeof(*q)); for (i = 0; i <= n; i++) q[i] = 0; }",
      "void f(int n) { int i, *q = malloc(n * sizeof(*q)); for (i = 1; i <= n; i++) q[i - 1] = 0; }",
      "void f(void) { int a[10], i = 0; while (i <= 10) { i++; if (i < 10) a[i] = i; } }",
      "void f(void) { int i; for (i = 0; i < MAX_ROWS; i++) rows[i] = 0; }",
      "void f(int n) { int i; for (i = 1; i <= n; i++) put(i); }",
      "void f(void) { int i; for (i = 1; i <= 3; i++) put(t[i]); }",
      "void f(struct s *s) { int i; for (i = 0; i <= MAX_BITS; i++) s->count[i] = 0; }",
      "void f(void) { int i, n[MAX_BITS + 1]; for (i = 0; i <= MAX_BITS; i++) n[i] = 0; }",
      "void f(void) { char a[10]; int i; for (i = 0; i <= 9; i++) a[i] = 0; }",
      "void f(void) { char a[10]; int i; for (i = 0; i <= 10; i++) put(i); for (i = 0; i < 10; i++) a[i] = 0; }",
      "void f(void) { char a[10]; int i; for (i = 0; i <= 10; i++) { if (i < 10) a[i] = 0; } }",
      "char *f(const char *s) { char *p = malloc(strlen(s) + 1); if (p) strcpy(p, s); return p; }",
      "char *f(const char *s) { char *p = malloc(strlen(s)); memcpy(p, s, strlen(s)); return p; }",
      "char *f(const char *s, int n) { char *p = malloc(n + 1); memcpy(p, s, n); p[n] = 0; return p; }",
      "char *f(const char *s, int n) { char *p = malloc(n--); memcpy(p, s, n); p[n] = 0; return p; }",
      "char *f(const char *s, int n) { char *p = malloc(n); while (n-- > 0) p[n] = s[n]; return p; }",
      "char *f(int n) { char *p = malloc(n), *end = &p[n]; fill(p, end); return p; }",
      "char *f(int n) { char *p = malloc(n); for (n = 0; more(); n++) p[n] = 0; return p; }",
      "void f(const char *s) { char d[64] = \"\"; strncat(d, s, sizeof(d) - strlen(d) - 1); }",
      "void f(FILE *s) { char b[64]; int n = fread(b, 1, sizeof b - 1, s); b[n] = 0; }",
      "void f(int s) { char b[64]; int n = recv(s, b, 64, 0); if (n <= 0 || n >= 64) return; b[n] = 0; }",
      "void f(int s) { char b[64]; int n = read(s, b, 64); if (n == sizeof b) n--; b[n] = 0; }",
      "int f(struct b *b, int n) { if (n > MAX_NAME_LENGTH) return 0; b->name[n] = 0; return 1; }",
    ],
    find: { reading in
      comparedWithSize(in: reading) + stringsWithoutRoom(in: reading) + indexedBySize(in: reading)
        + appendedBySize(in: reading) + readToTheBrim(in: reading) + elementBehindArray(in: reading)
        + endBehindLoop(in: reading) + stringsAsLongAsArrays(in: reading) + scannedToTheBrim(in: reading)
    })

  /// `for (i = 0; i <= size; i++) a[i]`, and `if (i > size) return; a[i]`.
  private static func comparedWithSize(in reading: SignalReading) -> [SignalHit] {
    (reading.body..<max(reading.body, reading.count)).compactMap { index in
      let opcode = reading.opcode(at: index)
      let isLoop = reading.is(.lessEqual, at: index) && (opcode == .for || opcode == .while)
      let isRefusal = reading.is(.greater, at: index) && opcode == .if
      let isLeave = reading.is(.lessEqual, at: index) && opcode == .if
      guard isLoop || isRefusal || isLeave, index > 0, reading.function.tokens[index - 1].kind == .identifier,
        let size = size(at: index + 1, in: reading), let span = reading.statement(at: index)
      else { return nil }
      let name = reading.words[index - 1]
      // What a loop's variable indexes after the loop is another matter, and so is what stands behind a branch.
      let head = isLoop ? reading.loops.first { $0.tokens == span } : nil
      let end: Int
      if isLoop {
        end = head.flatMap(reading.loopBody)?.upperBound ?? index
      } else {
        end = isLeave ? reading.branch(from: span.upperBound).upperBound : index + 200
      }
      let isTooLarge = arrays(
        indexedBy: name, upTo: reading.text(size), after: index, before: end, in: reading
      ).contains { array in
        isSize(size, of: array, in: reading) || isMade(array, ofElements: size, before: index, in: reading)
      }
      guard isTooLarge else { return nil }
      return SignalHit(
        token: index, observation: "`\(name)` may equal `\(reading.text(size))`, and is an index")
    }
  }

  /// The tokens of a size: `sizeof …`, a macro of one argument, a constant or a number.
  private static func size(at index: Int, in reading: SignalReading) -> Range<Int>? {
    guard index < reading.count else { return nil }
    var end = index + 1
    if reading.function.tokens[index].kind == .number {
      let isAlone = [CPunctuator.semicolon, .rightParen, .andAnd, .orOr].contains { reading.is($0, at: end) }
      return isAlone ? index..<end : nil
    }
    if reading.is(.leftParen, at: end), let close = reading.function.partner(of: end) { end = close + 1 }
    // `sizeof(a) - 1` leaves room.
    if reading.is(.minus, at: end) { return nil }
    if reading.function.tokens[index].is(CKeyword.size) { return index..<end }
    guard reading.function.tokens[index].kind == .identifier else { return nil }
    if SignalReading.isConstantName(reading.words[index]) { return index..<end }
    let isAlone = [CPunctuator.semicolon, .rightParen, .andAnd, .orOr].contains {
      reading.is($0, at: index + 1)
    }
    return isAlone ? index..<index + 1 : nil
  }

  /// Whether memory of exactly so many elements was made for an array: `a = malloc(n * sizeof(*a))`, `calloc(n, 4)`.
  private static func isMade(
    _ array: String, ofElements size: Range<Int>, before token: Int, in reading: SignalReading
  ) -> Bool {
    let count = reading.text(size)
    return reading.calls(of: Allocation.named).contains { call in
      guard call.token < token, let place = reading.assigned(by: call), place.path == array,
        !isReassigned(array, after: call.close, before: token, in: reading),
        reading.path(size).map({ !isReassigned($0, after: call.close, before: token, in: reading) }) ?? true,
        let form = Allocation.forms[call.name], let first = reading.argument(form.size, of: call)
      else { return false }
      if let number = form.count.flatMap({ reading.argument($0, of: call) }) {
        return reading.text(number) == count && reading.isSizeof(first)
      }
      guard let star = reading.outside(first).first(where: reading.isTimes) else { return false }
      let (left, right) = (first.lowerBound..<star, star + 1..<first.upperBound)
      return [(left, right), (right, left)].contains { number, element in
        reading.text(number) == count && reading.isSizeof(element)
      }
    }
  }

  /// Whether a size is that of an array: asked of the array itself, or the constant that the array was declared with.
  ///
  /// A constant that is a limit is often the last index, and the array has one element more.
  static func isSize(_ size: Range<Int>, of array: String, in reading: SignalReading) -> Bool {
    if reading.isSizeof(size) { return reading.measuredWord(size) == array }
    if size.count > 1 { return size.count == 4 && reading.words[size.lowerBound + 2] == array }
    guard let declared = reading.declarations[array], !declared.isRedeclared, let length = declared.length
    else { return false }
    if let number = reading.integer(size) { return reading.integer(length) == number }
    return reading.text(length) == reading.text(size)
  }

  /// The arrays that a variable is all of an index of, near where it was compared and before it is compared again.
  private static func arrays(
    indexedBy name: String, upTo bound: String, after token: Int, before end: Int, in reading: SignalReading
  ) -> Set<String> {
    var found: Set<String> = []
    for place in reading.mentions(of: name, after: token, before: end) {
      if reading.isCompared(name, before: place.tokens.lowerBound, after: token) { break }
      let open = place.tokens.lowerBound - 1
      guard open > reading.body, reading.is(.leftBracket, at: open),
        reading.is(.rightBracket, at: place.tokens.upperBound)
          || reading.is(.increment, at: place.tokens.upperBound)
            && reading.is(.rightBracket, at: place.tokens.upperBound + 1)
      else {
        if let value = reading.value(assignedTo: place), reading.text(value) != bound { break }
        continue
      }
      let array = reading.places(in: SignalReading.tokens(from: max(reading.body, open - 1), to: open)).last
      if let array, array.tokens.upperBound == open { found.insert(array.path) }
    }
    return found
  }
}
