extension Signal {
  static let copyWithoutBound = Signal(
    name: "copy-without-bound", title: "Copy without a bound",
    sentence: "A string is copied or formatted into a buffer by a function that takes no size.",
    cwe: 120, source: "SEI CERT C, STR31-C and MSC24-C",
    remedy: "Use a function that takes the buffer's size (snprintf, strlcpy), or check the length first.",
    fires: [
      "void f(char *d, const char *s) { strcpy(d, s); }",
      "void f(struct b *b, char *s) { char t[9]; sprintf(t, \"<%s>\", s); }",
      "void f(void) { char t[80]; gets(t); }",
      "void f(char *d, char *s, char *o) { d = malloc(strlen(o) + 1); strcpy(d, s); }",
      "void f(char *d, const char *s) { sprintf(d, \"%*d %s\", 3, 4, s); }",
      "void f(void) { char b[99]; strcpy(b, getenv(\"HOME\")); }",
      "void f(char *d, const char *s) { strcpy(d, s ? s : \"none\"); }",
      "void f(char *d) { sprintf(d, getenv(\"FORMAT\")); }",
      "void f(char *d, const char *s) { if (strlen(s) == 0) return; strcpy(d, s); }",
      "void f(char *d, const char *s) { size_t i; for (i = 0; i < strlen(s); i++) put(i); strcat(d, s); }",
      "void f(char *d, char *s) { if (s[strlen(s) - 1] == '/') s[0] = 0; strcpy(d, s); }",
      "void f(char *b, char *s) { if (strlen(s) > 3) strcpy(b, s); }",
      "void f(char *d, const char *s) { const char *t[] = { \"a\", s }; strcpy(d, t[1]); }",
    ],
    staysQuiet: [
      "char *f(char *s) { int n = snprintf(NULL, 0, \"<%s>\", s); char *d = malloc(n + 1); sprintf(d, \"<%s>\", s); return d; }",
      "void f(char *d) { strcpy(d, \"none\"); }",
      "void f(char *d, const char *s) { d = malloc(strlen(s) + 1); strcpy(d, s); }",
      "void f(char *d, const char *s) { if (strlen(s) >= 32) return; strcpy(d, s); }",
      "void f(void) { char t[16]; sprintf(t, \"%d\", 3); }",
      "void f(char *d) { sprintf(d, \"%s %d\", \"ok\", 3); }",
      "char *f(char **m, int i) { char *d = xmalloc(strlen(m[i]) + 3); strcpy(d + 2, m[i]); return d; }",
      "char *f(char *s) { size_t n = strlen(s); char *d = palloc0(n + 9), *e = end(s); strcpy(d, e); return d; }",
      "void f(void) { char a[N], b[N]; scan(b); strcpy(a, b); }",
      "void f(char *s) { while ((s = strchr(s, '\\\\'))) strcpy(s, s + 1); }",
      "void f(char *d, int x) { strcpy(d, x ? \"yes\" : \"no\"); strcat(d, _(\"none\")); }",
      "void f(char *d, int x) { sprintf(d, \"%s\" LONG_TEXT \"%\" fmt_long, VERSION, x); }",
      "void f(char *d, const char *s) { size_t n = strlen(s); if (n + 1 > sizeof(b)) return; strcpy(d, s); }",
      "void f(char *d, const char *s) { int left = 64 - strlen(s); if (left <= 0) return; strcpy(d, s); }",
      "void f(struct b *b, const char *s) { room(b, strlen(s) + 1); strcpy(b->d, s); }",
      "void f(const char *s) { char d[strlen(s) + 1]; strcpy(d, s); }",
      "char *f(const char *s) { size_t n = strlen(s); return strcpy(alloca(n + 1), s); }",
      "void f(struct t *t, char *s) { t->e[1].n = strnlen(s, 9); if (t->e[1].n >= 9) return; strcpy(t->e[1].s, s); }",
      "void f(char *d, int n) { sprintf(d, message(\"%d lines\"), n); }",
      "void f(int x) { char d[9]; const char *e = \"a\"; if (x) e = \"b\"; sprintf(d, \"<%s>\", e); }",
      "void f(char *d, int x) { const char *e = \".EXE\"; if (x) e = \".COM\"; strcat(d, e); }",
      "void f(char *b, char *s) { if (strlen(s) < 9) strcpy(b, s); }",
      "void f(char *d, struct in_addr a) { strcpy(d, inet_ntoa(a)); }",
      "void f(char *d, int i) { static const char *const t[] = { \"a\", \"b\", NULL }; strcpy(d, t[i]); }",
    ],
    find: { reading in
      reading.calls(of: KnownCall.unboundedCopies).compactMap { copied($0, in: reading) }
        + reading.calls(of: KnownCall.unboundedFormats).compactMap { formatted($0, in: reading) }
        + reading.calls(of: ["gets"]).map {
          SignalHit(token: $0.token, observation: "`gets` reads a line of any length")
        }
    })

