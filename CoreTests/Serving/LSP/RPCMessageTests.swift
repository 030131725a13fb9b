import Testing

@testable import Core

struct RPCMessageTests {
  @Test func messagesAreToldApart() throws {
    func read(_ text: String) throws -> RPCMessage { try RPCMessage(Array(text.utf8)) }
    #expect(
      try read(#"{"jsonrpc":"2.0","id":1,"method":"m","params":[1]}"#)
        == .request(id: 1, method: "m", parameters: [1]))
    #expect(try read(#"{"jsonrpc":"2.0","method":"m"}"#) == .notification(method: "m", parameters: nil))
    #expect(
      try read(#"{"jsonrpc":"2.0","id":"a","result":null}"#) == .response(id: "a", result: JSONValue.null))
    #expect(
      try read(#"{"jsonrpc":"2.0","id":"a","error":{"code":1,"message":"no"}}"#)
        == .response(id: "a", result: nil))
  }

  @Test(
    arguments: [
      ("{", -32_700), ("\u{1}", -32_700), ("[]", -32_600), ("1", -32_600),
      (#"{"id":1,"method":"m"}"#, -32_600),
      (#"{"jsonrpc":"2.0","id":1}"#, -32_600), (#"{"jsonrpc":"2.0","id":[],"method":"m"}"#, -32_600),
      (#"{"jsonrpc":"2.0","id":1,"method":2}"#, -32_600), (#"{"jsonrpc":"2.0","jsonrpc":"2.0"}"#, -32_700),
      (String(repeating: "[", count: 1_000), -32_700),
    ])
  func malformedMessagesAreErrors(_ text: String, _ code: Int) {
    #expect {
      try RPCMessage(Array(text.utf8))
    } throws: {
      ($0 as? RPCError)?.code.rawValue == code
    }
  }

  @Test(arguments: [
    (#"\ud83d"#, "\u{fffd}"), (#"a\ude42b"#, "a\u{fffd}b"), (#"\ud83d\ud83d\ude42"#, "\u{fffd}🙂"),
    (#"\ud83d\n"#, "\u{fffd}\n"),
    (#"\ud83d\u0041"#, "\u{fffd}A"),
  ])
  func halvesOfCharactersAreReplacedAndTheMessageIsRead(_ escaped: String, _ text: String) throws {
    #expect(
      try RPCMessage(Array(#"{"jsonrpc":"2.0","method":"m","params":"\#(escaped)"}"#.utf8))
        == .notification(method: "m", parameters: .string(text)))
    #expect(throws: JSONSyntaxError.self) { try StrictJSON.parse(Array("\"\(escaped)\"".utf8)) }
  }

  @Test func textIsWrittenSoThatItIsReadBack() throws {
    let value: JSONValue = [
      "a\n\"\\": ["\u{0}\u{1f}\u{7f}\u{2028}é🙂", 1, -2, true, nil, ["k": []]], "b": .number("1.5e3"),
    ]
    #expect(try StrictJSON.parse(Array(value.text.utf8), maximumDepth: 64) == value)
    #expect(value["b"]?.double == 1_500 && value["b"]?.int == 1_500 && value["c"] == nil)
  }
}
