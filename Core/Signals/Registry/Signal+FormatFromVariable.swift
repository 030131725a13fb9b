extension Signal {
  static let formatFromVariable = Signal(
    name: "format-from-variable", title: "Format from a variable",
    sentence: "The format of a printf-like call is a variable and not a literal.",
    cwe: 134, source: "SEI CERT C, FIO30-C", remedy: "Write the text through \"%s\".",
    fires: [
      "void f(const char *s) { printf(s); }", "void f(struct m *m) { syslog(LOG_ERR, m->text); }",
      "void f(char *b, const char *s) { snprintf(b, 10, s); }",
    ],
    staysQuiet: [
      "void f(const char *s) { printf(\"%s\", s); }", "void f(void) { printf(_(\"text\")); }",
      "void f(const char *fmt, ...) { vprintf(fmt, ap); }",
      "void f(struct c *c) { printf(c->format); }",
      "void f(const char *fmt, int n) { printf(fmt, n); }",
      "void f(int n) { const char *v = \"0\"; if (n) v = \"1.0\"; printf(v); }",
      "void f(void) { const char dots[] = \"[..]\"; printf(dots); }",
      "void f(void) { printf(USAGE); }", "void f(int x) { printf(x ? \"a\" : \"b\"); }",
      "void f(int x) { const char *m = x ? \"a\\n\" : \"b\\n\"; printf(m); }",
      "void f(void) { const char *m = _(\"text\"); printf(m); }",
    ],
    find: { reading in
      let formats: [String: Int] = [
        "printf": 0, "fprintf": 1, "sprintf": 1, "snprintf": 2, "syslog": 1, "dprintf": 1, "warn": 0,
        "warnx": 0, "err": 1, "errx": 1,
        "g_warning": 0, "g_print": 0, "asprintf": 1,
      ]
      return reading.calls.compactMap { call in
        guard let position = formats[call.name], !reading.function.isMember(call.token),
          let format = reading.argument(position, of: call), call.arguments.count == position + 1,
          !format.contains(where: { reading.function.tokens[$0].kind == .string }),
          let path = reading.path(format),
          !SignalReading.isConstantName(path), !isFormat(path), !reading.holdsOnlyLiterals(path)
        else { return nil }
        return SignalHit(token: call.token, observation: "`\(path)` is the format of `\(call.name)`")
      }
    })

  /// Whether a name says that it holds a format.
  private static func isFormat(_ path: String) -> Bool {
    NamedPlace.words(of: path).contains {
      ["fmt", "format", "usage", "template"].contains($0) || $0.hasSuffix("fmt")
    }
  }
}
