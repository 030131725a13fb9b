import Testing

@testable import Core

struct LaterPlacesTests {
  private static func text(_ names: [(String, Int)]) -> String {
    names.map { name, number in
      HistoryReaderTests.function(name, "own(\(number), \(number)); use(\(number));")
    }
    .joined()
  }

  @Test func aNewFunctionUnderAnOldNameIsNotTheOldOne() throws {
    let repository = try TemporaryRepository()
    let cut = try repository.commit("Start", ["a.c": Self.text([("f", 1), ("g", 2)])])
    let moved = try repository.commit("Rename", ["a.c": Self.text([("better", 1), ("g", 2)])])
    let head = try repository.commit(
      "Add another",
      ["a.c": Self.text([("better", 1), ("g", 2)]) + cFunction("f", "new();", "newer();", "last();")])
    let history = try repository.history(of: head)
    var places = LaterPlaces(
      of: [.init(path: "a.c", name: "f"), .init(path: "a.c", name: "g")], in: history, from: cut, to: head)
    func number(_ name: String, _ commit: String) -> Int? {
      places.number(at: .init(path: "a.c", name: name), in: commit)
    }
    #expect(number("f", cut) == 0)
    #expect(number("f", moved) == nil && number("better", moved) == 0)
    #expect(number("f", head) == nil && number("better", head) == 0 && number("g", head) == 1)
  }

  @Test func functionsMayChangePlaces() throws {
    let repository = try TemporaryRepository()
    func text(_ first: Int, _ second: Int) -> [String: String] {
      ["a.c": Self.text([("f\(first)", first)]), "b.c": Self.text([("f\(second)", second)])]
    }
    let cut = try repository.commit("Start", text(1, 2))
    let head = try repository.commit("Swap", text(2, 1))
    var places = LaterPlaces(
      of: [.init(path: "a.c", name: "f1"), .init(path: "b.c", name: "f2")],
      in: try repository.history(of: head),
      from: cut, to: head)
    #expect(places.number(at: .init(path: "b.c", name: "f1"), in: head) == 0)
    #expect(places.number(at: .init(path: "a.c", name: "f2"), in: head) == 1)
    #expect(places.number(at: .init(path: "a.c", name: "f1"), in: head) == nil)
  }
}
