extension Signal {
  static let leakOnError = Signal(
    name: "leak-on-error", title: "Error path that keeps memory",
    sentence:
      "A local pointer to fresh memory is freed at the end, or a file is closed there, and a return between forgets it.",
    cwe: 401, source: "SEI CERT C, MEM31-C",
    remedy: "Free it on every way out, for example at one label at the end.",
    fires: [
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) return -1; use(p); free(p); return 0; }",
      "int f(FILE *s) { char *p = malloc(100); if (!p) return -1; if (fread(p, 1, 100, s) != 100) return -1; free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (p && bad(n)) return -1; free(p); return 0; }",
      "int f(char *s) { FILE *p = fopen(s, \"r\"); if (!p) return -1; if (bad(s)) return -2; fclose(p); return 0; }",
      "int f(int n, char *p0) { char *p = p0; if (p == NULL) { p = malloc(n); if (!p) return 0; if (bad(n)) return -1; } free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (p != NULL) { if (bad(n)) return -1; use(p); } free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) return -1; SAFE_FREE(p); return 0; }",
      "int f(int x) { char *c = strdup(a); if (x) { free(c); c = strdup(b); } if (bad()) return -1; free(c); return 0; }",
    ],
    staysQuiet: [
      "int f(int n) { char *p = malloc(n); if (!p) return -1; use(p); free(p); return 0; }",
      "int f(char *s) { DIR *d = opendir(s); if (d != NULL) { look(d); closedir(d); d = 0; } return 0; fail: closedir(d); return -1; }",
      "B *f(char *s) { FILE *p = fopen(s, \"r\"); B *b; if (!p) return 0; b = wrap(p); if (b) return b; fclose(p); return 0; }",
      "int f(char *s) { FILE *p = fopen(s, \"r\"); if (!p) return -1; if (bad(s)) { fclose(p); return -2; } fclose(p); return 0; }",
      "int f(int n) { char *p; if (n < 0 || (p = malloc(n)) == NULL) return -1; use(p); free(p); return 0; }",
      "int f(int n) { char *p = malloc(n), *q = malloc(n); if (NULL == p || !q) { if (n) log_it(n); return -1; } free(q); free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (p) { use(p); } else { return -1; } free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (p != NULL) use(p); else return -1; free(p); return 0; }",
      "int f(struct m *m, char *k) { char *nk = strdup(k); if (!nk) return 0; if (!m_insert(m, nk)) goto oom; return 1; oom: free(nk); return 0; }",
      "int f(struct l *l, int n) { char *p = malloc(n); if (!p) return -1; if (n > 4) { list_add(l, p); return 0; } free(p); return 0; }",
      "int f(int x) { char *c; if (x) { c = strdup(a); use(c); free(c); } if (bad()) return -1; c = strdup(b); free(c); return 0; }",
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) { SAFE_FREE(p); return -1; } free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) { cleanup(p); return -1; } free(p); return 0; }",
      "int f(struct l *l, int n) { char *p = malloc(n); if (!p) return -1; if (add(l, p) >= 0) return 0; free(p); return -1; }",
      "int f(int n) { char *p;\n#ifdef A\np = malloc(9);\n#else\nif ((p = malloc(n)) == 0) return -1;\n#endif\nfree(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (unlikely(!p)) { errno = 1; return -1; } free(p); return 0; }",
      "int f(int n) { static char *p; p = malloc(n); if (!p) return -1; if (bad(n)) return -1; free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); int bad = use(p); free(p); if (bad) { n++; return -1; } p = malloc(n); free(p); return 0; }",
      "int f(int n) { char *p = 0; if (n) { p = malloc(n); } else { if (bad(n)) return -1; } use(p); free(p); return 0; }",
      "int f(int n) { struct n *p = malloc(n); if (!p) return -1; push(&p->list); if (bad(n)) return -1; free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) { FREE(p); return -1; } free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) { free(p); return -1; } free(p); return 0; }",
      "int f(struct s *s, int n) { char *p = malloc(n); if (!p) return -1; s->p = p; if (bad(n)) return -1; free(p); return 0; }",
    ],
    find: { reading in
      reading.calls(of: Allocation.standard.union(Allocation.openers)).compactMap { call in
        guard let place = reading.assigned(by: call), let declared = reading.declarations[place.path],
          !declared.isParameter, declared.isPointer, !declared.type.contains("static"),
          let last = reading.calls(after: call.token).last(where: { frees($0, place.path, in: reading) }),
          !escapes(place.path, after: call.close, before: last.token, in: reading)
        else { return nil }
        let between = SignalReading.tokens(from: call.close + 1, to: last.token)
        let forgotten = reading.statements(in: between).first { span in
          guard span.opcode == .return else { return false }
          let token = span.tokens.lowerBound
          return !reading.areExclusive(call.token, token)
            && !isChecked(place.path, from: call, around: token, in: reading)
            && !isFreed(place.path, from: call, before: token, in: reading)
            && !isGivenAway(place.path, between: call.close, token, in: reading)
            && !reading.mentions(of: place.path, after: token, before: span.tokens.upperBound).contains { _ in
              true
            }
        }
        return forgotten.map {
          SignalHit(
            token: $0.tokens.lowerBound,
            observation: "this return leaves `\(place.path)` from `\(call.name)` behind")
        }
      }
    })

  /// Whether the pointer is stored elsewhere or handed on, so that another owner may free it.
  private static func escapes(_ path: String, after: Int, before: Int, in reading: SignalReading) -> Bool {
    let isStored = reading.mentions(of: path, after: after, before: before).contains { place in
      reading.is(.assign, at: place.tokens.lowerBound - 1) && !reading.isDereferenced(place)
        || reading.is(.ampersand, at: place.tokens.lowerBound - 1)
    }
    // A member's address puts it on a list.
    return isStored
      || reading.places(in: after..<max(after, before)).contains { place in
        place.path.hasPrefix(path + "->") && reading.is(.ampersand, at: place.tokens.lowerBound - 1)
      }
  }

  /// Whether the return belongs to the check of this very allocation: a condition around it holds where there is no memory.
  private static func isChecked(
    _ path: String, from call: SignalCall, around token: Int, in reading: SignalReading
  ) -> Bool {
    reading.heads(around: token).contains { head in
      // What was asked before says nothing of this memory.
      guard head.tokens.upperBound > call.token else { return false }
      switch head.opcode {
      case .else:
        guard let condition = condition(before: head, in: reading) else { return false }
        return condition.contains(call.token) || isThere(path, condition, in: reading)
      default:
        return head.tokens.contains(call.token) || isMissing(path, head.tokens, in: reading)
          || isHandedOn(path, head.tokens, in: reading)
      }
    }
  }

  /// The head of the `if` that an `else` belongs to.
  private static func condition(before head: StatementSpan, in reading: SignalReading) -> Range<Int>? {
    let end = head.tokens.lowerBound - 1
    guard end > 0 else { return nil }
    var first = reading.statement(at: end)?.lowerBound ?? end
    if reading.is(.rightBrace, at: end), let open = reading.function.partner(of: end) { first = open }
    return first > 0 ? reading.statement(at: first - 1) : nil
  }

  /// `!p`, `p == NULL`, or a macro that looks for NULL.
  private static func isMissing(_ path: String, _ condition: Range<Int>, in reading: SignalReading) -> Bool {
    mentions(of: path, in: condition, reading).contains { place in
      let (before, next) = (place.tokens.lowerBound - 1, place.tokens.upperBound)
      // A branch of the preprocessor that allocates as well: `if ((p = malloc(n)) == NULL)`.
      if reading.isAssigned(place) { return true }
      if reading.is(.equal, at: next) || reading.is(.equal, at: before)
        || reading.is(.exclamation, at: before)
      {
        return true
      }
      guard reading.is(.leftParen, at: before), before > 0 else { return false }
      let name = reading.words[before - 1].lowercased()
      return name.contains("null") || BoundingCall.bounds(name)
    }
  }

  /// Whether a condition gives the pointer to a call of the project's own, which may keep it or free it:
  /// `if (add(list, p)) return 0;`.
  private static func isHandedOn(_ path: String, _ condition: Range<Int>, in reading: SignalReading) -> Bool {
    reading.calls(in: condition).contains { call in
      reading.known(call) == nil && !borrowers.contains(call.name)
        && call.arguments.contains { reading.path($0) == path }
    }
  }

  /// Other functions of the standard library that read what they are given, and neither keep nor free it.
  private static let borrowers: Set<String> = ["stat", "lstat", "access", "rename", "mkdir", "chdir"]

  /// `p` alone, or `p != NULL`.
  private static func isThere(_ path: String, _ condition: Range<Int>, in reading: SignalReading) -> Bool {
    mentions(of: path, in: condition, reading).contains { place in
      let (before, next) = (place.tokens.lowerBound - 1, place.tokens.upperBound)
      return reading.is(.notEqual, at: next) || reading.is(.notEqual, at: before)
        || (reading.is(.rightParen, at: next) || reading.is(.andAnd, at: next))
          && !reading.is(.exclamation, at: before)
    }
  }

  /// Mentions of the pointer itself, and not of what it points to.
  private static func mentions(
    of path: String, in condition: Range<Int>, _ reading: SignalReading
  ) -> [NamedPlace] {
    reading.mentions(of: path, after: condition.lowerBound - 1, before: condition.upperBound)
      .filter { !reading.isDereferenced($0) }
  }

  /// Whether the pointer was freed on the way to a return, or given to a call of the project's own that reallocates it.
  private static func isFreed(
    _ path: String, from allocation: SignalCall, before token: Int, in reading: SignalReading
  ) -> Bool {
    reading.calls(in: SignalReading.tokens(from: allocation.close + 1, to: token)).contains { call in
      if call.name != "realloc", call.name.hasSuffix("realloc"),
        call.arguments.first.flatMap(reading.path) == path
      {
        return true
      }
      return frees(call, path, in: reading)
        && (reading.blocks[call.token] == reading.blocks[token]
          || reading.runsOn(from: call.token, to: token)
          // `if (p) { free(p); … }`: on the other way there is nothing.
          || reading.heads(around: call.token).contains { head in
            head.tokens.lowerBound > allocation.close && isThere(path, head.tokens, in: reading)
          }
          // In the block that allocates, on every way through it.
          || reading.runsOn(from: allocation.token, to: call.token)
            && reading.blocks[allocation.token] == reading.blocks[call.token]
            && !reading.isBranch(reading.statement(at: call.token)?.lowerBound ?? 0))
    }
  }

  /// Words of calls that keep what they are given.
  private static let keepers: Set<String> = [
    "add", "insert", "append", "push", "put", "register", "attach", "link", "enqueue", "queue", "store",
    "prepend",
    "give", "take", "adopt", "set", "save", "install", "assign", "bind",
  ]

  /// Whether a call on the way to a return keeps the pointer, by its name or in what is returned: `list_add(list, p); return 0;`,
  /// `b = wrap(p); return b;`.
  private static func isGivenAway(_ path: String, between start: Int, _ token: Int, in reading: SignalReading)
    -> Bool
  {
    let end = reading.statement(at: token)?.upperBound ?? token
    return reading.calls(in: SignalReading.tokens(from: start + 1, to: token)).contains { call in
      guard call.arguments.contains(where: { reading.path($0) == path }) else { return false }
      if reading.known(call) == nil, let made = reading.assigned(by: call),
        !reading.mentions(of: made.path, after: token, before: end).isEmpty
      {
        return true
      }
      return NameWords.words(of: call.name).contains(where: keepers.contains)
        && !reading.areExclusive(call.token, token)
    }
  }

  /// Words of calls that free what they are given, whatever else they do.
  private static let endings: Set<String> = [
    "free", "cleanup", "destroy", "release", "dispose", "delete", "unref", "dealloc", "discard", "close",
  ]

  /// Whether a call frees the pointer, by a function or macro of the project's own or not: `SAFE_FREE(p)`, `cleanup(p)`.
  private static func frees(_ call: SignalCall, _ path: String, in reading: SignalReading) -> Bool {
    let isEnding =
      Allocation.isFree(call) || Allocation.isClose(call)
      || call.arguments.count <= 2
        && NameWords.words(of: call.name).contains { endings.contains($0) || $0.hasSuffix("free") }
    return isEnding && call.arguments.contains { reading.path($0) == path }
  }
}
