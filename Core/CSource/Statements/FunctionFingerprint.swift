/// A hash of a function's content that stays the same while the rest of its file changes.
///
/// It covers the function's tokens from the head to the closing brace. Its place, its file, blanks and
/// comments do not count, so a moved, re-indented or commented function keeps its fingerprint. Whoever
/// stores positions along with a fingerprint must therefore hash the text itself.
///
/// It is the first half of the SHA-256 of "vulnadapt-function-1" and the tokens, each after a NUL.
public struct FunctionFingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
  let digest: HalfDigest

  /// Takes a digest that was computed before.
  init(digest: HalfDigest) {
    self.digest = digest
  }

  /// Computes the fingerprint of a function.
  ///
  /// - Complexity: O(*n*) in the length of the function's text.
  public init(of function: CFunction) {
    self = function.withTokens(Self.init)
  }

  /// Computes the fingerprint of a function whose tokens are there.
  init(_ tokens: FunctionTokens) {
    var content = Array("vulnadapt-function-1".utf8)
    content.reserveCapacity(tokens.bytes.count + tokens.written.count + 32)
    for token in tokens.written {
      content.append(0)
      content.append(contentsOf: UnsafeBufferPointer(rebasing: tokens.bytes[token.range]))
    }
    digest = content.withUnsafeBytes { HalfDigest(of: $0) }
  }

  /// Reads a fingerprint as `hexadecimal` writes it; nil for anything else.
  public init?(hexadecimal: String) {
    let digits = Array(hexadecimal.utf8)
    guard digits.count == 32, digits.allSatisfy(\.isHexadecimalDigit),
      let high = UInt64(String(decoding: digits[..<16], as: UTF8.self), radix: 16),
      let low = UInt64(String(decoding: digits[16...], as: UTF8.self), radix: 16)
    else { return nil }
    digest = HalfDigest(high: high, low: low)
  }

  /// The fingerprint as 32 lower-case hexadecimal digits.
  var hexadecimal: String {
    digest.high.hexadecimal(digits: 16) + digest.low.hexadecimal(digits: 16)
  }

  /// The hexadecimal digits.
  public var description: String { hexadecimal }

  /// The order of the digits, which means nothing but is always the same.
  public static func < (left: FunctionFingerprint, right: FunctionFingerprint) -> Bool {
    left.digest < right.digest
  }

  /// Numbers equal fingerprints from one, so that a fingerprint with its number is unique.
  ///
  /// - Parameter fingerprints: Fingerprints in an order that does not change from scan to scan, such as that of
  ///   paths and lines.
  /// - Returns: For each fingerprint, how many of the same there are up to it.
  static func occurrences(of fingerprints: [FunctionFingerprint]) -> [Int] {
    var counts: [FunctionFingerprint: Int] = [:]
    return fingerprints.map { fingerprint in
      counts[fingerprint, default: 0] += 1
      return counts[fingerprint, default: 0]
    }
  }
}
