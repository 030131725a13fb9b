/// Which calls bring data from outside a function's control: files, sockets, buffers of bytes, text.
enum InputSources {
  /// Words that say so alone.
  private static let words: Set<String> = [
    "recv", "recvfrom", "recvmsg", "getc", "fgetc", "getchar", "ntohs", "ntohl", "ntohll", "be16", "be24",
    "be32", "be64", "le16", "le24", "le32", "le64", "rb16", "rb24", "rb32", "rb64", "rl16", "rl32", "rl64",
    "u8", "u16", "u24", "u32", "u64", "uint8", "uint16", "uint32", "varint", "atoi", "atol", "strtol",
    "strtoul", "strtoull", "strtoll", "byte", "int16", "int32", "ueg", "golomb", "be2toh",
    "swap16", "swap32", "letoh", "betoh",
  ]
  /// Verbs that bring a value in, whatever kind of number follows.
  private static let readers: Set<String> = ["read", "fetch", "extract", "parse", "peek", "unpack"]
  /// Verbs that say so of an integer, and ask an object in memory for its size or length.
  private static let getters: Set<String> = ["get", "load", "decode"]
  private static let integers: Set<String> = [
    "int", "uint", "long", "ulong", "short", "ushort", "word", "dword", "char", "octet", "integer", "be",
    "le",
  ]
  /// Words that are numbers where they are read: `get_bits`, and not `num_bits` or `is_64bit`.
  private static let bits: Set<String> = ["bits", "bit", "16bits", "24bits", "32bits", "64bits", "8bits"]
  private static let sizes: Set<String> = ["size", "length", "len", "count", "number", "num"]
  /// Words of names whose result is no data that was read: what was written, opened or converted.
  private static let others: Set<String> = [
    "put", "write", "append", "encode", "set", "store", "emit", "send", "multi",
  ]

  /// Whether a call's result is how many bytes it read, or one byte.
  static func countsWhatWasAskedFor(_ name: String) -> Bool {
    let last = NameWords.words(of: name).last ?? ""
    return ["getc", "fgetc", "getchar"].contains(last)
      || ["read", "recv", "recvfrom", "recvmsg"].contains { last.hasSuffix($0) }
  }

  /// Whether a call's result is data from outside, by the words of its name.
  static func isInput(_ name: String) -> Bool {
    let parts = NameWords.words(of: name)
    if parts.contains(where: { others.contains($0) || $0.hasSuffix("open") }) { return false }
    if parts.contains(where: { words.contains($0) }) { return true }
    // `read` alone counts what it brought.
    if parts.last == "read" { return name != "fread" }
    if parts.contains(where: { bits.contains($0) }) {
      return parts.contains { readers.contains($0) || getters.contains($0) || $0 == "show" || $0 == "next" }
    }
    let isInteger = parts.contains { integers.contains($0) || $0.allSatisfy(\.isNumber) && !$0.isEmpty }
    if parts.contains(where: { readers.contains($0) }) {
      return isInteger || parts.contains { sizes.contains($0) }
    }
    return isInteger && parts.contains { getters.contains($0) }
  }
}

/// A place that is given data from outside.
struct InputValue {
  let place: NamedPlace
  /// Where it is read.
  let token: Int
  /// The end of the statement that reads it.
  let end: Int
  /// What it is read from, for people: `ntohs` or the bytes of `p`.
  let source: String
  /// Whether it is how many bytes were read, or one byte.
  var isCount = false
}

extension SignalReading {
  /// Assignments of data from outside to a path: results of calls, bytes put together, and what a call stores by an address.
  ///
  /// A pointer is no number, a varint that is stored through a pointer returns how many bytes it took, a few bits are
  /// a small number, and what is cut to size where it is read is small as well.
  var inputs: [InputValue] {
    let results = calls.compactMap { call -> InputValue? in
      guard InputSources.isInput(call.name), !readsFewBits(call), !storesValue(call),
        let place = assigned(by: call), !isPointer(place.path)
      else { return nil }
      return input(from: call, to: place)
    }
    return (results + storedInputs + assembledInputs).sorted { $0.token < $1.token }
  }

