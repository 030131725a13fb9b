import Testing

@testable import Core

private struct LeadsFile: Decodable {
  var logits: GoldenArray
  var teacher: GoldenArray
  var temperature: Float
  var distillation: Double
  var distillation_grad: GoldenArray

  var space: JointSpace {
    var space = makeSpace(sourceZ: Matrix(rows: 0, columns: 1), targetZ: Matrix(rows: 6, columns: 1))
    space.target?.logits = logits.matrix
    space.target?.softLeads = teacher.data.map { Float($0) }
    return space
  }

  var term: DistillationTerm {
    var settings = ObjectiveSettings()
    settings.distillationTemperature = temperature
    return DistillationTerm(settings: settings)
  }
}

private var heads: Heads {
  Heads(classifier: makePerceptron("C_", jointSize: 1, hidden: [2], outputs: 2))
}

@Suite struct DistillationTermTests {
  @Test func itMatchesTheGoldenVectors() throws {
    let files = try GoldenFile.all("leads", as: LeadsFile.self)
    for file in files {
      let gradients = JointGradients(for: file.space)
      let value = file.term.evaluate(file.space, heads: heads, weight: 1, into: gradients)
      #expect(relativeError(value, file.distillation) < goldenTolerance)
      #expect(relativeError(try #require(gradients.targetLogits), file.distillation_grad) < goldenTolerance)
    }
  }

  @Test func gradientsAgreeWithFiniteDifferences() throws {
    let file = try #require(try GoldenFile.all("leads", as: LeadsFile.self).first)
    var random = SeededGenerator(seed: 2)
    let move = Matrix(rows: 6, columns: 2)
    move.fillNormal(deviation: 1, using: &random)
    let start = file.logits.matrix
    func value(_ step: Float, weight: Float, _ gradients: JointGradients) -> Double {
      var space = file.space
      space.target?.logits = Matrix(
        rows: 6, columns: 2, zip(start.elements, move.elements).map { $0 + step * $1 })
      return Double(file.term.evaluate(space, heads: heads, weight: weight, into: gradients))
    }
    let gradients = JointGradients(for: file.space)
    _ = value(0, weight: 2, gradients)
    let gradient = try #require(gradients.targetLogits)
    let expected = zip(gradient.elements, move.elements).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let scratch = JointGradients(for: file.space)
    let step: Float = 0.005
    let slope = (value(step, weight: 1, scratch) - value(-step, weight: 1, scratch)) / Double(step)
    #expect(abs(slope) > 1e-3)
    #expect(abs(slope - expected) < 5e-3 * max(abs(slope), 0.1))
  }

  @Test func aTenthOfTheTargetIsTaughtAsSuspicious() {
    let linear = DistillationTraining.standardised((0..<100).map { (Float($0) + 0.5) / 100 })
    let leads = DistillationTraining.leads(of: [linear, linear.reversed(), linear])
    #expect(leads.count { $0 > 0 } == 9)
    #expect(leads == leads.sorted(), "the linear ranker outvotes networks that contradict each other")
    #expect(DistillationTraining.leads(of: [linear]).count { $0 > 0 } == 9)
  }
}
