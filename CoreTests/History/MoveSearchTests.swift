import Testing

@testable import Core

@Suite struct MoveSearchTests {
  private func function(_ name: Int32, in path: Int32, _ lines: [UInt32]) -> MoveSearch.Candidate {
    var whole = UInt64(truncatingIfNeeded: name)
    for line in lines { whole = whole &* 31 &+ UInt64(line) }
    return .init(path: path, name: name, whole: whole, sketch: lines)
  }

  @Test func equalCodeIsFoundBeforeAnEqualNameAndAnEqualNameBeforeLikeness() {
    let removed = [
      function(1, in: 1, [1, 2, 3, 4]), function(1, in: 2, [1, 2, 3, 5]), function(2, in: 3, [6, 7, 8, 9]),
    ]
    let created = [
      function(1, in: 4, [1, 2, 3, 5]), function(1, in: 5, [1, 2, 3, 6]), function(3, in: 6, [6, 7, 8, 5]),
    ]
    #expect(MoveSearch.origins(of: created, among: removed) == [1, 0, 2])
  }

  @Test func aNamesakeOfOtherCodeIsNew() {
    let removed = [function(1, in: 1, [1, 2, 3, 4, 5])]
    #expect(MoveSearch.origins(of: [function(1, in: 2, [6, 7, 8, 9, 10])], among: removed) == [nil])
  }

  @Test func aShortFunctionGoesByItsNameOnlyWhereThatIsTheOnlyOne() {
    let one = [function(1, in: 1, [1])]
    let two = one + [function(1, in: 2, [2])]
    #expect(MoveSearch.origins(of: [function(1, in: 3, [9])], among: one) == [0])
    #expect(MoveSearch.origins(of: [function(1, in: 3, [9])], among: two) == [nil])
    #expect(
      MoveSearch.origins(of: [function(1, in: 3, [9]), function(1, in: 4, [8])], among: one) == [nil, nil])
    #expect(
      MoveSearch.origins(of: [function(1, in: 3, [2])], among: two) == [1], "equal code is told of any length"
    )
  }
}
