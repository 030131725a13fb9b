/// Numbers for the distinct names of a function.
///
/// Names are told apart by their text, so that no result depends on their hashes.
struct NameNumbers {
  /// A number for each distinct name in the order of first appearance, from 0; -1 for tokens that are no identifiers.
  private(set) var numbers: [Int32]
  /// The number of distinct names.
  private(set) var count = 0

  /// - Complexity: O(*n*).
  init(_ tokens: [CToken], _ bytes: UnsafeBufferPointer<UInt8>) {
    numbers = Array(repeating: -1, count: tokens.count)
    var identifiers = 0
    for token in tokens where token.kind == .identifier { identifiers += 1 }
    var size = 16
    while size < identifiers * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for (index, token) in tokens.enumerated() where token.kind == .identifier {
      var slot = Int(token.hash) & (size - 1)
      while true {
        let first = slots[slot]
        if first < 0 {
          slots[slot] = Int32(index)
          numbers[index] = Int32(count)
          count += 1
          break
        }
        if token.isSameName(as: tokens[Int(first)], in: bytes) {
          numbers[index] = numbers[Int(first)]
          break
        }
        slot = (slot + 1) & (size - 1)
      }
    }
  }
}

extension CToken {
  /// The token's text, without line continuations and bytes beyond ASCII.
  func text(in bytes: UnsafeBufferPointer<UInt8>) -> String {
    let slice = bytes[range]
    return isClean
      ? String(decoding: slice, as: UTF8.self)
      : String(decoding: slice.filter { $0 < 0x80 && CText.isWord($0) }, as: UTF8.self)
  }

  /// Whether two identifiers are the same name.
  fileprivate func isSameName(as other: CToken, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard hash == other.hash else { return false }
    if !isClean || !other.isClean { return text(in: bytes) == other.text(in: bytes) }
    guard end - start == other.end - other.start else { return false }
    for offset in 0..<Int(end - start) where bytes[Int(start) + offset] != bytes[Int(other.start) + offset] {
      return false
    }
    return true
  }
}
