/// The parts of SplitMix64 (Steele, Lea and Flood, 2014).
enum SplitMix64 {
  /// What the state grows by with each number; an odd factor without a pattern in its bits.
  static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// The finaliser: all bits of the result depend on all bits of the word.
  static func mixed(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
