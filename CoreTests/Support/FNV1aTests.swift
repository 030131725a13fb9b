import Testing

@testable import Core

struct FNV1aTests {
  /// From the authors' own test vectors.
  @Test(arguments: [
    ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c),
    ("foobar", 0x8594_4171_f739_67e8) as (String, UInt64),
  ])
  func hashesAreThoseOfTheStandard(_ text: String, _ hash: UInt64) {
    #expect(FNV1a.hash(text) == hash)
  }

  /// The first number of the reference implementation for the seed 0.
  @Test func mixingIsThatOfTheReference() {
    #expect(SplitMix64.mixed(SplitMix64.increment) == 0xe220_a839_7b1d_cdaf)
  }
}
