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

  /// FNV-1a over the word's bytes, as ``CLexer`` computes it while reading.
  static func hash(_ word: String) -> UInt32 {
    word.utf8.reduce(hashSeed) { hash, byte in extend(hash, with: byte) }
  }

  static let hashSeed: UInt32 = 2_166_136_261

  @inline(__always)
  static func extend(_ hash: UInt32, with byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 16_777_619
  }
}
