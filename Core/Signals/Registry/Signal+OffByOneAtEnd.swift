/// Strings that fill what they are put into, so that their NUL comes to stand behind it.
extension Signal {
  /// Memory of exactly so many bytes as a place says, or as a string is long.
  private struct ExactMemory {
    let pointer: NamedPlace
    let call: SignalCall
    let size: Range<Int>
  }

  private static func exactMemory(in reading: SignalReading) -> [ExactMemory] {
    reading.calls(of: Allocation.plain).compactMap { call in
      guard let position = Allocation.forms[call.name]?.size, let size = reading.argument(position, of: call),
        let pointer = reading.assigned(by: call)
      else { return nil }
      return ExactMemory(pointer: pointer, call: call, size: size)
    }
  }

  /// `p = malloc(strlen(s)); strcpy(p, s);`
  static func stringsWithoutRoom(in reading: SignalReading) -> [SignalHit] {
    exactMemory(in: reading).compactMap { memory in
      if let sum = sumOfStrings(memory, in: reading) { return sum }
      let plain = withoutByteSize(memory.size, in: reading)
      guard let string = measuredString(plain, before: memory.call.token, in: reading) else {
        return nil
      }
      let copy = reading.calls(of: ["strcpy", "stpcpy", "strcat", "sprintf"]).first { copy in
        copy.token > memory.call.close && copy.arguments.first.flatMap(reading.path) == memory.pointer.path
          && copy.arguments.dropFirst().contains { reading.text($0) == string }
          && !isReassigned(memory.pointer.path, after: memory.call.close, before: copy.token, in: reading)
      }
      return copy.map {
        SignalHit(
          token: $0.token,
          observation: "`\(memory.pointer.path)` has room for `\(string)` and none for the NUL behind it")
      }
    }
  }

  /// `p = malloc(strlen(a) + strlen(b)); strcpy(p, a); strcat(p, b);`
  private static func sumOfStrings(_ memory: ExactMemory, in reading: SignalReading) -> SignalHit? {
    let lengths = reading.calls(in: memory.size).filter { call in
      call.close < memory.size.upperBound && call.name == "strlen"
    }
    guard lengths.count > 1,
      memory.size.allSatisfy({ token in
        reading.is(.plus, at: token) || lengths.contains { ($0.token...$0.close).contains(token) }
      }), let last = lengths.last?.arguments.first.map(reading.text)
    else { return nil }
    let append = reading.calls(of: ["strcat", "sprintf", "strcpy"]).first { copy in
      copy.token > memory.call.close && copy.name != "strcpy"
        && copy.arguments.first.flatMap(reading.path) == memory.pointer.path
        && copy.arguments.dropFirst().contains { reading.text($0) == last }
        && !isReassigned(memory.pointer.path, after: memory.call.close, before: copy.token, in: reading)
    }
    return append.map {
      SignalHit(
        token: $0.token,
        observation:
          "`\(memory.pointer.path)` has room for `\(reading.text(memory.size))` and none for the NUL")
    }
  }

  /// A size less a factor of one byte: `strlen(s) * sizeof(char)`.
  private static func withoutByteSize(_ size: Range<Int>, in reading: SignalReading) -> Range<Int> {
    guard let star = reading.outside(size).first(where: reading.isTimes) else { return size }
    let (left, right) = (size.lowerBound..<star, star + 1..<size.upperBound)
    if reading.text(right) == "sizeof(char)" { return left }
    return reading.text(left) == "sizeof(char)" ? right : size
  }

  /// The text of what a size is the length of, alone: `strlen(s)`, or a variable that was only ever that.
  private static func measuredString(_ size: Range<Int>, before token: Int, in reading: SignalReading)
    -> String?
  {
    if let call = reading.call(at: size.lowerBound), call.name == "strlen",
      call.close == size.upperBound - 1
    {
      return call.arguments.first.map(reading.text)
    }
    guard size.count == 1, let path = reading.path(size),
      reading.changes(of: path, after: -1, before: token).allSatisfy(reading.isAssigned)
    else { return nil }
    let values = reading.assignments(to: path, before: token)
    guard values.count == 1, let value = values.first, value.count > 1 else { return nil }
    return measuredString(value, before: token, in: reading)
  }