  /// What a call's result makes an input of; nil where it is cut to size.
  func input(from call: SignalCall, to place: NamedPlace) -> InputValue? {
    guard let end = statement(at: call.token)?.upperBound, !Signal.isMasked(call, in: self) else {
      return nil
    }
    return InputValue(
      place: place, token: call.token, end: end, source: call.name,
      isCount: InputSources.countsWhatWasAskedFor(call.name))
  }

  /// Macros that store a number from a buffer in one of their arguments.
  private static let readingMacros: [String: Int] = [
    "n2s": 1, "n2l": 1, "n2l3": 1, "GETSHORT": 0, "GETLONG": 0, "NS_GET16": 0, "NS_GET32": 0,
  ]

  /// `fread(&n, sizeof(n), 1, f)`, `fscanf(f, "%d", &n)`, `n2s(p, n)`
  private var storedInputs: [InputValue] {
    calls.flatMap { call -> [InputValue] in
      guard !function.isMember(call.token), let end = statement(at: call.token)?.upperBound else { return [] }
      var given: [Range<Int>] = []
      if let known = known(call), known.isInput, known.returnsCount, let target = target(of: call) {
        given = [target]
      } else if let position = Self.readingMacros[call.name], let argument = argument(position, of: call) {
        return places(in: argument).filter { $0.tokens == argument }.map {
          InputValue(place: $0, token: call.token, end: end, source: call.name)
        }
      } else if call.name.hasSuffix("scanf"), let format = call.arguments.firstIndex(where: isLiteralText) {
        let numbers = directives(of: call.arguments[format]).filter { !$0.isSkipped }
        given = zip(numbers, call.arguments[(format + 1)...])
          .filter { "diuxX".contains($0.0.conversion) && ($0.0.width ?? 99) > 3 }.map(\.1)
      }
      return given.compactMap { argument -> InputValue? in
        guard self.is(.ampersand, at: argument.lowerBound), let place = places(in: argument).first,
          place.tokens == argument.lowerBound + 1..<argument.upperBound,
          let declared = declarations[place.path], declared.isSigned || declared.isUnsigned,
          !declared.isNarrow
        else { return nil }
        return InputValue(place: place, token: call.token, end: end, source: call.name)
      }
    }
  }

  /// `n = p[0] << 8 | p[1]`: bytes of memory, put together by shifts of whole bytes.
  private var assembledInputs: [InputValue] {
    places.compactMap { place in
      guard let value = value(assignedTo: place), value.contains(where: { self.is(.shiftLeft, at: $0) }),
        let span = statement(at: place.tokens.lowerBound), !isPointer(place.path)
      else { return nil }
      var source: NamedPlace?
      for index in value {
        if self.is(.shiftLeft, at: index) {
          guard let shift = integer(index + 1..<index + 2), shift % 8 == 0, shift > 0 else { return nil }
        }
        if calls(at: index) || self.is(.ampersand, at: index) || self.is(.shiftRight, at: index) {
          return nil
        }
      }
      for read in places(in: value) {
        if read.path == place.path { return nil }
        if isDereferenced(read), isPointer(read.path) || declarations[read.path]?.length != nil {
          source = source ?? read
        }
      }
      guard let source, value.contains(where: { self.is(.pipe, at: $0) || self.is(.plus, at: $0) }) else {
        return nil
      }
      return InputValue(
        place: place, token: value.lowerBound, end: span.upperBound, source: "bytes of \(source.path)")
    }
  }

  func readsFewBits(_ call: SignalCall, most: Int = 8) -> Bool {
    guard NameWords.words(of: call.name).contains("bits"), let width = call.arguments.last, width.count == 1,
      let number = Int(function.text(at: width.lowerBound))
    else { return false }
    return number <= most
  }

  private func storesValue(_ call: SignalCall) -> Bool {
    NameWords.words(of: call.name).contains("varint")
      && call.arguments.dropFirst().contains { self.is(.ampersand, at: $0.lowerBound) }
  }
}
