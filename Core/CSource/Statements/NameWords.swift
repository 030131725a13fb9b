/// The words that a programmer made a name of.
enum NameWords {
  /// The words in lower case: `get`, `row` and `bytes` of `getRowBytes` or `get_row_bytes`.
  ///
  /// A word ends at an underscore and where a capital follows a small letter or digit.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    for byte in name.utf8 {
      let continues = byte != UInt8(ascii: "_")
      if !continues || isCapital(byte) && !(word.last.map(isCapital) ?? true) {
        if !word.isEmpty { words.append(lowercase(word)) }
        word.removeAll(keepingCapacity: true)
      }
      if continues { word.append(byte) }
    }
    if !word.isEmpty { words.append(lowercase(word)) }
    return words
  }

  private static func lowercase(_ word: [UInt8]) -> String {
    String(
      decoding: word.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 },
      as: UTF8.self)
  }
}
