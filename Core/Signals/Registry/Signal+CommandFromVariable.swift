extension Signal {
  static let commandFromVariable = Signal(
    name: "command-from-variable", title: "Command from a variable",
    sentence: "A shell is given a command that is not a literal.",
    cwe: 78, source: "SEI CERT C, ENV33-C",
    remedy: "Start the program by execve or posix_spawn with arguments of its own.",
    fires: [
      "void f(char *c) { system(c); }",
      "void f(char *c) { execl(\"/bin/sh\", \"sh\", \"-c\", c, (char *)0); }",
      "FILE *f(struct s *s) { return popen(s->command, \"r\"); }",
    ],
    staysQuiet: [
      "void f(char *c) { execl(\"/bin/ls\", \"ls\", \"-l\", c, (char *)0); }",
      "void f(void) { execl(\"/bin/sh\", \"sh\", \"-c\", \"ls\", (char *)0); }",
      "void f(void) { system(\"ls\"); }", "void f(void) { system(PAGER); }",
      "void f(int x) { const char *c = \"ls\"; if (x) c = \"ls -l\"; system(c); }",
    ],
    find: { reading in
      reading.calls(of: ["system", "popen", "wordexp"]).compactMap { call in
        guard let command = call.arguments.first, let path = reading.path(command),
          !SignalReading.isConstantName(path), !reading.holdsOnlyLiterals(path),
          !reading.holdsLiteral(command)
        else { return nil }
        return SignalHit(token: call.token, observation: "a shell runs `\(path)`")
      } + givenToShells(in: reading)
    })

  /// `execl("/bin/sh", "sh", "-c", command, NULL)`
  private static func givenToShells(in reading: SignalReading) -> [SignalHit] {
    reading.calls(of: ["execl", "execlp", "execle"]).compactMap { call in
      guard let option = call.arguments.firstIndex(where: { reading.text($0) == "\"-c\"" }),
        let command = reading.argument(option + 1, of: call), let path = reading.path(command),
        !SignalReading.isConstantName(path), !reading.holdsOnlyLiterals(path)
      else { return nil }
      return SignalHit(token: call.token, observation: "a shell runs `\(path)`")
    }
  }
}
