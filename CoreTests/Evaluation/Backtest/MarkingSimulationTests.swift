import Foundation
import Testing

@testable import Core

struct MarkingSimulationTests {
  /// Functions of four kinds of text in as many files; those of one kind are fixed, the ranking knows nothing.
  private func simulation(logits: (Int) -> Double = { _ in 0 }) -> MarkingSimulation {
    let words = ["parse", "show", "close", "wait"]
    let functions = (0..<200).map { number -> CFunction in
      let word = words[number % 4]
      let lines = (0..<(5 + number % 7)).map { "  a = \(word)_\(word)(a, \($0));\n" }.joined()
      return DetectorTests.function(
        "int f\(number)(int a)\n{\n\(lines)  return a;\n}\n", name: "f\(number)",
        file: "\(word)/\(number % 8).c")
    }
    return MarkingSimulation(
      functions, lengths: functions.map { $0.text.utf8.count }, logits: functions.indices.map(logits),
      isFixed: functions.indices.map { $0 % 4 == 0 }, twins: Array(functions.indices))
  }

  private func course(_ name: String, _ simulation: MarkingSimulation) throws -> MarkingSimulation.Course {
    try #require(simulation.courses.first { $0.name == name })
  }

  @Test func marksLeadToWhatIsLikeThem() throws {
    let simulation = simulation()
    #expect(simulation.fixedCount == 50)
    let without = try course("ranking", simulation)
    let with = try course("feedback", simulation)
    #expect(try #require(with.shareToGoal) < 0.35)
    #expect(try #require(without.shareToGoal) > 0.5)
    #expect(with.found[3] > without.found[3])
    #expect(try #require(try course("teaching", simulation).shareToGoal) < 0.4)
  }

  @Test func everyCourseReadsEachFunctionOnce() throws {
    for course in simulation().courses {
      #expect(course.curve.first == .zero)
      #expect(try #require(course.curve.last) == SIMD2(1, 1))
      #expect(zip(course.curve, course.curve.dropFirst()).allSatisfy { $0.x < $1.x && $0.y <= $1.y })
      #expect(course.found == course.found.sorted())
    }
  }

  @Test func aRankingThatKnowsIsNotMadeWorse() throws {
    // The truth with some noise: feedback may not lose what is known.
    let simulation = simulation { $0 % 4 == 0 ? 2 : -2 }
    #expect(try #require(try course("ranking", simulation).shareToGoal) <= 0.2 + 1e-9)
    #expect(try #require(try course("feedback", simulation).shareToGoal) <= 0.2 + 1e-9)
  }

  @Test func twinsAreReadOnce() {
    let functions = (0..<4).map { LikenessSketchTests.function("f\($0)", 0..<20) }
    let simulation = MarkingSimulation(
      functions, lengths: [1, 2, 3, 4], logits: [0, 0, 0, 0], isFixed: [false, true, false, false],
      twins: [0, 0, 0, 1])
    #expect(simulation.readingCount == 2)
    #expect(simulation.fixedCount == 1)
  }
}
