import Foundation
import Testing

@testable import Core

struct FeedbackModelTests {
  private typealias Row = FeedbackFeatures.Row

  private func row(_ values: [Int: Float]) -> Row {
    let sorted = values.sorted { $0.key < $1.key }
    return Row(columns: sorted.map { Int32($0.key) }, values: sorted.map(\.value))
  }

  private var rows: [Row] {
    [row([0: 1]), row([0: 1, 1: 0.5]), row([1: 1]), row([1: 1, 2: -1]), row([2: 1])]
  }

  private func learnt(_ marks: [FeedbackModel.Mark], offsets: [Double], sweeps: Int = 200) -> FeedbackModel {
    var model = FeedbackModel(columnCount: 3)
    model.learn(marks, rows, offsets: offsets, sweeps: sweeps)
    return model
  }

  private let marks: [FeedbackModel.Mark] = [
    .init(row: 0, isFound: true), .init(row: 2, isFound: false), .init(row: 4, isFound: false),
  ]

  @Test func withoutMarksNothingChanges() {
    let model = learnt([], offsets: [0, 0, 0, 0, 0])
    #expect(rows.allSatisfy { model.change(of: $0) == 0 })
  }

  @Test func theWeightsAreTheMostLikelyOnes() {
    let offsets = [0.3, -1, 0.5, 2, -0.4]
    let model = learnt(marks, offsets: offsets)
    // At the maximum no weight can be moved for the better.
    func loss(_ weights: [Double], _ shift: Double) -> Double {
      let prior = weights.reduce(0) { $0 + $1 * $1 / 2 } + shift * shift / 18
      return marks.reduce(prior) { sum, mark in
        let row = rows[mark.row]
        let x = zip(row.columns, row.values).reduce(0.0) { $0 + weights[Int($1.0)] * Double($1.1) }
        return sum + softplus((mark.isFound ? -1 : 1) * (offsets[mark.row] + shift + x))
      }
    }
    let shift = model.margin(0)
    let least = loss(model.weights, shift)
    for column in 0..<3 {
      for step in [-1e-3, 1e-3] {
        var weights = model.weights
        weights[column] += step
        #expect(loss(weights, shift) > least)
      }
    }
    #expect(loss(model.weights, shift + 1e-3) > least)
    #expect(loss(model.weights, shift - 1e-3) > least)
    #expect(model.weights[0] > 0 && model.weights[1] < 0 && model.weights[2] < 0)
  }

  @Test func noFunctionMovesFartherThanTheBound() {
    // A hundred marks that contradict the ranking with all their force.
    let marks = (0..<100).map { FeedbackModel.Mark(row: $0 % 5, isFound: $0 % 2 == 0) }
    let model = learnt(marks, offsets: [50, -50, 50, -50, 50])
    #expect(rows.allSatisfy { model.change(of: $0).magnitude <= 3 })
    let one = learnt([marks[1]], offsets: [50, 50, 50, 50, 50])
    #expect(rows.allSatisfy { one.change(of: $0).magnitude <= 0.5 })
  }

  @Test func everyStepMakesTheFitBetter() {
    let few = learnt(marks, offsets: [0, 0, 0, 0, 0], sweeps: 1)
    let many = learnt(marks, offsets: [0, 0, 0, 0, 0], sweeps: 400)
    let more = learnt(marks, offsets: [0, 0, 0, 0, 0], sweeps: 401)
    #expect(abs(many.weights[0] - more.weights[0]) < 1e-9)
    #expect(abs(few.weights[0] - many.weights[0]) > 1e-4)
  }

  @Test func wordsFilesAndCountsOfMarkedFunctionsAreLearnt() {
    func function(_ name: String, _ word: String, _ file: String) -> CFunction {
      DetectorTests.function("int \(name)(int a) { \(word)_run(a); return a; }", name: name, file: file)
    }
    let functions = (0..<8).map { function("f\($0)", $0 % 2 == 0 ? "parse" : "show", "\($0 / 4).c") }
    let features = FeedbackFeatures(functions)
    var model = FeedbackModel(columnCount: features.columnCount)
    model.learn(
      (0..<6).map { .init(row: $0, isFound: $0 % 2 == 0) }, features.rows, offsets: functions.map { _ in 0 })
    #expect(model.change(of: features.rows[6]) > 0.1)
    #expect(model.change(of: features.rows[7]) < -0.1)
    #expect(FeedbackFeatures(functions).rows == features.rows)
  }

  @Test func teachingAsksForTheLikeliestAndTheLeastSureInTurn() {
    let ranked = (0..<10).map { (item: $0, logit: 4 - Double($0)) }
    #expect(TeachingOrder(found: 0).first(4, of: ranked) == [0, 4, 1, 3])
    #expect(TeachingOrder(found: 10).first(4, of: ranked) == [0, 1, 2, 3])
    #expect(TeachingOrder(found: 0).first(50, of: ranked).sorted() == Array(0..<10))
  }
}
