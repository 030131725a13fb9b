extension Signal {
  static let scanWithoutWidth = Signal(
    name: "scan-without-width", title: "Text read without a width",
    sentence: "A scanf format reads a string (%s or %[…]) without saying how much fits.",
    cwe: 120, source: "SEI CERT C, STR31-C", remedy: "Give the width of the buffer less one, as in %63s.",
    fires: [
      "int f(const char *s) { char word[64]; return sscanf(s, \"key %s\", word); }",
      "int f(FILE *s) { char word[64]; return fscanf(s, \"%[a-z]\", word); }",
      "int f(const char *s) { char w[64]; printf(\"%zu\", strlen(s)); return sscanf(s, \"%s\", w); }",
    ],
    staysQuiet: [
      "int f(const char *s) { char word[64]; return sscanf(s, \"key %63s\", word); }",
      "int f(const char *s) { return sscanf(s, \"%*s %d\", &n); }",
      "int f(const char *s, char *d, int max) { if (strlen(s) > max) return 0; return sscanf(s, \"%s\", d); }",
      "int f(FILE *s) { char *w; return fscanf(s, \"%ms\", &w); }",
      "int f(FILE *s) { char *w; return fscanf(s, \"%m[a-z]\", &w); }",
    ],
    find: { reading in
      reading.calls(of: KnownCall.scans).compactMap { call in
        let format = call.arguments.prefix(2).joined().filter { reading.function.tokens[$0].kind == .string }
        let directives = format.flatMap { FormatDirective.all(in: reading.function.text(at: $0)) }
        guard
          let open = directives.first(where: {
            ($0.conversion == "s" || $0.conversion == "[") && !$0.hasWidth && !$0.isSkipped
              && !$0.isAllocating
          })
        else { return nil }
        // What is read from a string is no longer than the string, whose length was looked at.
        if call.name != "fscanf", let source = call.arguments.first,
          reading.isMeasured(source, before: call.token)
        {
          return nil
        }
        return SignalHit(
          token: call.token,
          observation: "`\(call.name)` reads a string by `%\(open.conversion)` with no limit to its length")
      }
    })
}
