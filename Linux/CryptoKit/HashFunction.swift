import Foundation

/// A cryptographic hash, computed over bytes as they come.
public protocol HashFunction: Sendable {
  associatedtype Digest: CryptoKit.Digest

  init()

  /// Adds bytes.
  mutating func update(bufferPointer: UnsafeRawBufferPointer)

  /// The digest of all bytes added.
  func finalize() -> Digest
}

extension HashFunction {
  /// The digest of data.
  public static func hash(data: some DataProtocol) -> Digest {
    var function = Self()
    function.update(data: data)
    return function.finalize()
  }

  /// Adds data.
  public mutating func update(data: some DataProtocol) {
    for region in data.regions { region.withUnsafeBytes { update(bufferPointer: $0) } }
  }
}

/// What a hash function makes of its bytes.
public protocol Digest: Hashable, Sendable, Sequence where Element == UInt8 {
  /// Bytes of a digest.
  static var byteCount: Int { get }
}
