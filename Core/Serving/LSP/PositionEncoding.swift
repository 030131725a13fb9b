/// How columns are counted in positions that a client and the server exchange.
enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// The encoding to use with a client: the first of its list that is known here, or UTF-16.
  init(offered: [String]) {
    self = offered.lazy.compactMap(PositionEncoding.init(rawValue:)).first ?? .utf16
  }

  /// How many units a scalar takes.
  func width(_ scalar: Unicode.Scalar) -> Int {
    switch self {
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    }
  }

  /// A place, counted in UTF-16, in this encoding.
  func position(_ position: TextPosition, in lines: [String]) -> TextPosition {
    guard self != .utf16, lines.indices.contains(position.line) else { return position }
    return TextPosition(
      line: position.line,
      column: Self.convert(position.column, in: lines[position.line], from: .utf16, to: self))
  }

  /// A place in this encoding, counted in UTF-16.
  func utf16Position(_ position: TextPosition, in lines: [String]) -> TextPosition {
    guard self != .utf16, lines.indices.contains(position.line) else { return position }
    return TextPosition(
      line: position.line,
      column: Self.convert(position.column, in: lines[position.line], from: self, to: .utf16))
  }

  private static func convert(
    _ column: Int, in line: String, from source: PositionEncoding, to result: PositionEncoding
  ) -> Int {
    var (read, written) = (0, 0)
    for scalar in line.unicodeScalars {
      if read >= column { break }
      read += source.width(scalar)
      written += result.width(scalar)
    }
    return written
  }
}
