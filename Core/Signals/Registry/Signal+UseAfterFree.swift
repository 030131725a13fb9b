extension Signal {
  static let useAfterFree = Signal(
    name: "use-after-free", title: "Use after free",
    sentence: "Memory is freed, and the same pointer is used in what runs next, without a new value between.",
    cwe: 416, source: "SEI CERT C, MEM30-C",
    remedy: "Use the memory before it is freed, or set the pointer anew.",
    fires: [
      "void f(struct n *p) { free(p); log_it(p->name); }",
      "void f(struct n *p) { free(p->buf); p->used = 0; memcpy(p->buf, x, 3); }",
    ],
    staysQuiet: [
      "void f(struct n *p) { free(p); p = next; use(p->name); }",
      "void f(struct n *p) { if (x) { free(p); return; } use(p->name); }",
      "void f(struct n *p) { if (x) free(p); else use(p->name); }",
      "void f(char **p) { free(*p); *p = next; }",
      "void f(struct n *p) { free(p->name); p->name = NULL; use(p->name); }",
    ],
    find: { reading in
      reading.calls.filter { Allocation.isFree($0) }.compactMap { call in
        guard let path = reading.pointer(givenTo: call) else { return nil }
        for use in usesAfter(call, of: path, in: reading) {
          let token = use.tokens.lowerBound
          if reading.isChanged(use), use.path == path { return nil }
          if isReassigned(path, after: call.close, before: token, in: reading) { return nil }
          guard reading.runsOn(from: call.token, to: token) else { return nil }
          let isUse = use.path != path || reading.isDereferenced(use) || isCopied(use, in: reading)
          if isUse {
            return SignalHit(token: token, observation: "`\(path)` is used after `\(call.name)` has freed it")
          }
        }
        return nil
      }
    })

  /// Mentions of a pointer, and of members through it, in the order of the text.
  private static func usesAfter(_ call: SignalCall, of path: String, in reading: SignalReading)
    -> [NamedPlace]
  {
    let end = call.close + SignalReading.flowLimit
    let own = reading.mentions(of: path, after: call.close, before: end)
    let members = reading.places(in: call.close..<min(end, reading.count)).filter {
      $0.path.hasPrefix(path + "->")
    }
    return (own + members).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether the variable, or one that it goes through, gets a new value between two tokens.
  static func isReassigned(_ path: String, after: Int, before: Int, in reading: SignalReading) -> Bool {
    var parts = Substring(path)
    while true {
      if reading.mentions(of: String(parts), after: after, before: before).contains(where: reading.isChanged)
      {
        return true
      }
      guard let cut = parts.lastIndex(where: { $0 == "." || $0 == ">" }) else { return false }
      parts = parts[..<cut]
      if parts.last == "-" { parts = parts.dropLast() }
    }
  }

  private static func isCopied(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.calls.contains { call in
      ["memcpy", "memmove", "strcpy", "strlen", "strcmp", "printf", "fprintf"].contains(call.name)
        && call.token < place.tokens.lowerBound && place.tokens.lowerBound < call.close
    }
  }
}
