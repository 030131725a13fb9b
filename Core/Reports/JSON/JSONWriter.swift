/// Writes JSON text, two blanks a level.
///
/// The text has the form of Foundation's pretty-printing encoder with sorted keys, which takes most of a quick scan's
/// time for a large report; members must come in the order of their keys. Characters that steer terminals are written as
/// escapes, because people look at reports there.
struct JSONWriter {
  /// The text so far, as UTF-8.
  private(set) var bytes: [UInt8] = []
  private var depth: Int
  private var isEmpty = true
  private var lastKey = ""

  /// Begins a text, or a piece of one that stands at a depth.
  init(depth: Int = 0) {
    self.depth = depth
  }

  /// The text of a value, with a line end.
  static func text(of value: some JSONWritable) -> String {
    var writer = JSONWriter()
    value.write(to: &writer)
    writer.bytes.append(UInt8(ascii: "\n"))
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  // MARK: Objects

  /// Writes an object.
  ///
  /// - Parameter addMembers: Adds members in the order of their keys.
  mutating func object(_ addMembers: (inout JSONWriter) -> Void) {
    let outerKey = lastKey
    bytes.append(UInt8(ascii: "{"))
    depth += 1
    (isEmpty, lastKey) = (true, "")
    addMembers(&self)
    depth -= 1
    lastKey = outerKey
    close(UInt8(ascii: "}"))
  }

  /// Adds a member to an object; nil is left out.
  mutating func add(_ key: StaticString, _ value: (some JSONWritable)?) {
    guard let value else { return }
    begin(key)
    value.write(to: &self)
    isEmpty = false
  }

  /// Adds a member to an object, an array whose elements are written on all threads.
  mutating func add<Element: JSONWritable & Sendable>(_ key: StaticString, parallel elements: [Element]) {
    begin(key)
    parallelArray(elements)
    isEmpty = false
  }

  /// Adds a member whose key is only known when the program runs.
  mutating func add(key: String, _ value: some JSONWritable) {
    next()
    write(key)
    write(raw: " : ")
    value.write(to: &self)
    isEmpty = false
  }

  private mutating func begin(_ key: StaticString) {
    assert(lastKey < key.description, "members come in the order of their keys")
    assert(
      {
        lastKey = key.description
        return true
      }())
    next()
    write(raw: "\"")
    write(raw: key)
    write(raw: "\" : ")
  }

  // MARK: Arrays

  /// Writes an array.
  mutating func array<Element>(
    _ elements: some Collection<Element>, _ write: (Element, inout JSONWriter) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    depth += 1
    isEmpty = true
    for element in elements {
      next()
      write(element, &self)
      isEmpty = false
    }
    depth -= 1
    close(UInt8(ascii: "]"))
  }

  private mutating func parallelArray<Element: JSONWritable & Sendable>(
    _ elements: [Element], pieceSize: Int = 64
  ) {
    let depth = depth + 1
    let starts = Array(stride(from: 0, to: elements.count, by: pieceSize))
    let pieces = parallelMap(starts, pieceSize: 1) { start in
      var piece = JSONWriter(depth: depth)
      for element in elements[start..<min(start + pieceSize, elements.count)] {
        piece.next()
        element.write(to: &piece)
        piece.isEmpty = false
      }
      return piece.bytes
    }
    bytes.reserveCapacity(bytes.count + pieces.reduce(0) { $0 + $1.count } + pieces.count)
    bytes.append(UInt8(ascii: "["))
    for (index, piece) in pieces.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += piece
    }
    isEmpty = elements.isEmpty
    close(UInt8(ascii: "]"))
  }

  /// Begins a member or an element.
  private mutating func next() {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    breakLine()
  }

  private mutating func close(_ bracket: UInt8) {
    if !isEmpty { breakLine() }
    bytes.append(bracket)
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  // MARK: Values

  /// Writes digits and words that need no escapes.
  mutating func write(raw text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes a number's description.
  mutating func write(digits text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a text in quotes.
  mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var copied = 0
      var place = 0
      while place < utf8.count {
        let byte = utf8[place]
        // Reports are large, and nearly all of this.
        if 0x20..<0x7f ~= byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
          place += 1
          continue
        }
        let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
        let character = UnsafeBufferPointer(rebasing: utf8[place..<(place + length)])
        if let escape = Self.escape(character) {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied..<place]))
          bytes.append(contentsOf: escape.utf8)
          copied = place + length
        }
        place += length
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// What stands for a character; nil for one that stands for itself.
  private static func escape(_ utf8: UnsafeBufferPointer<UInt8>) -> String? {
    switch utf8[0] {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\t"): return "\\t"
    case UInt8(ascii: "\r"): return "\\r"
    case 0x08: return "\\b"
    case 0x0c: return "\\f"
    default:
      let character = String(decoding: utf8, as: UTF8.self)
      guard character.unicodeScalars.contains(where: \.steersTerminals) else { return nil }
      return character.utf16.map { "\\u" + $0.hexadecimal(digits: 4) }.joined()
    }
  }
}
