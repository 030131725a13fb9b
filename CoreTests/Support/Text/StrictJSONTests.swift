import Testing

@testable import Core

struct StrictJSONTests {
  private func parse(_ text: String) throws -> JSONValue { try StrictJSON.parse(Array(text.utf8)) }

  @Test func readsEveryKindOfValue() throws {
    let value = try parse(#" {"a":[1,-2.5e3,true,false,null],"b":{"c":"x"}} "#)
    #expect(
      value
        == .object([
          "a": .array([.number("1"), .number("-2.5e3"), .bool(true), .bool(false), .null]),
          "b": .object(["c": .string("x")]),
        ]))
  }

  @Test func readsEscapes() throws {
    #expect(try parse(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#) == .string("\"\\/\u{8}\u{c}\n\r\té😀"))
  }

  @Test(arguments: [
    "", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":1,}", "tru", "01", "1.", "-", "+1", "1e", "NaN", "\"\\x\"",
    "\"a",
    "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\u{1}\"", "1 2", "{\"a\":1,\"a\":2}", "'a'", "[１]",
  ])
  func refuses(_ text: String) {
    #expect(throws: JSONSyntaxError.self) { try parse(text) }
  }

  @Test func refusesInvalidUTF8() {
    #expect(throws: JSONSyntaxError.self) { try StrictJSON.parse([0x22, 0xff, 0x22]) }
    #expect(throws: JSONSyntaxError.self) { try StrictJSON.parse([0x22, 0xc0, 0x80, 0x22]) }
  }

  @Test func refusesDeepNesting() {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONSyntaxError.self) { try parse(deep) }
  }
}
