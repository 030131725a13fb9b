import Testing

@testable import Core

/// The tokens of a text as their spelling, directives as `#` … `¶`.
private func spellings(_ text: String) -> [String] {
  CLexer.tokens(of: text).map { token in
    switch token.kind {
    case .endOfDirective: "¶"
    case .punctuator: token.punctuator?.spelling ?? "?"
    default: String(decoding: Array(text.utf8)[Int(token.start)..<Int(token.end)], as: UTF8.self)
    }
  }
}

private func kinds(_ text: String) -> [CToken.Kind] {
  CLexer.tokens(of: text).map(\.kind)
}

@Suite struct CLexerTests {
  @Test func longestPunctuatorWins() {
    let expected = "a ++ + b >>= c -> d ... e << f != g".split(separator: " ").map(String.init)
    #expect(spellings("a+++b>>=c->d...e<<f!=g") == expected)
  }

  @Test func everyPunctuatorIsReadAsItIsWritten() {
    for punctuator in CPunctuator.allCases where punctuator != .hash && punctuator != .hashHash {
      #expect(spellings("x " + punctuator.spelling) == ["x", punctuator.spelling])
    }
  }

  @Test func digraphsStandForBrackets() {
    #expect(spellings("a<:1:> <% %>") == ["a", "[", "1", "]", "{", "}"])
  }

  @Test(arguments: ["0x1fUL", "1.5e-3f", ".5", "0x1.8p+3", "1'000'000", "0xFF'AA", "0b101", "1e10L", "017"])
  func numbersAreOneToken(_ number: String) {
    #expect(spellings(number) == [number])
    #expect(kinds(number) == [.number])
  }

  @Test func numbersStopBeforeRangesAndHexadecimalSums() {
    #expect(spellings("1...5") == ["1", "...", "5"])
    #expect(spellings("0xE+1") == ["0xE", "+", "1"])
  }

  @Test func literalsKeepPrefixesAndEscapes() {
    #expect(spellings(#"L"a\"b" u8"c" '\'' U'x' Lx"#) == [#"L"a\"b""#, #"u8"c""#, #"'\''"#, "U'x'", "Lx"])
    #expect(kinds(#"L"a" u'b'"#) == [.string, .character])
  }

  @Test func literalsContinueOverEscapedLineEndsAndStopAtOthers() {
    #expect(kinds("\"a\\\nb\" c") == [.string, .identifier])
    #expect(kinds("\"open\nnext") == [.string, .identifier])
    #expect(kinds("'open") == [.character])
    #expect(kinds("\"open\\") == [.string])
  }

  @Test func commentsAreDropped() {
    #expect(spellings("a/* b */c // d \\\n e\nf /* open") == ["a", "c", "f"])
  }

  @Test func preprocessorLinesEndWithTheirLine() {
    #expect(spellings("#if A /* x\n y */ \\\n && B\nc") == ["#if", "A", "&&", "B", "¶", "c"])
    #expect(spellings("  # define F(x) x ## 1") == ["# define", "F", "(", "x", ")", "x", "##", "1", "¶"])
    #expect(spellings("#include <a/b.h>\n") == ["#include", "<a/b.h>", "¶"])
    #expect(spellings("#error it's broken\nx") == ["#error", "¶", "x"])
    #expect(spellings("a # b") == ["a", "#", "b"])
    #expect(spellings("%: ifdef A") == ["%: ifdef", "A", "¶"])
  }

  @Test func keywordsAreToldFromNames() {
    #expect(CLexer.tokens(of: "if").first?.keyword == .if)
    #expect(
      CLexer.tokens(of: "struct __attribute__ size_t").map(\.kind) == [.keyword, .keyword, .identifier])
    #expect(kinds("iff format returned") == [.identifier, .identifier, .identifier])
    #expect(
      kinds("#if defined A\ndefined") == [.directive, .keyword, .identifier, .endOfDirective, .identifier])
  }

  @Test func lettersBeyondASCIIBelongToWordsAndOtherCharactersArePassedOver() {
    #expect(kinds("é naïve = 1") == [.identifier, .identifier, .punctuator, .number])
    #expect(spellings("a\u{A0}b \u{201C}c\u{201D} \u{FFFD} \u{FEFF}d") == ["a", "b", "c", "d"])
  }

  @Test func wordsGoOnOverLineContinuationsAndHoldDollars() {
    #expect(spellings("foo$bar $x") == ["foo$bar", "$x"])
    #expect(spellings("fo\\\no a\\\n(") == ["fo\\\no", "a", "("])
    #expect(CLexer.tokens(of: "fo\\\no").first?.hash == NameTable.hash("foo"))
  }

  @Test func lineContinuationsWithinEscapesGoFirst() {
    #expect(spellings("'\\\\\nn' a") == ["'\\\\\nn'", "a"])
    #expect(spellings("\"\\\\\n\" b\" a") == ["\"\\\\\n\" b\"", "a"])
    #expect(spellings("\"\\\\\" a") == ["\"\\\\\"", "a"])
    #expect(spellings("'\\\\\n\n a") == ["'\\\\\n", "a"])
    #expect(spellings("#error \"\\\\\nn\"\nx") == ["#error", "¶", "x"])
  }

  @Test func blanksMayStandBetweenABackslashAndTheLinesEnd() {
    #expect(spellings("fo\\ \t\no a") == ["fo\\ \t\no", "a"])
    #expect(CLexer.tokens(of: "fo\\  \no").first?.hash == NameTable.hash("foo"))
    #expect(spellings("#define F \\ \n g\nx") == ["#define", "F", "g", "¶", "x"])
    #expect(spellings("#error '\\ \n'\nx") == ["#error", "¶", "x"])
    #expect(spellings("\"a\\ \nb\" c") == ["\"a\\ \nb\"", "c"])
    #expect(spellings("a \\ b") == ["a", "\\", "b"])
  }

  @Test func trigraphsStandForTheirCharacters() {
    #expect(spellings("a??(1??) ??< ??> ?? x") == ["a", "[", "1", "]", "{", "}", "?", "?", "x"])
    #expect(spellings("??=if A\nb") == ["??=if", "A", "¶", "b"])
  }

  @Test func rawLiteralsEndWithTheirMark() {
    #expect(kinds("R\"x(a\")\n)x\" b") == [.string, .identifier])
    #expect(kinds("R\"plain\" b") == [.identifier, .string, .identifier])
  }

  @Test func anyBytesAreAccepted() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("ab0xR$?.'\"\\/*#{}()[];<>=+-%:é\r\n\t \u{0}".unicodeScalars)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<60 { text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "a") }
      let tokens = CLexer.tokens(of: text)
      #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0.end <= $1.start }, "\(text.debugDescription)")
      #expect(tokens.allSatisfy { $0.start <= $0.end && Int($0.end) <= text.utf8.count })
    }
  }
}
