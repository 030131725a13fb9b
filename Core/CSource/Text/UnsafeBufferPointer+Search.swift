import Foundation

extension UnsafeBufferPointer<UInt8> {
  /// The first offset of a byte from an offset on, looked for many bytes at a time; nil where there is none.
  func offset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
