/// Copies into arrays whose size the function itself names.
extension Signal {
  /// `char b[64]; fgets(b, 128, stdin);`
  static func copiesBeyondArray(in reading: SignalReading) -> [SignalHit] {
    reading.calls.compactMap { call in
      guard let target = reading.target(of: call), let path = reading.path(target),
        !target.contains(where: { reading.is(.star, at: $0) }), let room = reading.byteCount(ofArray: path),
        let size = reading.byteCount(writtenBy: call), size > room
      else { return nil }
      return SignalHit(
        token: call.token,
        observation: "`\(call.name)` may write \(size) bytes into `\(path)`, which has \(room)")
    }
  }

  /// `char d[64]; memcpy(d, s, strlen(s));`, also where a variable holds the length.
  static func copiesOfWholeTexts(in reading: SignalReading) -> [SignalHit] {
    reading.amountsByCall.compactMap { call, length in
      guard let known = reading.known(call), !known.isFill, !known.isInput,
        let target = reading.target(of: call), let path = reading.path(target), reading.text(target) == path,
        let declared = reading.declarations[path], !declared.isRedeclared, let room = declared.length,
        !room.isEmpty, reading.isConstant(room),
        let string = textMeasured(by: length, before: call.token, in: reading),
        // `t = strchr(d, '/'); memmove(d, t, strlen(t));`
        !reading.assignments(to: string.path, before: call.token).contains(where: { value in
          reading.places(in: value).contains { $0.path == path }
        })
      else { return nil }
      return SignalHit(
        token: call.token,
        observation: "`\(call.name)` copies all of `\(string.path)` into `\(path)`, however long it is")
    }
  }

  /// The string whose length a value is, where nothing bounds that; also where a variable was only ever given it.
  private static func textMeasured(by length: Range<Int>, before token: Int, in reading: SignalReading)
    -> NamedPlace?
  {
    if let string = reading.unmeasuredString(length, before: token) { return string }
    guard let kept = reading.path(length), reading.text(length) == kept else { return nil }
    let changes = reading.changes(of: kept, after: -1, before: token)
    guard changes.count == 1, !reading.isLimited(kept, at: token),
      let value = reading.value(assignedTo: changes[0]), reading.calls(in: value).count == 1
    else { return nil }
    return reading.unmeasuredString(value, before: token)
  }

  /// `char b[16]; for (i = 0; i < len; i++) b[i] = in[i];`, where the length comes from the caller.
  static func loopsBeyondArray(in reading: SignalReading) -> [SignalHit] {
    reading.loops.compactMap { head in
      guard head.opcode == .for, let body = reading.loopBody(head), body.count <= SignalReading.flowLimit,
        !head.tokens.contains(where: { reading.is(.andAnd, at: $0) }),
        let less = head.tokens.first(where: { reading.is(.less, at: $0) || reading.is(.lessEqual, at: $0) })
      else { return nil }
      let right = ComparedPlaces.operand(after: less, reading)
      guard let index = reading.path(ComparedPlaces.operand(before: less, reading)),
        let end = reading.path(right), reading.text(right) == end,
        isGiven(end, in: reading) && !reading.isUnbounded(right, before: less).isEmpty
          || textMeasured(by: right, before: less, in: reading) != nil,
        !reading.isCompared(index, before: body.upperBound, after: body.lowerBound - 1),
        !reading.isCompared(end, before: body.upperBound, after: body.lowerBound - 1)
      else { return nil }
      let written = reading.mentions(of: index, after: body.lowerBound - 1, before: body.upperBound).first {
        place in
        let open = place.tokens.lowerBound - 1
        guard reading.is(.leftBracket, at: open), reading.is(.rightBracket, at: place.tokens.upperBound),
          reading.is(.assign, at: place.tokens.upperBound + 1),
          let array = reading.places(in: max(0, open - 1)..<open).last, array.tokens.upperBound == open,
          let declared = reading.declarations[array.path], !declared.isRedeclared,
          let length = declared.length
        else { return false }
        return !length.isEmpty && reading.isConstant(length)
      }
      guard let written else { return nil }
      let array = reading.words[written.tokens.lowerBound - 2]
      return SignalHit(
        token: less, observation: "the loop writes `\(array)` up to `\(end)`, which nothing here bounds")
    }
  }

  /// Whether a value is a parameter, or a member of what a parameter points to.
  private static func isGiven(_ path: String, in reading: SignalReading) -> Bool {
    let root = path.prefix { $0 != "-" && $0 != "." }
    return reading.declarations[String(root)]?.isParameter ?? false
  }
}
