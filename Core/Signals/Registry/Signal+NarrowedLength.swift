extension Signal {
  static let narrowedLength = Signal(
    name: "narrowed-length", title: "Length cut to 8 or 16 bits",
    sentence:
      "A length of a string or an object is kept in an integer of 8 or 16 bits, which a long one wraps around.",
    cwe: 197, source: "SEI CERT C, INT31-C", remedy: "Keep lengths in size_t, or check that they fit.",
    fires: [
      "void f(const char *s) { unsigned short n = strlen(s) + 1; char *d = malloc(n); strcpy(d, s); }",
      "void f(const char *s) { uint8_t n; n = strlen(s); put(n); }",
      "void f(const char *s) { uint8_t n = strnlen(s, 256); put(n); }",
      "void f(char *s, size_t len) { unsigned short n = len + 4; char *d = malloc(n); memcpy(d, s, len); }",
    ],
    staysQuiet: [
      "void f(char *s, size_t len) { if (len > 64) return; unsigned short n = len; char *d = malloc(n); use(d, s); }",
      "void f(const char *s) { size_t n = strlen(s); put(n); }",
      "void f(const char *s) { if (strlen(s) > 200) return; uint8_t n = strlen(s); put(n); }",
      "void f(const char *s) { uint16_t n = htons(strlen(s)); put(n); }",
      "void f(void) { char b[FILENAME_MAX]; short n; get(b); n = strlen(b); put(n); }",
      "void f(int x) { const char *s = \"no\"; if (x) s = \"yes\"; unsigned char n = strlen(s); put(n); }",
      "void f(const char *s) { uint8_t n = strnlen(s, 255); put(n); }",
      "void f(const char *s) { uint16_t n = strlen(s) > 99 ? 99 : strlen(s); put(n); }",
    ],
    find: { reading in
      reading.calls(of: ["strlen", "wcslen", "ftell", "strnlen"]).compactMap { call in
        guard let place = reading.assigned(by: call), reading.declarations[place.path]?.isNarrow ?? false,
          let measured = reading.argument(0, of: call), let path = reading.path(measured),
          !isShort(path, for: place.path, in: reading),
          !isCutToSize(place, call, in: reading),
          !reading.calls(before: call.token).contains(where: {
            $0.name == call.name && reading.argument(0, of: $0).flatMap(reading.path) == path
          })
        else { return nil }
        return SignalHit(
          token: place.tokens.lowerBound,
          observation: "`\(place.path)` is of 8 or 16 bits and takes the length of `\(path)`")
      } + narrowedVariables(in: reading)
    })

  /// `unsigned short n = len + 2; p = malloc(n);`: a wide length is kept in a narrow one, which is then a size.
  private static func narrowedVariables(in reading: SignalReading) -> [SignalHit] {
    reading.places.compactMap { place in
      guard let declared = reading.declarations[place.path], declared.isNarrow, !declared.isParameter,
        !declared.isRedeclared, let value = reading.value(assignedTo: place),
        let wide = reading.places(in: value).first(where: { isWideLength($0.path, in: reading) }),
        !value.contains(where: {
          reading.isBounding($0) || reading.calls(at: $0) || reading.is(.leftBracket, at: $0)
        }),
        reading.isUnbounded(value, before: place.tokens.lowerBound).contains(where: { $0.path == wide.path }),
        !reading.isCompared(wide.path, before: reading.count)
      else { return nil }
      let isSize = reading.calls(after: value.upperBound).contains { call in
        let sizes = Allocation.takesSize(call.name) ? call.arguments : reading.amounts(of: call)
        return sizes.contains { reading.places(in: $0).contains { $0.path == place.path } }
      }
      guard isSize else { return nil }
      return SignalHit(
        token: place.tokens.lowerBound,
        observation: "`\(place.path)` is of 8 or 16 bits, takes `\(reading.text(value))`, and is a size then")
    }
  }

  private static func isWideLength(_ path: String, in reading: SignalReading) -> Bool {
    guard let declared = reading.declarations[path] else { return false }
    return (declared.isSigned || declared.isUnsigned) && !declared.isNarrow
  }

  /// Whether the value is one of two by a condition, or `strnlen` looks no further than the integer counts.
  private static func isCutToSize(_ place: NamedPlace, _ call: SignalCall, in reading: SignalReading) -> Bool
  {
    if let value = reading.value(assignedTo: place), value.contains(where: { reading.is(.question, at: $0) })
    {
      return true
    }
    guard let limit = reading.argument(1, of: call).flatMap(reading.integer) else { return false }
    return limit <= (isByte(place.path, in: reading) ? 255 : 65_535)
  }

  private static func isByte(_ path: String, in reading: SignalReading) -> Bool {
    reading.declarations[path]?.type.contains { $0.contains("char") || $0.contains("8") } ?? true
  }

  /// Whether a string is literal text, or stands in an array whose length 16 bits hold.
  private static func isShort(_ path: String, for length: String, in reading: SignalReading) -> Bool {
    if reading.holdsOnlyLiterals(path) { return true }
    return !isByte(length, in: reading) && reading.declarations[path]?.length != nil
  }
}
