extension Signal {
  static let checkThenUse = Signal(
    name: "check-then-use", title: "File checked, then opened by name",
    sentence: "A file is looked at by its name and opened by the same name later, when it may be another.",
    cwe: 367, source: "SEI CERT C, FIO45-C",
    remedy: "Open the file first and ask about what was opened (fstat).",
    fires: [
      "int f(const char *p) { if (access(p, R_OK)) return -1; return open(p, 0); }"
    ],
    staysQuiet: [
      "int f(const char *p, const char *q) { if (access(p, R_OK)) return -1; return open(q, 0); }",
      "void f(char *b) { struct stat s; if (stat(b, &s)) return; sprintf(b, \"%s.lock\", name); unlink(b); }",
      "int f(const char *p, int x) { struct stat s; if (x) { stat(p, &s); } else { x = open(p, 0); } return x; }",
      "int f(const char *p) { struct stat s; if (stat(p, &s)) return mkdir(p, 0700); return 0; }",
      "int f(const char *p) { if (!access(p, F_OK)) return -1; return open(p, O_CREAT | O_EXCL | O_WRONLY, 0600); }",
    ],
    find: { reading in
      reading.calls(of: [
        "open", "fopen", "unlink", "chmod", "chown", "rename", "rmdir", "opendir",
      ]).compactMap { call in
        // A file that must not be there yet is no other one.
        guard !call.arguments.joined().contains(where: { reading.words[$0] == "O_EXCL" }),
          let path = call.arguments.first.flatMap(reading.path),
          let check = reading.calls(before: call.token).first(where: {
            checks.contains($0.name) && !reading.function.isMember($0.token)
              && $0.arguments.first.flatMap(reading.path) == path
              && !reading.areExclusive($0.token, call.token)
              && !isRewritten(path, between: $0.token, call.token, in: reading)
          })
        else { return nil }
        return SignalHit(
          token: call.token,
          observation: "`\(path)` is checked by `\(check.name)` and then named again to `\(call.name)`")
      }
    })
  private static let checks: Set<String> = ["access", "stat", "lstat"]

  /// Whether another name is written into the buffer between two tokens.
  private static func isRewritten(_ path: String, between start: Int, _ end: Int, in reading: SignalReading)
    -> Bool
  {
    reading.calls(in: SignalReading.tokens(from: start + 1, to: end)).contains { call in
      call.arguments.first.flatMap(reading.path) == path
        && (call.name.hasSuffix("printf") || call.name.contains("strcpy") || call.name.contains("strlcpy")
          || call.name.contains("strncpy"))
        && reading.runsOn(from: call.token, to: end)
    }
  }
}
