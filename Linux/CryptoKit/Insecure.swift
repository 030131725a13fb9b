import CCrypto

/// Hashes that protect nothing and that formats of others ask for.
public enum Insecure {
  /// SHA-1 (FIPS 180-4), computed by OpenSSL.
  public struct SHA1: HashFunction {
    /// Bytes of a digest.
    public static var byteCount: Int { Int(SHA_DIGEST_LENGTH) }

    private var state = SHA_CTX()

    /// Starts without bytes.
    public init() { SHA1_Init(&state) }

    /// Adds bytes.
    public mutating func update(bufferPointer: UnsafeRawBufferPointer) {
      SHA1_Update(&state, bufferPointer.baseAddress, bufferPointer.count)
    }

    /// The digest of all bytes added.
    public func finalize() -> SHA1Digest {
      var state = state
      return SHA1Digest(
        bytes: [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
          SHA1_Final(buffer.baseAddress, &state)
          count = Self.byteCount
        })
    }
  }

  /// A SHA-1: 20 bytes.
  public struct SHA1Digest: Digest {
    /// Bytes of a digest.
    public static var byteCount: Int { SHA1.byteCount }

    let bytes: [UInt8]

    /// The bytes in order.
    public func makeIterator() -> Array<UInt8>.Iterator { bytes.makeIterator() }
  }
}
