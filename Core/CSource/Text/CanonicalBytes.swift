/// Decoding of a file's raw bytes into the canonical bytes of a ``SourceText``.
enum CanonicalBytes {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Makes every CRLF and CR a LF and every NUL a blank; everything else stays.
  static func normalised(_ bytes: [UInt8]) -> (bytes: [UInt8], replacedNULs: Int) {
    guard holds(carriageReturn, bytes) || holds(0, bytes) else { return (bytes, 0) }
    var nuls = 0
    let result = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
      bytes.withUnsafeBufferPointer { input in
        var index = 0
        while index < input.count {
          var byte = input[index]
          index += 1
          if byte == carriageReturn {
            if index < input.count, input[index] == lineFeed { index += 1 }
            byte = lineFeed
          } else if byte == 0 {
            nuls += 1
            byte = UInt8(ascii: " ")
          }
          output[count] = byte
          count += 1
        }
      }
    }
    return (result, nuls)
  }

  private static func holds(_ byte: UInt8, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { $0.offset(of: byte) != nil }
  }

  /// Whether the bytes are no text: more than one byte in a hundred is a NUL or an unusual control.
  ///
  /// Looks at the first 64 KB and, for NULs that a text would not hold in a row, no further.
  static func looksBinary(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      let head = UnsafeBufferPointer(rebasing: buffer.prefix(65_536))
      // Without an early end, so that many bytes are looked at together; few texts hold any.
      var controlBits: UInt8 = 0
      for byte in head { controlBits |= (byte < 9 ? 1 : 0) | (byte &- 14 < 18 ? 1 : 0) }
      guard controlBits != 0 else { return false }
      let controls = head.count { $0 < 9 || ($0 > 13 && $0 < 32 && $0 != 27 && $0 != 26) }
      return controls > max(head.count / 100, 3)
    }
  }

  /// Decodes bytes that carry a UTF-16 byte order mark; nil when there is none.
  static func decodedUTF16(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 2 else { return nil }
    let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE
    let isBig = bytes[0] == 0xFE && bytes[1] == 0xFF
    guard isLittle || isBig else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = 2
    while index + 1 < bytes.count {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(isLittle ? first | second << 8 : first << 8 | second)
      index += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// Makes bytes that may be UTF-8 valid UTF-8.
  ///
  /// A file without a single well-formed multi-byte sequence is taken as Latin-1.
  static func validUTF8(_ bytes: [UInt8]) -> (bytes: [UInt8], encoding: SourceText.Encoding) {
    guard !isASCII(bytes) else { return (bytes, .utf8) }
    var wellFormed = 0
    var illFormed = 0
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        if buffer[index] < 0x80 {
          index += 1
          continue
        }
        let length = sequenceLength(buffer, at: index)
        if length > 0 { wellFormed += 1 } else { illFormed += 1 }
        index += max(length, 1)
      }
    }
    if illFormed == 0 { return (bytes, .utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    if wellFormed == 0 {
      for byte in bytes {
        if byte < 0x80 {
          result.append(byte)
        } else {
          result.append(0xC0 | byte >> 6)
          result.append(0x80 | byte & 0x3F)
        }
      }
      return (result, .latin1)
    }
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let length = buffer[index] < 0x80 ? 1 : sequenceLength(buffer, at: index)
        if length > 0 {
          result.append(contentsOf: buffer[index..<index + length])
        } else {
          result.append(contentsOf: [0xEF, 0xBF, 0xBD])
        }
        index += max(length, 1)
      }
    }
    return (result, .damagedUTF8)
  }

  private static func isASCII(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      // Without an early end, so that many bytes are looked at together.
      var all: UInt8 = 0
      for byte in buffer { all |= byte }
      return all < 0x80
    }
  }

  /// Length of the well-formed multi-byte sequence at an index, or zero.
  private static func sequenceLength(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = buffer[index]
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default: return 0
    }
    guard index + length <= buffer.count, (lowest...highest).contains(buffer[index + 1]) else { return 0 }
    for offset in 2..<max(length, 2) where buffer[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
