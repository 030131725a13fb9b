extension Signal {
  static let formatFromVariable = Signal(
    name: "format-from-variable", title: "Format from a variable",
    sentence: "The format of a printf-like call is a variable and not a literal.",
    cwe: 134, source: "SEI CERT C, FIO30-C", remedy: "Write the text through \"%s\".",
    fires: [
      "void f(const char *s) { printf(s); }", "void f(struct m *m) { syslog(LOG_ERR, m->text); }",
      "void f(char *b, const char *s) { snprintf(b, 10, s); }",
      "int main(int n, char **argv) { printf(argv[1]); return 0; }",
      "void f(char *s) { fprintf(stderr, s + 1); }",
      "void f(void) { printf(getenv(\"X\")); }", "void f(char *s) { error(0, 0, s); }",
      "void f(char *s) { error(EXIT_FAILURE, errno, s); }", "void f(int rc, char *s) { err(EX_USAGE, s); }",
      "void f(char *s, int n) { if (n) report(2, \"bad %d\", n); report(2, s); }",
    ],
    staysQuiet: [
      "void f(char *d, char *e) { error(FMT, d, e); }",
      "void f(char *e) { error(NO_SUCH_FILE, name, e); }",
      "void f(char *e) { err(BAD_VALUE, e); }",
      "void f(char *s, int n) { if (n) report(2, \"bad\", n); report(2, s); }",
      "void f(char *s, int n) { report(2, \"%s\", s); report(2, \"done\"); }",
      "void f(int n) { static const char *const t[] = { \"a\", \"b\" }; printf(t[n]); }",
      "void f(int n) { printf(strerror(n)); }",
      "void f(const char *s) { printf(\"%s\", s); }", "void f(void) { printf(_(\"text\")); }",
      "void f(const char *fmt, ...) { vprintf(fmt, ap); }",
      "void f(struct c *c) { printf(c->format); }",
      "void f(const char *fmt, int n) { printf(fmt, n); }",
      "void f(int n) { const char *v = \"0\"; if (n) v = \"1.0\"; printf(v); }",
      "void f(void) { const char dots[] = \"[..]\"; printf(dots); }",
      "void f(char *d, char *e) { error(\"%s: failed: %s\", d, e); }",
      "void f(struct s *s, char *e) { error(s, \"no such %s\", e); }",
      "void f(char *x) { dprintf(\"dbg %s\", x); }",
      "void f(void) { printf(USAGE); }", "void f(int x) { printf(x ? \"a\" : \"b\"); }",
      "void f(int x) { const char *m = x ? \"a\\n\" : \"b\\n\"; printf(m); }",
      "void f(void) { const char *m = _(\"text\"); printf(m); }",
    ],
    find: { reading in
      let shown = shownFormats(in: reading)
      return reading.calls.compactMap { call in
        guard let position = reading.known(call)?.printed ?? shown[call.name],
          !reading.function.isMember(call.token), let format = reading.argument(position, of: call),
          call.arguments.count == position + 1,
          // Another function of the name has its format before.
          !call.arguments[..<position].contains(where: reading.holdsLiteral),
          !takesNumbersFirst.contains(call.name)
            || call.arguments[..<position].allSatisfy({ isNumber($0, in: reading) }),
          let name = variable(format, in: reading)
        else { return nil }
        return SignalHit(token: call.token, observation: "`\(name)` is the format of `\(call.name)`")
      }
    })

  /// Calls that are given the program's status and an error number before the format, whose names other functions have as
  /// well: `error(FMT, file, text)`.
  private static let takesNumbersFirst: Set<String> = ["err", "errx", "error"]

  /// Whether an argument may be a status or an error number: digits, an integer, or a name that says so.
  private static func isNumber(_ argument: Range<Int>, in reading: SignalReading) -> Bool {
    reading.places(in: argument).allSatisfy { place in
      if let declared = reading.declarations[place.path] { return declared.isSigned || declared.isUnsigned }
      return NamedPlace.words(of: place.path).contains {
        ["exit", "ex", "errno", "err", "status", "code", "eval", "ret", "rc", "failure"].contains($0)
      }
    }
  }

  /// Which argument of calls is a format, by name, as a call in the function shows that is given a literal with directives
  /// and what they take.
  private static func shownFormats(in reading: SignalReading) -> [String: Int] {
    var shown: [String: Int] = [:]
    for call in reading.calls where KnownCall.named(call.name)?.format == nil && call.arguments.count > 1 {
      let position = call.arguments.firstIndex(where: reading.holdsLiteral)
      guard let position, position + 1 < call.arguments.count, reading.isLiteralText(call.arguments[position])
      else { continue }
      let directives = reading.directives(of: call.arguments[position])
      let taken = directives.reduce(0) { $0 + ($1.isSkipped ? 2 : 1) }
      if taken > 0, taken == call.arguments.count - position - 1 { shown[call.name] = position }
    }
    return shown
  }

  /// Library functions whose result is text from outside.
  private static let texts: Set<String> = ["getenv", "secure_getenv", "fgets", "gets", "readline", "strdup"]

  /// What a format is, where it is a variable, an element or a place within one, or text from outside.
  private static func variable(_ format: Range<Int>, in reading: SignalReading) -> String? {
    if let call = reading.call(at: format.lowerBound),
      call.close == format.upperBound - 1
    {
      return texts.contains(call.name) ? reading.text(format) : nil
    }
    guard
      !format.contains(where: {
        reading.calls(at: $0) || reading.is(.question, at: $0) || reading.function.tokens[$0].kind == .string
      }),
      let place = reading.places(in: format).first, !SignalReading.isConstantName(place.path),
      !isFormat(place.path), !reading.holdsOnlyLiterals(place.path)
    else { return nil }
    // A constant text that the file declares is no variable, and a number no format.
    guard let declared = reading.declarations[reading.words[place.tokens.lowerBound]],
      place.path.contains(where: { ".>".contains($0) }) || declared.isPointer || declared.length != nil
    else { return nil }
    if reading.path(format) != nil { return place.path }
    // `s + 1`, and an element of what the caller gave: tables of the function's own hold literals.
    if reading.wholePath(format) != nil { return declared.isParameter ? reading.text(format) : nil }
    let isMoved =
      format.lowerBound == place.tokens.lowerBound && reading.is(.plus, at: place.tokens.upperBound)
    return isMoved && declared.isPointer ? reading.text(format) : nil
  }

  /// Whether a name says that it holds a format.
  private static func isFormat(_ path: String) -> Bool {
    NamedPlace.words(of: path).contains {
      ["fmt", "format", "usage", "template"].contains($0) || $0.hasSuffix("fmt")
    }
  }
}
