extension Sequence where Element == UInt8 {
  /// The bytes in lower-case hexadecimal, two digits each.
  var hexadecimal: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}

extension UInt8 {
  /// Whether it is a digit of ASCII.
  var isDigit: Bool { self &- 48 < 10 }

  /// Whether it is a digit of hexadecimal as it is written here, in lower case.
  var isHexadecimalDigit: Bool { isDigit || self &- 97 < 6 }
}
