/// Cuts a byte stream into the messages of the Language Server Protocol's base protocol.
///
/// A message is a header, `Content-Length: N` and perhaps other fields, each line closed by CRLF, an empty line, and
/// *N* bytes. Memory stays bounded whatever arrives: longer messages are passed over, and a header without a usable
/// length costs no more than itself.
struct MessageReader {
  /// What the stream held.
  enum Event: Equatable {
    /// The content of a message.
    case message([UInt8])
    /// Something that is no message; the text says why.
    case malformed(String)
  }

  /// The longest header, in bytes.
  static let headerLimit = 8_192
  /// The longest message, in bytes; a whole document is one.
  let messageLimit: Int

  private var header: [UInt8] = []
  private var content: [UInt8] = []
  /// Bytes of the content still to come; nil while a header is read.
  private var missing: Int?
  private var isPassedOver = false
  /// After a header that is too long: everything up to an empty line is skipped.
  private var seeksEmptyLine = false

  init(messageLimit: Int = 64 << 20) {
    self.messageLimit = messageLimit
  }

  /// Takes bytes as they arrive and returns what they complete.
  mutating func read(_ bytes: [UInt8]) -> [Event] {
    var events: [Event] = []
    var rest = bytes[...]
    while let byte = rest.first {
      if let missing {
        let part = rest.prefix(missing)
        if !isPassedOver { content += part }
        rest = rest.dropFirst(part.count)
        self.missing = missing - part.count
        if part.count == missing { finish(&events) }
        continue
      }
      rest = rest.dropFirst()
      header.append(byte)
      if byte == 0x0a, header.suffix(4) == [0x0d, 0x0a, 0x0d, 0x0a] || header.suffix(2) == [0x0a, 0x0a] {
        begin(&events)
      } else if header.count > Self.headerLimit {
        if !seeksEmptyLine { events.append(.malformed("a header is longer than \(Self.headerLimit) bytes")) }
        seeksEmptyLine = true
        header.removeFirst(header.count - 4)
      }
    }
    return events
  }

  private mutating func begin(_ events: inout [Event]) {
    defer {
      header = []
      seeksEmptyLine = false
    }
    if seeksEmptyLine { return }
    var length: Int?
    for line in header.split(whereSeparator: { $0 == 0x0d || $0 == 0x0a }) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      guard name == "content-length" else { continue }
      let digits = line[line.index(after: colon)...].filter { $0 != UInt8(ascii: " ") }
      length =
        digits.allSatisfy(\.isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }
    guard let length else {
      events.append(.malformed("a header has no Content-Length that is a number"))
      return
    }
    isPassedOver = length > messageLimit
    if isPassedOver {
      events.append(.malformed("a message of \(length) bytes is longer than \(messageLimit)"))
    }
    missing = length
    if length == 0 { finish(&events) }
  }

  private mutating func finish(_ events: inout [Event]) {
    if !isPassedOver { events.append(.message(content)) }
    content = []
    missing = nil
    isPassedOver = false
  }

  /// A message with its header.
  static func framed(_ content: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
