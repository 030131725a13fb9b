/// Why the bytes of a cache cannot be used.
struct CacheDamage: Error {}

/// Writes numbers and texts one after the other.
struct CacheWriter {
  private(set) var bytes: [UInt8] = []

  /// A number from zero on, seven bits a byte.
  mutating func write(_ number: Int) {
    var rest = UInt64(max(number, 0))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(fixed number: UInt64, count: Int = 8) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))) }
  }

  mutating func write(_ text: some Collection<UInt8>) {
    write(text.count)
    bytes += text
  }

  mutating func write(_ text: String) { write(text.utf8) }
}

/// Reads what ``CacheWriter`` wrote; anything else throws, whatever it is.
struct CacheReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func number() throws(CacheDamage) -> Int {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.endIndex, shift < 63 {
      let byte = bytes[position]
      position += 1
      result |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        guard let number = Int(exactly: result) else { throw CacheDamage() }
        return number
      }
      shift += 7
    }
    throw CacheDamage()
  }

  /// How many elements follow, each of which takes some bytes at least.
  mutating func count(minimumSize: Int) throws(CacheDamage) -> Int {
    let count = try number()
    guard count <= (bytes.endIndex - position) / minimumSize else { throw CacheDamage() }
    return count
  }

  mutating func fixed(count: Int = 8) throws(CacheDamage) -> UInt64 {
    guard bytes.endIndex - position >= count else { throw CacheDamage() }
    var result: UInt64 = 0
    for index in 0..<count { result |= UInt64(bytes[position + index]) << (8 * UInt64(index)) }
    position += count
    return result
  }

  mutating func data() throws(CacheDamage) -> [UInt8] { Array(try slice()) }

  mutating func text() throws(CacheDamage) -> String { String(decoding: try slice(), as: UTF8.self) }

  private mutating func slice() throws(CacheDamage) -> ArraySlice<UInt8> {
    let count = try count(minimumSize: 1)
    defer { position += count }
    return bytes[position..<(position + count)]
  }
}
