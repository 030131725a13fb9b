import Testing

@testable import Core

@Suite struct HistoryCacheTests {
  /// Words of a wording may hold what parts them elsewhere.
  @Test func otherWordsAreKeptElsewhere() {
    func key(_ security: [String], _ fixes: [String]) -> String {
      var options = HistoryReader.Options()
      options.wording = SecurityWording(security: security, fixes: fixes, traps: [])
      return options.cacheKey
    }
    let keys = [
      key(["a|b"], ["c"]), key(["a", "b"], ["c"]), key(["a", "b#c"], []), key(["a"], ["b", "c"]),
    ]
    #expect(Set(keys).count == keys.count)
  }
}
