import Foundation
import Testing

@testable import Core

struct ExperimentPlanTests {
  private func combinations(_ text: String) throws -> (choices: [[TrainingSettings]], notes: [String]) {
    let file = try ExperimentFile(yaml: ExperimentFileTests.plain + "\n" + text, file: "x.yml")
    var notes: [String] = []
    return (try ExperimentPlan.combinations(file, notes: &notes), notes)
  }

  @Test func everyMethodTriesTheSameNumberOfSettings() throws {
    let (choices, notes) = try combinations(
      "grid: {learningRate: [0.001, 0.0001], hiddenSize: [8, 16], objective.alpha: [0.1, 0.2, 0.3]}\nbudget: 4"
    )
    #expect(choices.map(\.count) == [4, 4])
    #expect(choices.allSatisfy { Set($0).count == 4 })
    #expect(notes.isEmpty)
  }

  @Test func settingsThatAMethodDoesNotReadMakeNoCombinations() throws {
    let (choices, notes) = try combinations(
      "grid: {learningRate: [0.001, 0.0001], objective.alpha: [0.1, 0.2], targetPull: [0, 0.1], objective.theta: [0, 1]}"
    )
    #expect(choices[0].count == 2)
    #expect(choices[1].count == 16)
    #expect(notes.isEmpty)
  }

  private func combinations(method: String, _ text: String) throws -> [TrainingSettings] {
    let plain = ExperimentFileTests.plain.replacing("[vuld, dual-gd-ddan]", with: "[\(method), dual-gd-ddan]")
    let file = try ExperimentFile(yaml: plain + "\n" + text, file: "x.yml")
    var notes: [String] = []
    return try ExperimentPlan.combinations(file, notes: &notes)[0]
  }

  @Test func theStartOfOneGeneratorMakesCombinations() throws {
    let starts = try combinations(method: "ddan", "grid: {targetStart: [copy, warm]}").map(\.targetStart)
    #expect(starts == [.copy, .warm])
  }

  @Test func startsThatAreOneToOneGeneratorMakeNoTwins() throws {
    let grid = "grid: {targetStart: [copy, independent, warm]}"
    #expect(try combinations(method: "ddan", grid).map(\.targetStart) == [.copy, .warm])
    #expect(try combinations(method: "ddan", "grid: {targetStart: [copy, independent]}").count == 1)
    #expect(try combinations(method: "dual-gd-sddan", grid).count == 3)
  }

  @Test func aWarmUpThatTakesAllStepsIsRefusedAtTheLineOfItsMethod() throws {
    let folder = try TemporaryFolder()
    let projects = TinyProjects(count: 40, oneVulnerableIn: 4)
    for (name, project) in [("a", projects.labeled), ("b", projects.target)] {
      try TinyProjects.write(project, to: folder.url.appendingPathComponent(name))
    }
    let file = try ExperimentFile(
      yaml: ExperimentFileTests.plain + "\nsettings: {targetStart: warm, maximumSteps: 50}", file: "x.yml")
    let error = try #require(throws: ExperimentFileError.self) {
      try ExperimentPlan(file, root: URL(fileURLWithPath: folder.url.path, isDirectory: true))
    }
    #expect(error.line == 4 && error.message.hasPrefix("warmUpSteps is 100, of 50 steps in all"), "\(error)")
  }

  @Test func aLinearMethodGetsOneRunWhateverNetworksTry() throws {
    let grid = "grid: {normalisation.variant: [full, gadget], minimumDocumentFrequency: [1, 2]}"
    #expect(try combinations(method: "linear", grid).count == 1)
    #expect(try combinations(method: "vuld", grid).count == 4)
  }

  @Test func aValueThatCountsBesideAnotherOnlyMakesNoTwin() throws {
    let choices = try combinations(
      method: "ddan", "grid: {targetStart: [copy, warm], warmUpSteps: [10, 20, 30]}")
    #expect(choices.count == 4, "copy once, warm with each number of steps")
  }

  @Test func aMethodWithFewerSettingsThanTheBudgetIsNoted() throws {
    let (choices, notes) = try combinations("grid: {objective.alpha: [0.1, 0.2, 0.3]}\nbudget: 3")
    #expect(choices.map(\.count) == [1, 3])
    #expect(notes.count == 1 && notes[0].hasPrefix("VULD"))
  }

  @Test func theDrawIsTheSameEveryTime() throws {
    let text =
      "grid: {learningRate: [0.1, 0.01, 0.001], hiddenSize: [8, 16, 32], batchSize: [4, 8]}\nbudget: 5"
    #expect(try combinations(text).choices == combinations(text).choices)
  }

  @Test func impossiblyLargeGridsAreRefused() {
    let values = (1...200).map { String($0) }.joined(separator: ", ")
    #expect(throws: ExperimentFileError.self) {
      try combinations("grid: {hiddenSize: [\(values)], jointSize: [\(values)], batchSize: [\(values)]}")
    }
  }
}
