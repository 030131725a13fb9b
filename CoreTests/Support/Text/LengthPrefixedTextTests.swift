import Testing

@testable import Core

@Suite struct LengthPrefixedTextTests {
  @Test func differentListsMakeDifferentTexts() {
    let lists = [
      [], [""], ["", ""], ["a\nb"], ["a", "b"], ["1\na"], ["a", "1\nb"], ["a1\nb"], ["é"], ["e\u{301}"],
    ]
    #expect(Set(lists.map { Array($0.joinedWithLengths.utf8) }).count == lists.count)
    #expect(["a", "é"].joinedWithLengths == "1\na2\né")
  }
}
