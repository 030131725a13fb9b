/// Arrays of the function's own whose size and index, or string, it names itself.
extension Signal {
  /// `char b[16]; … b[16] = 0;`, `b[sizeof(b)]`, `a[ARRAY_SIZE(a)]`.
  static func elementBehindArray(in reading: SignalReading) -> [SignalHit] {
    reading.places.compactMap { place in
      let open = place.tokens.upperBound
      guard reading.is(.leftBracket, at: open), let close = reading.function.partner(of: open),
        let declared = reading.declarations[place.path], let length = declared.length, !declared.isRedeclared,
        !length.isEmpty, declared.token != place.tokens.lowerBound, !reading.isOnlyMeasured(place),
        !(reading.is(.ampersand, at: place.tokens.lowerBound - 1)
          && !reading.isOperand(place.tokens.lowerBound - 2))
      else { return nil }
      // `DECLARE_ALIGNED(8, uint8_t, a[64])` declares what it names.
      let isDeclaredByMacro = reading.calls(around: open).contains { call in
        SignalReading.isConstantName(call.name) || call.name.lowercased().contains("declare")
      }
      guard !isDeclaredByMacro, !isDeclarator(place, in: reading) else { return nil }
      let index = open + 1..<close
      guard isSizeInElements(index, of: place.path, declared, in: reading) else { return nil }
      return SignalHit(
        token: place.tokens.lowerBound,
        observation:
          "`\(reading.text(place.tokens.lowerBound..<close + 1))` stands behind the end of the array")
    }
  }

  /// Whether a type's name stands before a place, as where a macro that the function defines declares it.
  private static func isDeclarator(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    let before = place.tokens.lowerBound - 1
    return before > reading.body
      && (reading.function.tokens[before].kind == .identifier || reading.isTypeWord(before))
  }

  /// Whether an index is an array's number of elements: the text that it was declared with, which is constant, or a count
  /// of it; `sizeof` counts bytes.
  private static func isSizeInElements(
    _ index: Range<Int>, of array: String, _ declared: SignalDeclaration, in reading: SignalReading
  ) -> Bool {
    guard let first = index.first, let length = declared.length else { return false }
    if reading.isSizeof(index) {
      return isSize(index, of: array, in: reading)
        && ["char", "uint8_t", "u_char", "uchar"].contains(declared.type.last)
    }
    if index.count > 1 {
      return isSize(index, of: array, in: reading) && SignalReading.isConstantName(reading.words[first])
    }
    return reading.isConstant(index) && isSize(index, of: array, in: reading) && reading.isConstant(length)
  }

  /// `for (i = 0; i < 64 && s[i]; i++) b[i] = s[i]; b[i] = 0;`
  static func endBehindLoop(in reading: SignalReading) -> [SignalHit] {
    reading.loops.compactMap { head in
      guard let body = reading.loopBody(head), body.count <= SignalReading.flowLimit,
        let less = head.tokens.first(where: { reading.is(.less, at: $0) })
      else { return nil }
      let size = ComparedPlaces.operand(after: less, reading)
      guard let index = reading.path(ComparedPlaces.operand(before: less, reading)), !size.isEmpty,
        reading.declarations[index]?.isPointer == false
      else { return nil }
      let end = body.upperBound + (reading.is(.rightBrace, at: body.upperBound) ? 1 : 0)
      guard let next = reading.mentions(of: index, after: end - 1, before: end + 40).first else { return nil }
      let open = next.tokens.lowerBound - 1
      guard reading.is(.leftBracket, at: open), reading.is(.rightBracket, at: next.tokens.upperBound),
        reading.is(.assign, at: next.tokens.upperBound + 1), reading.blocks[open] == reading.blocks[less],
        let span = reading.statement(at: open), !reading.isBranch(span.lowerBound),
        open - 1 == span.lowerBound,
        let array = reading.places(in: span.lowerBound..<open).last, array.tokens.upperBound == open,
        isSize(size, of: array.path, in: reading), !reading.isBranch(head.tokens.lowerBound),
        reading.runsOn(from: less, to: open, passesLabels: false),
        reading.mentions(of: index, after: body.lowerBound - 1, before: body.upperBound).contains(where: {
          reading.is(.leftBracket, at: $0.tokens.lowerBound - 1)
        }),
        // Another end of the index in the loop would come first.
        !reading.isCompared(index, before: body.upperBound, after: less)
      else { return nil }
      return SignalHit(
        token: next.tokens.lowerBound,
        observation:
          "`\(index)` may be `\(reading.text(size))` behind the loop, and `\(array.path)[\(index)]` is then behind the array"
      )
    }
  }

  /// `if (strlen(s) <= sizeof(b)) strcpy(b, s);`
  static func stringsAsLongAsArrays(in reading: SignalReading) -> [SignalHit] {
    reading.calls(of: ["strcpy", "strcat"]).compactMap { copy in
      guard let target = reading.argument(0, of: copy), let path = reading.path(target),
        reading.text(target) == path, let source = reading.argument(1, of: copy),
        reading.declarations[path]?.length != nil
      else { return nil }
      let string = reading.text(source)
      let letsPass = reading.calls(of: ["strlen"]).contains { length in
        guard length.token < copy.token, length.arguments.first.map(reading.text) == string else {
          return false
        }
        let index = length.close + 1
        guard reading.is(.lessEqual, at: index) || reading.is(.greater, at: index),
          let side = ComparedSide.of(index, isLeft: true, in: reading),
          ComparedPlaces.operand(before: index, reading).lowerBound == length.token
        else { return false }
        let size = ComparedPlaces.operand(after: index, reading)
        return isSize(size, of: path, in: reading)
          && reading.reach(of: side, at: index).contains { $0.contains(copy.token) }
          && !reading.isChanged(path, after: length.token, before: copy.token)
      }
      guard letsPass else { return nil }
      return SignalHit(
        token: copy.token,
        observation: "`\(string)` may be as long as `\(path)` has bytes, which leaves none for its NUL")
    }
  }

  /// `char b[8]; sscanf(s, "%8s", b);`: the width does not count the NUL.
  static func scannedToTheBrim(in reading: SignalReading) -> [SignalHit] {
    reading.calls(of: KnownCall.scans).compactMap { call in
      guard let position = KnownCall.named(call.name)?.format,
        let format = reading.argument(position, of: call),
        reading.isLiteralText(format), !format.contains(where: { !reading.words[$0].isEmpty })
      else { return nil }
      var next = position + 1
      for directive in reading.directives(of: format) where !directive.isSkipped {
        defer { next += 1 }
        guard let width = directive.width, "s[".contains(directive.conversion),
          let target = reading.argument(next, of: call), let path = reading.path(target),
          reading.text(target) == path, reading.byteCount(ofArray: path) == width
        else { continue }
        return SignalHit(
          token: call.token,
          observation: "`\(call.name)` may read \(width) bytes into `\(path)`, which leaves none for the NUL")
      }
      return nil
    }
  }
}