  /// A copy of a string that nothing bounds.
  static func copied(_ call: SignalCall, in reading: SignalReading) -> SignalHit? {
    guard let target = reading.argument(0, of: call), let source = reading.argument(1, of: call),
      !reading.isLiteralText(source), !reading.isConstant(source),
      !reading.isMeasured(source, before: call.token), !fits(source, target, call.token, in: reading)
    else { return nil }
    return SignalHit(
      token: call.token,
      observation:
        "`\(call.name)` copies `\(reading.text(source))` into `\(reading.text(target))`, however long it is")
  }

  /// Library functions whose text has a length that is known: addresses and dates.
  private static let shortTexts: Set<String> = [
    "inet_ntoa", "ether_ntoa", "ctime", "asctime", "ctime_r", "asctime_r",
  ]

  /// Whether a source is such a text, or an element of a table of literals in the function.
  private static func isShortText(_ source: Range<Int>, in reading: SignalReading) -> Bool {
    guard let first = source.first else { return false }
    if reading.calls(at: first) { return shortTexts.contains(reading.words[first]) }
    guard reading.is(.leftBracket, at: first + 1),
      reading.function.partner(of: first + 1) == source.upperBound - 1,
      let values = reading.declarations[reading.words[first]]?.initialValue
    else { return false }
    return reading.holdsLiteral(values)
      && values.allSatisfy { reading.function.tokens[$0].kind != .identifier || reading.words[$0] == "NULL" }
  }

  /// Whether a string cannot be longer than where it goes: memory made for strings here, an array of the same length, a
  /// later place in the same buffer, or literals only.
  private static func fits(
    _ source: Range<Int>, _ target: Range<Int>, _ token: Int, in reading: SignalReading
  ) -> Bool {
    // `strcpy(alloca(n + 1), s)`.
    let isMadeHere = reading.calls(in: target).contains { call in
      Allocation.isAllocator(call.name)
        && call.arguments.contains { !reading.isConstant($0) }
    }
    if isMadeHere || isShortText(source, in: reading) { return true }
    guard let buffer = reading.places(in: target).first?.path else { return false }
    if reading.isAllocatedHere(buffer, before: token, isOfStrings: true) { return true }
    if let first = reading.places(in: source).first, first.path == buffer,
      first.tokens.lowerBound == source.lowerBound,
      reading.is(.plus, at: first.tokens.upperBound)
    {
      return true
    }
    guard let path = reading.path(source) else { return false }
    if reading.holdsOnlyLiterals(path) { return true }
    guard let own = reading.declarations[path]?.length, let room = reading.declarations[buffer]?.length else {
      return false
    }
    return reading.path(target) == buffer && reading.text(own) == reading.text(room) && !own.isEmpty
  }

  /// A formatted text that nothing bounds.
  static func formatted(_ call: SignalCall, in reading: SignalReading) -> SignalHit? {
    guard let target = reading.argument(0, of: call), let format = reading.argument(1, of: call) else {
      return nil
    }
    if reading.isLiteralText(format) || isTranslated(format, in: reading) {
      let directives = reading.directives(of: format)
      guard !directives.isEmpty, takesString(directives, Array(call.arguments.dropFirst(2)), in: reading)
      else { return nil }
    }
    if let buffer = reading.places(in: target).first?.path,
      reading.isAllocatedHere(buffer, before: call.token, isOfStrings: true)
    {
      return nil
    }
    let strings = call.arguments.dropFirst(2)
    if strings.contains(where: { reading.isMeasured($0, before: call.token) }) { return nil }
    return SignalHit(
      token: call.token,
      observation: "`\(call.name)` writes text of any length into `\(reading.text(target))`")
  }

  /// Whether a format is a literal that a call of the project's own translates: `text("%d lines", n)`.
  private static func isTranslated(_ format: Range<Int>, in reading: SignalReading) -> Bool {
    reading.call(at: format.lowerBound) != nil
      && format.contains {
        reading.function.tokens[$0].kind == .string && reading.function.text(at: $0).contains("%")
      }
  }

  /// Whether a format takes a string without a precision that is no literal.
  private static func takesString(
    _ directives: [FormatDirective], _ arguments: [Range<Int>], in reading: SignalReading
  ) -> Bool {
    var position = 0
    for directive in directives {
      // `*` takes its number from an argument of its own.
      if directive.isSkipped { position += 1 }
      defer { position += 1 }
      guard directive.conversion == "s", !directive.hasPrecision else { continue }
      guard arguments.indices.contains(position) else { return true }
      let argument = arguments[position]
      if !reading.isLiteralText(argument), !(reading.path(argument).map(reading.holdsOnlyLiterals) ?? false) {
        return true
      }
    }
    return false
  }
}
