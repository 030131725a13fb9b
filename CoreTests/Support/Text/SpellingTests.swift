import Testing

@testable import Core

@Test(arguments: [
  ("methdos", "methods"), ("alpha", "objective.alpha"), ("SEEDS", "seeds"), ("completely", nil), ("", nil),
])
func theNearestWordIsSuggested(word: String, expected: String?) {
  #expect(Spelling.nearest(to: word, in: ["methods", "seeds", "objective.alpha"]) == expected)
}

@Test func distancesCountSingleChanges() {
  #expect(Spelling.distance("kitten", "sitting") == 3)
  #expect(Spelling.distance("", "abc") == 3)
  #expect(Spelling.distance("same", "same") == 0)
}
