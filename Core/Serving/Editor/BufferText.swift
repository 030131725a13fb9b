import Algorithms

/// The text of an open file as its editor cuts it into lines, and where each byte of its canonical text stands.
public struct BufferText: Sendable {
  /// The lines, each with its line end; the last may lack one.
  public let lines: [String]
  /// The same text as everything that works on C code reads it.
  public let source: SourceText
  /// Offset of each line's first byte in the canonical text.
  private let lineStarts: [Int]

  /// Creates a text from an editor's lines.
  public init(lines: [String]) {
    self.lines = lines
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var replacedNULs = 0
    for (number, line) in lines.enumerated() {
      starts.append(bytes.count)
      let content =
        number == 0 && line.utf8.starts(with: Self.byteOrderMark) ? line.utf8.dropFirst(3) : line.utf8[...]
      let canonical = CanonicalBytes.normalised(Array(content))
      bytes += canonical.bytes
      replacedNULs += canonical.replacedNULs
    }
    lineStarts = starts
    source = SourceText(canonical: bytes, encoding: .utf8, replacedNULs: replacedNULs)
  }

  /// Creates a text that is cut after each "\n", "\r\n" and "\r", as the Language Server Protocol does.
  public init(_ text: String) {
    self.init(lines: Self.lines(of: text))
  }

  /// Where a byte of the canonical text stands; offsets outside the text are clamped to it.
  ///
  /// The end of a text that ends with a line end is the start of a line after the last one.
  ///
  /// - Complexity: O(log lines + length of the line).
  func position(at offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), source.bytes.count)
    let line = lineStarts.partitioningIndex { $0 > offset } - 1
    guard line >= 0 else { return TextPosition(line: 0, column: 0) }
    if offset == source.bytes.count, lines[line].utf8.last.map(Self.endsLine) ?? false {
      return TextPosition(line: line + 1, column: 0)
    }
    return TextPosition(line: line, column: column(ofByte: offset - lineStarts[line], in: line))
  }

  /// Where a source range of the canonical text stands.
  public func range(_ range: SourceRange) -> TextRange {
    TextRange(start: position(at: range.startOffset), end: position(at: range.endOffset))
  }

  /// The nearest place that exists: within the lines, and not beyond the text of its line.
  func clamped(_ position: TextPosition) -> TextPosition {
    Self.clamped(position, to: lines)
  }

  static func clamped(_ position: TextPosition, to lines: [String]) -> TextPosition {
    guard !lines.isEmpty else { return TextPosition(line: 0, column: 0) }
    guard position.line >= 0 else { return TextPosition(line: 0, column: 0) }
    let line = min(position.line, lines.count - 1)
    let length = lines[line].utf16.count - lineEnd(of: lines[line]).utf16.count
    let column = position.line > line ? length : min(max(position.column, 0), length)
    return TextPosition(line: line, column: column)
  }

  /// The line end of a line: "\n", "\r\n", "\r" or nothing.
  static func lineEnd(of line: String) -> String {
    let units = line.utf8
    guard let last = units.last, endsLine(last) else { return "" }
    guard last == UInt8(ascii: "\n") else { return "\r" }
    return units.dropLast().last == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// UTF-16 units before a byte of a line's canonical text.
  private func column(ofByte offset: Int, in line: Int) -> Int {
    var column = 0
    var bytes = 0
    var scalars = lines[line].unicodeScalars.makeIterator()
    var next = scalars.next()
    if line == 0, next == "\u{FEFF}" {
      column = 1
      next = scalars.next()
    }
    while let scalar = next, bytes < offset {
      next = scalars.next()
      column += UTF16.width(scalar)
      // CRLF is one byte of the canonical text.
      if !(scalar == "\r" && next == "\n") { bytes += UTF8.width(scalar) }
    }
    return column
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    let bytes = Array(text.utf8)
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard endsLine(byte) else { continue }
      if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
      lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
      start = index
    }
    if start < bytes.count { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return lines
  }
}
