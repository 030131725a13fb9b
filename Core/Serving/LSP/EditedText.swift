/// A text in UTF-8 that is edited in many places, kept as chunks that know their lines and widths.
///
/// An edit passes over the chunks before it, each in one step, and copies only those that it touches.
struct EditedText: Equatable, Sendable {
  /// A stretch of the text. It ends neither within a character nor between "\r" and "\n".
  struct Chunk: Sendable {
    let bytes: [UInt8]
    /// How many lines end in it, with "\n", "\r\n" or "\r".
    fileprivate let lineEnds: Int
    /// Its length in UTF-16.
    private let units: Int

    fileprivate init(_ bytes: [UInt8]) {
      var (lineEnds, units) = (0, 0)
      var last: UInt8 = 0
      for byte in bytes {
        if EditedText.endsLine(byte), !(byte == 0x0a && last == 0x0d) { lineEnds += 1 }
        // A character of four bytes is a pair; the bytes that follow a first one count nothing.
        if byte & 0xc0 != 0x80 { units += byte >= 0xf0 ? 2 : 1 }
        last = byte
      }
      (self.bytes, self.lineEnds, self.units) = (bytes, lineEnds, units)
    }

    fileprivate func width(_ encoding: PositionEncoding) -> Int { encoding == .utf8 ? bytes.count : units }

    /// The offset after a line end, counted from one, of which there are so many.
    fileprivate func offset(afterLineEnd number: Int) -> Int {
      var (seen, offset) = (0, 0)
      while seen < number {
        if EditedText.endsLine(bytes[offset]) {
          seen += 1
          if bytes[offset] == 0x0d, offset + 1 < bytes.count, bytes[offset + 1] == 0x0a { offset += 1 }
        }
        offset += 1
      }
      return offset
    }
  }

  /// A place: a chunk, and an offset in it or at its end.
  private struct Place {
    var chunk: Int
    var offset: Int
  }

  /// The size of new chunks, in bytes, at least 8; they grow to twice that and shrink to a quarter.
  private let chunkSize: Int
  /// At least one, which is empty only in an empty text.
  private(set) var chunks: [Chunk]
  /// The length of the text, in bytes.
  private(set) var count: Int

  /// Creates a text; the bytes must be valid UTF-8.
  init(_ bytes: [UInt8], chunkSize: Int = 4_096) {
    self.chunkSize = chunkSize
    chunks = Self.chunks(of: bytes, size: chunkSize)
    count = bytes.count
  }

  /// The whole text.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for chunk in chunks { bytes += chunk.bytes }
    return bytes
  }

  static func == (left: EditedText, right: EditedText) -> Bool {
    left.count == right.count && left.bytes == right.bytes
  }

  /// Replaces the text between two places by valid UTF-8; places outside the text mean the nearest inside, and an end
  /// before the start means the start.
  ///
  /// - Complexity: a step for each chunk, and the length of the new text and of the chunks that are touched.
  mutating func replace(
    from start: TextPosition, to end: TextPosition, with text: [UInt8], _ encoding: PositionEncoding
  ) {
    let first = place(of: start, encoding)
    var last = place(of: end, encoding)
    if (last.chunk, last.offset) < (first.chunk, first.offset) { last = first }
    var (from, to) = (first.chunk, last.chunk)
    var joined = Array(chunks[from].bytes[..<first.offset])
    joined += text
    joined += chunks[to].bytes[last.offset...]
    func takeNext() {
      to += 1
      joined += chunks[to].bytes
    }
    func takePrevious() {
      from -= 1
      joined = chunks[from].bytes + joined
    }
    if joined.count < chunkSize / 4 {
      if to + 1 < chunks.count { takeNext() } else if from > 0 { takePrevious() }
    }
    if from > 0, joined.first == 0x0a, chunks[from - 1].bytes.last == 0x0d { takePrevious() }
    if to + 1 < chunks.count, joined.last == 0x0d, chunks[to + 1].bytes.first == 0x0a { takeNext() }
    for chunk in chunks[from...to] { count -= chunk.bytes.count }
    count += joined.count
    chunks.replaceSubrange(from...to, with: Self.chunks(of: joined, size: chunkSize))
  }

  private func place(of position: TextPosition, _ encoding: PositionEncoding) -> Place {
    guard position.line >= 0 else { return Place(chunk: 0, offset: 0) }
    guard var place = start(ofLine: position.line) else {
      return Place(chunk: chunks.count - 1, offset: chunks[chunks.count - 1].bytes.count)
    }
    var left = position.column
    while true {
      let chunk = chunks[place.chunk]
      if place.offset == 0, chunk.lineEnds == 0, chunk.width(encoding) <= left {
        left -= chunk.width(encoding)
        place.offset = chunk.bytes.count
      }
      while left > 0, place.offset < chunk.bytes.count {
        let byte = chunk.bytes[place.offset]
        if Self.endsLine(byte) { return place }
        let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
        let width = encoding == .utf8 ? length : length == 4 ? 2 : 1
        // A place within a character is the one before it.
        if width > left { return place }
        left -= width
        place.offset += length
      }
      if left <= 0 || place.chunk + 1 == chunks.count { return place }
      place = Place(chunk: place.chunk + 1, offset: 0)
    }
  }

  /// Where a line begins; nil after the last one.
  private func start(ofLine line: Int) -> Place? {
    if line == 0 { return Place(chunk: 0, offset: 0) }
    var before = 0
    for (index, chunk) in chunks.enumerated() {
      if before + chunk.lineEnds >= line {
        return Place(chunk: index, offset: chunk.offset(afterLineEnd: line - before))
      }
      before += chunk.lineEnds
    }
    return nil
  }

  /// Cuts a text into equal parts.
  private static func chunks(of bytes: [UInt8], size: Int) -> [Chunk] {
    if bytes.count <= 2 * size { return [Chunk(bytes)] }
    let number = (bytes.count + size - 1) / size
    var chunks: [Chunk] = []
    chunks.reserveCapacity(number)
    var start = 0
    for part in 1...number {
      var end = bytes.count * part / number
      while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end -= 1 }
      if end < bytes.count, bytes[end - 1] == 0x0d, bytes[end] == 0x0a { end -= 1 }
      chunks.append(Chunk(Array(bytes[start..<end])))
      start = end
    }
    return chunks
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }
}
