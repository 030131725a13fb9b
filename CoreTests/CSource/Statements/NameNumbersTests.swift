import Testing

@testable import Core

struct NameNumbersTests {
  private func numbers(_ text: String) -> [Int32] {
    var text = text
    return text.withUTF8 { NameNumbers(CLexer.tokens(of: $0), $0).numbers }
  }

  @Test func namesAreNumberedByFirstAppearanceAndOtherTokensAreNot() {
    #expect(numbers("b = a + b * 2") == [0, -1, 1, -1, 0, -1, -1])
  }

  @Test func everyNameOfFewLettersIsAnotherOne() {
    let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) }
    let pairs = letters.flatMap { first in letters.map { first + $0 } }
    let words = letters + pairs + pairs.map { $0 + $0 } + pairs.map { $0 + "_longer_" + $0 }
    let distinct = words.filter { CLexer.tokens(of: $0).first?.kind == .identifier }
    #expect(numbers(distinct.joined(separator: " ")) == distinct.indices.map { Int32($0) })
  }

  @Test func lineContinuationsAndCharactersBeyondASCIIMakeNoOtherName() {
    #expect(numbers("name na\\\nme naéme") == [0, 0, 0])
  }
}
