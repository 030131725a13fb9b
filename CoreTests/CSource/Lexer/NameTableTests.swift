import Testing

@testable import Core

struct NameTableTests {
  @Test func wordsOfAnyLengthAreFoundAndTheirBeginningsAreNot() {
    let word = "abcdefghijklmnopqrstuvwxyz"
    let table = NameTable((1...word.count).map { (String(word.prefix($0)), UInt8($0)) })
    for length in 1...word.count {
      var text = String(word.prefix(length)) + "!"
      let found = text.withUTF8 {
        table.value(
          hash: NameTable.hash(UnsafeBufferPointer(rebasing: $0.dropLast())), in: $0, from: 0, to: length)
      }
      #expect(found == UInt8(length))
    }
    #expect(NameTable.hash("") == NameTable.hashOfNothing)
    #expect(NameTable.hash("a") != NameTable.hashOfNothing)
  }
}
