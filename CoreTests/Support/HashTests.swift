import CryptoKit
import Foundation
import Testing

@testable import Core

/// The hash functions that names and digests rest on, against the examples of FIPS 180-4.
struct HashTests {
  private static let long = String(repeating: "a", count: 1_000_000)

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (long, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func sha256IsThatOfItsStandard(text: String, expected: String) {
    #expect(Array(SHA256.hash(data: Data(text.utf8))).hexadecimal == expected)
    var pieces = SHA256()
    for piece in stride(from: 0, to: text.utf8.count, by: 777) {
      pieces.update(data: Array(text.utf8.dropFirst(piece).prefix(777)))
    }
    // A value: what is added to a copy does not reach the original.
    var copy = pieces
    copy.update(data: [0])
    #expect(Array(pieces.finalize()).hexadecimal == expected)
    #expect(Array(copy.finalize()).hexadecimal != expected)
  }

  @Test func sha1IsThatOfItsStandard() {
    let digest = Array(Insecure.SHA1.hash(data: Data("abc".utf8)))
    #expect(digest.hexadecimal == "a9993e364706816aba3e25717850c26c9cd0d89d")
  }
}
