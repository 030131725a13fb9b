import Testing

@testable import Core

struct MessageReaderTests {
  static func read(_ text: String, pieces: Int = .max, limit: Int = 1_000) -> [MessageReader.Event] {
    var reader = MessageReader(messageLimit: limit)
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: min(pieces, max(bytes.count, 1))).flatMap {
      reader.read(Array(bytes[$0..<min($0 + min(pieces, bytes.count), bytes.count)]))
    }
  }

  static func message(_ text: String) -> MessageReader.Event { .message(Array(text.utf8)) }

  @Test(arguments: [1, 2, 7, Int.max])
  func messagesAreCutWhereTheyEnd(_ pieces: Int) {
    let text =
      "Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x\r\n\r\n[1]Content-Length: 0\r\n\r\nContent-Length: 1\n\n7"
    #expect(
      Self.read(text, pieces: pieces)
        == [Self.message("{}"), Self.message("[1]"), Self.message(""), Self.message("7")])
  }

  @Test(arguments: [1, 5, Int.max])
  func whatIsNoMessageIsPassedOver(_ pieces: Int) {
    let events = Self.read(
      "nonsense\r\n\r\nContent-Length: -1\r\n\r\nContent-Length: 99999999999999999999\r\n\r\nContent-Length: 2000\r\n\r\n"
        + String(repeating: "x", count: 2_000) + "Content-Length: 2\r\n\r\nok", pieces: pieces)
    #expect(events.count == 5 && events.last == Self.message("ok"))
    #expect(events.dropLast().allSatisfy { if case .malformed = $0 { true } else { false } })
  }

  @Test func anEndlessHeaderCostsNoMemoryAndOneComplaint() {
    let events = Self.read(
      String(repeating: "x", count: 50_000) + "\r\n\r\nContent-Length: 2\r\n\r\nok", pieces: 1_000)
    #expect(events == [.malformed("a header is longer than 8192 bytes"), Self.message("ok")])
  }

  @Test func framesAreReadAsWritten() {
    let content = Array("{\"é\":1}".utf8)
    var reader = MessageReader()
    #expect(reader.read(MessageReader.framed(content)) == [.message(content)])
  }
}
