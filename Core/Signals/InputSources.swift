/// Which calls bring data from outside a function's control: files, sockets, buffers of bytes, text.
enum InputSources {
  private static let words: Set<String> = [
    "read", "recv", "recvfrom", "recvmsg", "fread", "getc", "fgetc", "getchar", "ntohs", "ntohl", "ntohll",
    "be16", "be24",
    "be32", "be64", "le16", "le24", "le32", "le64", "rb16", "rb24", "rb32", "rb64", "rl16", "rl32", "rl64",
    "u8", "u16",
    "u24", "u32", "u64", "uint8", "uint16", "uint32", "varint", "atoi", "atol", "strtol", "strtoul",
    "strtoull", "strtoll", "parse", "extract",
    "peek", "byte", "int16", "int32", "bits", "bit", "ueg", "golomb", "be2toh", "swap16", "swap32", "letoh",
    "betoh",
  ]
  private static let verbs: Set<String> = [
    "get", "read", "fetch", "extract", "parse", "peek", "load", "unpack", "decode",
  ]
  private static let numbers: Set<String> = [
    "int", "uint", "long", "ulong", "short", "ushort", "word", "dword", "byte", "size", "length", "len",
    "count", "number",
    "num", "char", "octet", "integer",
  ]

  /// Whether a call's result is data from outside, by the words of its name.
  static func isInput(_ name: String) -> Bool {
    let parts = NameWords.words(of: name)
    if parts.contains(where: { words.contains($0) }) { return true }
    return parts.contains { verbs.contains($0) } && parts.contains { numbers.contains($0) }
  }
}

extension SignalReading {
  /// Assignments of data from outside to a path: the place and the call.
  var inputs: [(place: NamedPlace, call: SignalCall)] {
    calls.filter { InputSources.isInput($0.name) }.compactMap { call in
      assigned(by: call).map { ($0, call) }
    }
  }
}
