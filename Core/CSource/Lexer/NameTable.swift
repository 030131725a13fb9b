/// A fixed set of ASCII words, each with a value, that looks words up by their bytes in a text.
///
/// Spares creating a string for every identifier of a project.
struct NameTable: Sendable {
  private var slots: [Int32]
  private var names: [(hash: UInt32, start: Int32, count: Int32, value: UInt8)] = []
  private var bytes: [UInt8] = []
  private let mask: Int

  /// Creates a table; of a word given twice, the first value counts.
  init(_ words: [(word: String, value: UInt8)]) {
    var size = 16
    while size < words.count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    mask = size - 1
    for (word, value) in words {
      let start = bytes.count
      bytes.append(contentsOf: word.utf8)
      let hash = Self.hash(word)
      var slot = Int(hash) & mask
      var isKnown = false
      while slots[slot] >= 0, !isKnown {
        let entry = names[Int(slots[slot])]
        let known = bytes[Int(entry.start)..<Int(entry.start + entry.count)]
        isKnown = known.elementsEqual(word.utf8)
        if !isKnown { slot = (slot + 1) & mask }
      }
      guard !isKnown else {
        bytes.removeSubrange(start...)
        continue
      }
      slots[slot] = Int32(names.count)
      names.append((hash, Int32(start), Int32(bytes.count - start), value))
    }
  }

  /// The value of a word given by the bytes of a text and its hash.
  func value(hash: UInt32, in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> UInt8? {
    var slot = Int(hash) & mask
    while true {
      let index = slots[slot]
      guard index >= 0 else { return nil }
      let entry = names[Int(index)]
      if entry.hash == hash, Int(entry.count) == end - start {
        var offset = 0
        while offset < end - start, bytes[Int(entry.start) + offset] == text[start + offset] { offset += 1 }
        if offset == end - start { return entry.value }
      }
      slot = (slot + 1) & mask
    }
  }

  /// The hash of a word, as ``CLexer`` gives it to names.
  static func hash(_ word: String) -> UInt32 {
    var word = word
    return word.withUTF8(hash)
  }

  /// The hash of a name's bytes, never ``hashOfNothing`` where there is one.
  ///
  /// Another seed in each process keeps sources from being written so that all their names fall into one slot. No
  /// result may depend on it: whoever finds a hash compares the bytes, or asks ``NameNumbers``.
  static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard !name.isEmpty else { return hashOfNothing }
    let name = UnsafeRawBufferPointer(name)
    // The factor keeps the lengths apart from the characters.
    var hash = seed ^ (UInt64(name.count) &* 0xD6E8_FEB8_6659_FD93)
    var rest = name[...]
    while rest.count > 8 {
      hash = mixed(hash ^ name.loadUnaligned(fromByteOffset: rest.startIndex, as: UInt64.self))
      rest = rest.dropFirst(8)
    }
    hash = mixed(hash ^ lastWord(UnsafeRawBufferPointer(rebasing: rest)))
    return max(UInt32(truncatingIfNeeded: hash), hashOfNothing + 1)
  }

  /// The hash of a name without a character of ASCII.
  static let hashOfNothing: UInt32 = 0

  private static let seed = UInt64.random(in: .min ... .max)

  /// One to eight bytes as one number, other bytes as another.
  @inline(__always)
  private static func lastWord(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    if count >= 4 {
      let low = bytes.loadUnaligned(as: UInt32.self)
      let high = bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(low) | UInt64(high) << 32
    }
    return UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count - 1]) << 16
  }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
