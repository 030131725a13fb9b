extension Signal {
  static let checkThenUse = Signal(
    name: "check-then-use", title: "File checked, then opened by name",
    sentence: "A file is looked at by its name and opened by the same name later, when it may be another.",
    cwe: 367, source: "SEI CERT C, FIO45-C",
    remedy: "Open the file first and ask about what was opened (fstat).",
    fires: ["int f(const char *p) { if (access(p, R_OK)) return -1; return open(p, 0); }"],
    staysQuiet: [
      "int f(const char *p, const char *q) { if (access(p, R_OK)) return -1; return open(q, 0); }"
    ],
    find: { reading in
      let checks = reading.calls(of: ["access", "stat", "lstat"])
      return reading.calls(of: [
        "open", "fopen", "unlink", "chmod", "chown", "rename", "mkdir", "rmdir", "opendir",
      ]).compactMap { call in
        guard let path = call.arguments.first.flatMap(reading.path),
          let check = checks.first(where: {
            $0.token < call.token && $0.arguments.first.flatMap(reading.path) == path
          })
        else { return nil }
        return SignalHit(
          token: call.token,
          observation: "`\(path)` is checked by `\(check.name)` and then named again to `\(call.name)`")
      }
    })
}
