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
    ],
    staysQuiet: [
      "void f(char *d) { strcpy(d, \"none\"); }",
      "void f(char *d, const char *s) { d = malloc(strlen(s) + 1); strcpy(d, s); }",
      "void f(char *d, const char *s) { if (strlen(s) >= 32) return; strcpy(d, s); }",
      "void f(void) { char t[16]; sprintf(t, \"%d\", 3); }",
    ],
    find: { reading in
      reading.calls(of: ["strcpy", "strcat", "stpcpy", "wcscpy", "wcscat", "lstrcpy", "lstrcpyA", "lstrcatA"])
        .compactMap { copied($0, in: reading) }
        + reading.calls(of: ["sprintf", "vsprintf", "wsprintf"]).compactMap { formatted($0, in: reading) }
        + reading.calls(of: ["gets"]).map {
          SignalHit(token: $0.token, observation: "`gets` reads a line of any length")
        }
    })

  private static func copied(_ call: SignalCall, in reading: SignalReading) -> SignalHit? {
    guard let target = reading.argument(0, of: call), let source = reading.argument(1, of: call),
      !source.contains(where: { reading.function.tokens[$0].kind == .string }), !reading.isConstant(source)
    else { return nil }
    if let path = reading.path(source), measures(path, before: call.token, in: reading) { return nil }
    return SignalHit(
      token: call.token,
      observation:
        "`\(call.name)` copies `\(reading.text(source))` into `\(reading.text(target))`, however long it is")
  }

  /// Whether the string's length is taken before: for what is allocated, or for a comparison.
  private static func measures(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    reading.calls(of: ["strlen", "strnlen", "wcslen", "sizeof"]).contains { call in
      call.token < token && call.arguments.contains { reading.path($0) == path }
    }
  }

  private static func formatted(_ call: SignalCall, in reading: SignalReading) -> SignalHit? {
    guard let target = reading.argument(0, of: call), let format = reading.argument(1, of: call) else {
      return nil
    }
    let literals = format.filter { reading.function.tokens[$0].kind == .string }.map(reading.function.text)
    if !literals.isEmpty, !literals.contains(where: takesString) { return nil }
    if literals.isEmpty, reading.isConstant(format) { return nil }
    let strings = call.arguments.dropFirst(2).compactMap { reading.path($0) }
    if strings.contains(where: { measures($0, before: call.token, in: reading) }) { return nil }
    return SignalHit(
      token: call.token,
      observation: "`\(call.name)` writes text of any length into `\(reading.text(target))`")
  }

  /// Whether a format takes a string without a precision.
  private static func takesString(_ format: String) -> Bool {
    FormatDirective.all(in: format).contains { $0.conversion == "s" && !$0.hasPrecision }
  }
}
