import RealModule
import Testing

@testable import Core

struct LogisticRegressionTests {
  private func objective(_ fixture: LinearFixture, _ number: Int) -> LogisticObjective {
    let value = fixture.cases[number]
    return LogisticObjective(
      rows: fixture.features(value).rows(of: fixture.documents),
      // Soft targets are as good as labels.
      targets: fixture.targets.map { 0.1 + 0.7 * $0 },
      sampleWeights: LogisticRegression.balancedWeights(targets: fixture.targets),
      inverseRegularization: value.inverseRegularization)
  }

  @Test(arguments: [0, 1]) func theSolutionIsThatOfScikitLearn(number: Int) throws {
    let fixture = try LinearFixture.load()
    let expected = fixture.cases[number]
    let features = fixture.features(expected)
    let rows = features.rows(of: fixture.documents)
    let fitted = try #require(
      LogisticRegression.fit(
        rows, targets: fixture.targets,
        sampleWeights: LogisticRegression.balancedWeights(targets: fixture.targets),
        inverseRegularization: expected.inverseRegularization, tolerance: 1e-9))
    #expect(fitted.bias.isApproximatelyEqual(to: expected.bias, absoluteTolerance: 1e-4))
    for (column, weight) in fitted.weights.enumerated() {
      let other = try #require(expected.weights[features.name(ofColumn: column)])
      #expect(abs(weight - other) < 1e-4 * max(1, abs(other)))
    }
    for (decision, other) in zip(fitted.decisions(for: rows), expected.decisions) {
      #expect(abs(decision - other) < 1e-4 * max(1, abs(other)))
    }
  }

  @Test(arguments: [0, 1]) func derivativesAgreeWithFiniteDifferences(number: Int) throws {
    let objective = objective(try LinearFixture.load(), number)
    var random = SeededGenerator(seed: 11)
    let size = objective.rows.columnCount + 1
    let point = (0..<size).map { _ in random.normal() }
    let direction = (0..<size).map { _ in random.normal() }
    let expansion = objective.expansion(at: point)
    let step = 1e-5
    func moved(_ distance: Double) -> [Double] { zip(point, direction).map { $0 + distance * $1 } }
    let slope = (objective.value(at: moved(step)) - objective.value(at: moved(-step))) / (2 * step)
    let predicted = zip(expansion.gradient, direction).reduce(0.0) { $0 + $1.0 * $1.1 }
    #expect(abs(slope - predicted) < 1e-6 * abs(slope))
    let curved = expansion.curvature(direction)
    let (ahead, behind) = (objective.expansion(at: moved(step)), objective.expansion(at: moved(-step)))
    for index in 0..<size {
      let change = (ahead.gradient[index] - behind.gradient[index]) / (2 * step)
      #expect(abs(change - curved[index]) < 1e-5 * max(1, abs(change)))
    }
  }

  @Test func theNumberOfThreadsDoesNotReachTheResult() throws {
    let fixture = try LinearFixture.load()
    let rows = fixture.features(fixture.cases[1]).rows(of: fixture.documents)
    func fit() -> LogisticRegression? {
      LogisticRegression.fit(
        rows, targets: fixture.targets, sampleWeights: [Double](repeating: 1, count: rows.rowCount),
        inverseRegularization: 10)
    }
    #expect(Parallel.limited(to: 1, fit) == Parallel.limited(to: 4, fit))
  }

  @Test func bothClassesWeighTheSame() {
    let third = 2.0 / 3
    #expect(LogisticRegression.balancedWeights(targets: [1, 0, 0, 0]) == [2, third, third, third])
    let uncertain = LogisticRegression.balancedWeights(targets: [1, 0, 0], confidences: [1, 0.5, 0.5])
    #expect(uncertain == [1, 0.5, 0.5])
    #expect(LogisticRegression.balancedWeights(targets: [0, 0]) == [0.5, 0.5])
  }

  @Test func aStopEndsTheFit() throws {
    let fixture = try LinearFixture.load()
    let rows = fixture.features(fixture.cases[0]).rows(of: fixture.documents)
    #expect(
      LogisticRegression.fit(
        rows, targets: fixture.targets, sampleWeights: [Double](repeating: 1, count: rows.rowCount),
        inverseRegularization: 1, shouldStop: { true }) == nil)
  }
}
