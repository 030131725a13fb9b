extension Sequence where Element == UInt8 {
  /// The bytes in lower-case hexadecimal, two digits each.
  var hexadecimal: String {
    map { $0.hexadecimal(digits: 2) }.joined()
  }
}

extension FixedWidthInteger {
  /// The number in lower-case hexadecimal, with zeros before it up to so many digits.
  func hexadecimal(digits count: Int) -> String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: Swift.max(0, count - digits.count)) + digits
  }
}

extension UInt8 {
  /// Whether it is a digit of ASCII.
  var isDigit: Bool { self &- 48 < 10 }

  /// Whether it is a digit of hexadecimal as it is written here, in lower case.
  var isHexadecimalDigit: Bool { isDigit || self &- 97 < 6 }
}
