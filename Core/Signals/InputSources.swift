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

extension SignalReading {
  /// Assignments of data from outside to a path: the place and the call.
  ///
  /// A pointer is no number, a varint that is stored through a pointer returns how many bytes it took, and a few bits are
  /// a small number.
  var inputs: [(place: NamedPlace, call: SignalCall)] {
    calls.filter { InputSources.isInput($0.name) && !readsFewBits($0) && !storesValue($0) }.compactMap {
      call in
      guard let place = assigned(by: call), !isPointer(place.path) else { return nil }
      return (place, call)
    }
  }

  /// Whether something between a call that reads a value and a token keeps the value from being large there.
  ///
  /// What `read` returns is no more than what was asked for, and a character is one of 256, once failure is told apart.
  func isLimitedInput(_ path: String, from call: SignalCall, at token: Int) -> Bool {
    isLimited(path, at: token, after: call.token) || isLimitedThrough(path, at: token, after: call.token)
      || InputSources.countsWhatWasAskedFor(call.name) && isCompared(path, before: token, after: call.token)
  }

  private func readsFewBits(_ call: SignalCall) -> Bool {
    guard NameWords.words(of: call.name).contains("bits"), let width = call.arguments.last, width.count == 1,
      let number = Int(function.text(at: width.lowerBound))
    else { return false }
    return number <= 8
  }

  private func storesValue(_ call: SignalCall) -> Bool {
    NameWords.words(of: call.name).contains("varint")
      && call.arguments.dropFirst().contains { self.is(.ampersand, at: $0.lowerBound) }
  }
}
