import CCrypto

/// SHA-256 (FIPS 180-4), computed by OpenSSL.
public struct SHA256: HashFunction {
  /// Bytes of a digest.
  public static var byteCount: Int { Int(SHA256_DIGEST_LENGTH) }

  private var state = SHA256_CTX()

  /// Starts without bytes.
  public init() { SHA256_Init(&state) }

  /// Adds bytes.
  public mutating func update(bufferPointer: UnsafeRawBufferPointer) {
    SHA256_Update(&state, bufferPointer.baseAddress, bufferPointer.count)
  }

  /// The digest of all bytes added.
  public func finalize() -> SHA256Digest {
    var state = state
    return SHA256Digest(
      bytes: [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
        SHA256_Final(buffer.baseAddress, &state)
        count = Self.byteCount
      })
  }
}

/// A SHA-256: 32 bytes.
public struct SHA256Digest: Digest {
  /// Bytes of a digest.
  public static var byteCount: Int { SHA256.byteCount }

  let bytes: [UInt8]

  /// The bytes in order.
  public func makeIterator() -> Array<UInt8>.Iterator { bytes.makeIterator() }
}
