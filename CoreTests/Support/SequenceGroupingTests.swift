import Testing

@testable import Core

struct SequenceGroupingTests {
  @Test func groupsStandInOrderOfTheirFirstElements() {
    let words = ["pear", "fig", "plum", "kiwi", "nut"]
    #expect(words.groupedInOrder { $0.count } == [["pear", "plum", "kiwi"], ["fig", "nut"]])
    #expect([Int]().groupedInOrder { $0 }.isEmpty)
  }
}