  /// `p = malloc(n); … p[n] = 0;`
  static func indexedBySize(in reading: SignalReading) -> [SignalHit] {
    exactMemory(in: reading).compactMap { memory in
      guard let length = reading.path(memory.size), reading.text(memory.size) == length,
        !SignalReading.isConstantName(length)
      else { return nil }
      return element(
        of: memory.pointer.path, at: length, after: memory.call.close, in: reading
      ).map {
        SignalHit(
          token: $0,
          observation:
            "`\(memory.pointer.path)` has `\(length)` bytes, and the one behind them is `\(memory.pointer.path)[\(length)]`"
        )
      }
    }
  }

  /// Where `array[index]` is read or written after a token, both as they were there and nothing compared.
  private static func element(of array: String, at index: String, after token: Int, in reading: SignalReading)
    -> Int?
  {
    let place = reading.mentions(of: index, after: token, before: token + SignalReading.flowLimit).first {
      place in
      let open = place.tokens.lowerBound - 1
      guard reading.is(.leftBracket, at: open), reading.is(.rightBracket, at: place.tokens.upperBound),
        let indexed = reading.places(in: max(0, open - array.utf8.count)..<open).last
      else { return false }
      return indexed.path == array && indexed.tokens.upperBound == open && !isAddress(indexed, in: reading)
    }
    guard let place else { return nil }
    let found = place.tokens.lowerBound
    guard !reading.areExclusive(token, found),
      !isReassigned(index, after: token, before: found, in: reading),
      !isReassigned(array, after: token, before: found, in: reading),
      !isLimited(index, between: token, found, in: reading)
    else { return nil }
    return found
  }

  private static func isAddress(_ place: NamedPlace, in reading: SignalReading) -> Bool {
    reading.is(.ampersand, at: place.tokens.lowerBound - 1)
      && !reading.isOperand(place.tokens.lowerBound - 2)
  }

  /// Whether an index is compared between two tokens with anything but 0, `-1` and what it is when nothing was read.
  private static func isLimited(_ index: String, between start: Int, _ end: Int, in reading: SignalReading)
    -> Bool
  {
    (reading.comparisons[index] ?? []).contains { token in
      guard token > start, token < end else { return false }
      let right = ComparedPlaces.operand(after: token, reading)
      if reading.text(right) == "-1" { return false }
      return reading.integer(right).map { $0 > 1 } ?? true
    }
  }

  /// `strncat(d, s, sizeof d)` and `strncat(d, s, sizeof d - strlen(d))`: the bound counts what is appended, less the NUL.
  static func appendedBySize(in reading: SignalReading) -> [SignalHit] {
    reading.calls(of: ["strncat", "wcsncat"]).compactMap { call in
      guard let target = reading.argument(0, of: call), let length = reading.argument(2, of: call),
        let path = reading.path(target), reading.declarations[path]?.length != nil
      else { return nil }
      let minus = length.first { reading.is(.minus, at: $0) }
      let size = length.lowerBound..<(minus ?? length.upperBound)
      guard isSize(size, of: path, in: reading) else { return nil }
      if let minus {
        let rest = reading.text(minus + 1..<length.upperBound)
        guard rest == "strlen(\(path))" else { return nil }
      }
      return SignalHit(
        token: call.token,
        observation:
          "`\(call.name)` may write its NUL behind `\(path)`, which is all of `\(reading.text(length))`")
    }
  }

  /// `n = read(fd, b, sizeof b); … b[n] = 0;`
  static func readToTheBrim(in reading: SignalReading) -> [SignalHit] {
    reading.calls(of: KnownCall.byteReaders).compactMap { call in
      guard let known = reading.known(call), let path = reading.target(of: call).flatMap(reading.path),
        let size = known.length.flatMap({ reading.argument($0, of: call) }),
        reading.declarations[path]?.length != nil,
        isSize(size, of: path, in: reading), let count = reading.assigned(by: call),
        known.elementSize.map({ reading.argument($0, of: call).flatMap(reading.integer) == 1 }) ?? true,
        let token = element(of: path, at: count.path, after: call.close, in: reading)
      else { return nil }
      return SignalHit(
        token: token,
        observation: "`\(call.name)` may fill all of `\(path)`, and `\(path)[\(count.path)]` stands behind it"
      )
    }
  }
}
