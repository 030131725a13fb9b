/// FNV-1a of 64 bits (Fowler, Noll and Vo): a hash that is the same on every platform and in every run, and no secret.
enum FNV1a {
  /// The hash of nothing.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// What a hash is multiplied by with each byte.
  static let prime: UInt64 = 0x0100_0000_01b3

  /// The hash of bytes.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* prime }
    return hash
  }

  /// The hash of a text's bytes in UTF-8.
  static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { hash($0) }
  }
}
