import CryptoKit

/// The first half of a SHA-256, which names a content by two numbers that are quick to compare.
struct HalfDigest: Hashable, Sendable, Comparable {
  /// The first eight bytes, the first of them highest.
  let high: UInt64
  /// The next eight.
  let low: UInt64

  /// Takes the numbers as they are.
  init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  /// Computes the digest of bytes.
  init(of bytes: UnsafeRawBufferPointer) {
    func word(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    let digest = hash.finalize()
    high = word(digest.prefix(8))
    low = word(digest.dropFirst(8).prefix(8))
  }

  /// Computes the digest of bytes.
  init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { HalfDigest(of: $0) }
  }

  /// Computes the digest of a text's UTF-8.
  init(of text: String) {
    var text = text
    self = text.withUTF8 { HalfDigest(of: UnsafeRawBufferPointer($0)) }
  }

  static func < (left: HalfDigest, right: HalfDigest) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
