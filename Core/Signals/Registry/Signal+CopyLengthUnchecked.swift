extension Signal {
  /// The argument that is a length, by function.
  static let lengthArguments: [String: Int] = [
    "memcpy": 2, "memmove": 2, "bcopy": 2, "memset": 2, "strncpy": 2, "strncat": 2, "wmemcpy": 2,
    "CopyMemory": 2,
    "RtlCopyMemory": 2, "mempcpy": 2, "copy_from_user": 2, "OPENSSL_memcpy": 2, "XMEMCPY": 2, "g_memmove": 2,
    "read": 2, "recv": 2, "fread": 2,
  ]

  static let copyLengthUnchecked = Signal(
    name: "copy-length-unchecked", title: "Copy of an unchecked length",
    sentence: "Bytes are copied in a number that nothing in the function has compared with anything before.",
    cwe: 787, source: "SEI CERT C, ARR38-C",
    remedy:
      "Compare the length with the size of the destination, and with what is left of the source, before the copy.",
    fires: [
      "void f(struct s *p, const char *b, int n) { memcpy(p->name, b, n); }",
      "void f(char *d, struct m *m) { memcpy(d, m->data, m->len); }",
    ],
    staysQuiet: [
      "void f(struct s *p, const char *b, int n) { if (n > 16) return; memcpy(p->name, b, n); }",
      "void f(struct s *p) { memcpy(p->name, q, sizeof(p->name)); }",
      "void f(struct s *p) { memset(p, 0, (size_t) sizeof(struct s)); }",
      "void f(const char *b, size_t n) { char *d = malloc(n); memcpy(d, b, n); }",
      "void f(const char *b) { size_t n = strlen(b) + 1; memcpy(d, b, n); }",
      "void f(char *d, const char *b, int n) { memcpy(d, b, MIN(n, 16)); }",
    ],
    find: { reading in
      reading.calls.compactMap { call in
        guard let position = lengthArguments[call.name], !reading.function.isMember(call.token),
          let target = reading.argument(call.name == "read" || call.name == "recv" ? 1 : 0, of: call),
          let length = reading.argument(call.name == "fread" ? 2 : position, of: call)
        else { return nil }
        let named = reading.isUnbounded(length, before: call.token)
        guard !named.isEmpty, !isAllocated(named, before: call.token, in: reading) else { return nil }
        return SignalHit(
          token: call.token,
          observation:
            "`\(call.name)` fills `\(reading.text(target))` by `\(reading.text(length))`, which nothing here bounds"
        )
      }
    })

  /// Whether the same length was used to allocate: the destination was then made for it.
  private static func isAllocated(_ named: [NamedPlace], before token: Int, in reading: SignalReading) -> Bool
  {
    let paths = Set(named.map(\.path))
    return reading.calls.contains { call in
      call.token < token && Allocation.isAllocator(call.name)
        && call.arguments.contains { reading.places(in: $0).contains { paths.contains($0.path) } }
    }
  }
}
