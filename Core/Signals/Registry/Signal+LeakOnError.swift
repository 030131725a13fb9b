extension Signal {
  static let leakOnError = Signal(
    name: "leak-on-error", title: "Error path that keeps memory",
    sentence: "A local pointer to fresh memory is freed at the end, and a return between forgets it.",
    cwe: 401, source: "SEI CERT C, MEM31-C",
    remedy: "Free it on every way out, for example at one label at the end.",
    fires: [
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) return -1; use(p); free(p); return 0; }"
    ],
    staysQuiet: [
      "int f(int n) { char *p = malloc(n); if (!p) return -1; use(p); free(p); return 0; }",
      "int f(int n) { static char *p; p = malloc(n); if (!p) return -1; if (bad(n)) return -1; free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); int bad = use(p); free(p); if (bad) { n++; return -1; } p = malloc(n); free(p); return 0; }",
      "int f(int n) { char *p = 0; if (n) { p = malloc(n); } else { if (bad(n)) return -1; } use(p); free(p); return 0; }",
      "int f(int n) { struct n *p = malloc(n); if (!p) return -1; push(&p->list); if (bad(n)) return -1; free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) { FREE(p); return -1; } free(p); return 0; }",
      "int f(int n) { char *p = malloc(n); if (!p) return -1; if (bad(n)) { free(p); return -1; } free(p); return 0; }",
      "int f(struct s *s, int n) { char *p = malloc(n); if (!p) return -1; s->p = p; if (bad(n)) return -1; free(p); return 0; }",
    ],
    find: { reading in
      let returns = reading.spans.filter { $0.opcode == .return }
      return reading.calls.filter { Allocation.standard.contains($0.name) }.compactMap { call in
        guard let place = reading.assigned(by: call), let declared = reading.declarations[place.path],
          !declared.isParameter, declared.isPointer, !declared.type.contains("static"),
          let last = reading.calls.last(where: { frees($0, place.path, in: reading) }),
          last.token > call.token, !escapes(place.path, after: call.close, before: last.token, in: reading)
        else { return nil }
        guard reading.meter.take(returns.count) else { return nil }
        let forgotten = returns.first { span in
          let token = span.tokens.lowerBound
          guard token > call.close, token < last.token else { return false }
          return reading.mayReach(from: call.token, to: token)
            && !isChecked(place.path, around: token, in: reading)
            && !isFreed(place.path, between: call.close, token, in: reading)
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

  /// Whether the return belongs to the check of this very allocation.
  private static func isChecked(_ path: String, around token: Int, in reading: SignalReading) -> Bool {
    let block = reading.isBranch(token) ? token : Int(max(reading.blocks[token], 0))
    guard block > 0 else { return false }
    let head = reading.statements[block - 1]
    guard head >= 0 else { return false }
    return reading.places(in: reading.spans[Int(head)].tokens).contains { $0.path == path }
  }

  /// Whether the pointer was freed on the way to a return, or given to a call of the project's own that reallocates it.
  private static func isFreed(_ path: String, between start: Int, _ token: Int, in reading: SignalReading)
    -> Bool
  {
    reading.calls.contains { call in
      guard call.token > start, call.token < token else { return false }
      if call.name != "realloc", call.name.hasSuffix("realloc"),
        call.arguments.first.flatMap(reading.path) == path
      {
        return true
      }
      return frees(call, path, in: reading)
        && (reading.blocks[call.token] == reading.blocks[token]
          || reading.runsOn(from: call.token, to: token))
    }
  }

  /// Whether a call frees the pointer, by a macro in capitals or not.
  private static func frees(_ call: SignalCall, _ path: String, in reading: SignalReading) -> Bool {
    (Allocation.isFree(call) || call.name == "FREE" && call.arguments.count == 1)
      && call.arguments.first.flatMap(reading.path) == path
  }
}
