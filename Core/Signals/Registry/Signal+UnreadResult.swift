extension Signal {
  static let unreadResult = Signal(
    name: "unread-result", title: "Result of reading not looked at",
    sentence: "The result of a call that reads or gives up rights is dropped, so that a failure goes unseen.",
    cwe: 252, source: "SEI CERT C, ERR33-C", remedy: "Compare the result with what was asked for.",
    fires: [
      "void f(int fd, char *b) { read(fd, b, 8); use(b); }", "void f(uid_t u) { setuid(u); }",
      "void f(const char *s, char *b) { readlink(s, b, 8); use(b); }",
    ],
    staysQuiet: [
      "void f(int fd, char *b) { if (read(fd, b, 8) != 8) return; use(b); }",
      "int f(FILE *s, char *b) { return fread(b, 1, 8, s); }",
      "void f(int fd, char *b) { (void)read(fd, b, 8); }",
    ],
    find: { reading in
      reading.calls(of: failing).filter { reading.isStatement($0) }
        .map { SignalHit(token: $0.token, observation: "nobody looks at the result of `\($0.name)`") }
    })

  private static let failing = KnownCall.inputs.union([
    "setuid", "setgid", "seteuid", "setegid", "setgroups", "chroot",
  ])
}
