import Algorithms

extension Signal {
  static let signedCharacter = Signal(
    name: "signed-character", title: "Character with a sign as a table's index",
    sentence:
      "isdigit or one of its kin is given a plain char, which may be below 0, where only an unsigned char or EOF is defined.",
    cwe: 704, source: "SEI CERT C, STR37-C",
    remedy: "Give the character as an unsigned char: isdigit((unsigned char)c).",
    fires: [
      "int f(const char *s) { while (isspace(*s)) s++; return *s; }",
      "int f(char *s, int i) { return isdigit(s[i]); }", "int f(char c) { return toupper(c); }",
      "int f(void) { char b[9]; get(b); return isalpha(b[0]); }",
      "int f(const char *s) { while (isdigit(*s++)) ; return *s; }",
    ],
    staysQuiet: [
      "int f(const char *s) { while (isspace((unsigned char)*s)) s++; return *s; }",
      "int f(const unsigned char *s) { return isdigit(*s); }", "int f(int c) { return toupper(c); }",
      "int f(char **v) { return isdigit(v[0]); }", "int f(struct s *s) { return isdigit(s->c); }",
      "int f(char *s) { return isascii(*s) && isdigit(*s); }",
      "int f(const char *s) { return isdigit(*s & 0xff); }",
      "int f(char c) { if (c < 0) return 0; return isdigit(c); }",
      "int f(char c) { if (c & 0x80) return 0; return isdigit(c); }",
    ],
    find: { reading in
      reading.calls(of: classes).compactMap { call in
        guard call.arguments.count == 1, let path = plainCharacter(call.arguments[0], in: reading),
          !isKnownPositive(path, before: call.token, in: reading)
        else { return nil }
        return SignalHit(
          token: call.token,
          observation:
            "`\(call.name)` is given `\(reading.text(call.arguments[0]))`, a char that may be below 0")
      }
    })

  private static let classes: Set<String> = [
    "isalnum", "isalpha", "isblank", "iscntrl", "isdigit", "isgraph", "islower", "isprint", "ispunct",
    "isspace",
    "isupper", "isxdigit", "toupper", "tolower",
  ]

  /// The variable of a plain char, of an element, or of what a pointer points to, where an argument is that alone.
  private static func plainCharacter(_ argument: Range<Int>, in reading: SignalReading) -> String? {
    guard let place = reading.places(in: argument).first, place.tokens.count == 1,
      let declared = reading.declarations[place.path], !declared.isRedeclared,
      declared.type.last == "char", !declared.type.contains("unsigned"), !declared.type.contains("signed")
    else { return nil }
    let (before, behind) = (
      argument.lowerBound..<place.tokens.lowerBound, place.tokens.upperBound..<argument.upperBound
    )
    let isElement =
      before.isEmpty && reading.is(.leftBracket, at: behind.lowerBound)
      && reading.function.partner(of: behind.lowerBound) == argument.upperBound - 1
    let isPointed =
      before.count == 1 && reading.is(.star, at: before.lowerBound)
      && (behind.isEmpty || behind.count == 1 && reading.is(.increment, at: behind.lowerBound))
    return declared.depth == (isElement || isPointed ? 1 : 0)
      && (isElement || isPointed || argument == place.tokens)
      ? place.path : nil
  }

  /// How many comparisons before a call are looked at.
  private static let nearest = 64

  /// Whether something before a call tells characters below 0 apart.
  private static func isKnownPositive(_ path: String, before token: Int, in reading: SignalReading) -> Bool {
    let compared = reading.comparisons[path] ?? []
    let near = compared[..<compared.partitioningIndex { $0 >= token }].suffix(nearest)
    guard reading.meter.take(near.count) else { return true }
    if near.contains(where: reading.isRelation) { return true }
    return reading.calls(before: token).contains { call in
      ["isascii", "iswascii"].contains(call.name.lowercased())
        && call.arguments.contains { reading.places(in: $0).contains { $0.path == path } }
    }
      // `c & 0x80`
      || reading.mentions(of: path, after: -1, before: token).contains {
        reading.is(.ampersand, at: $0.tokens.upperBound)
      }
  }
}
