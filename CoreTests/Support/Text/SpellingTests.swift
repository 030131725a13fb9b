import Testing

@testable import Core

@Test(arguments: [
  ("methdos", "methods"), ("alpha", "objective.alpha"), ("SEEDS", "seeds"), ("sedes", "seeds"),
  ("completely", nil), ("", nil), ("dann", "ddan"), ("mdm", "mmd"), ("dq", nil), ("nadd", nil),
])
func theNearestWordIsSuggested(word: String, expected: String?) {
  #expect(Spelling.nearest(to: word, in: ["methods", "seeds", "objective.alpha", "ddan", "mmd"]) == expected)
}

@Test func distancesCountSingleChanges() {
  #expect(EditDistance.between("kitten", "sitting") == 3)
  #expect(EditDistance.between("", "abc") == 3)
  #expect(EditDistance.between("same", "same") == 0)
  #expect(EditDistance.between("scna", "scan") == 1)
}
