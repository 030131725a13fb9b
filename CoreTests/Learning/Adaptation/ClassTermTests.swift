import Testing

@testable import Core

private struct ClassesFile: Decodable {
  struct Alignment: Decodable {
    var pseudo: [Int]
    var value: Double
    var grads: [String: GoldenArray]
  }
  var z_S: GoldenArray
  var z_T: GoldenArray
  var logits_S: GoldenArray
  var logits_T: GoldenArray
  var y: [Int]
  var alignment: [Alignment]
  var diversity: Double
  var diversity_grad_logits_T: GoldenArray

  var space: JointSpace {
    var space = makeSpace(sourceZ: z_S.matrix, targetZ: z_T.matrix, labels: y.map { $0 == 1 })
    space.source.logits = logits_S.matrix
    space.target?.logits = logits_T.matrix
    return space
  }
}

private var heads: Heads {
  Heads(classifier: makePerceptron("C_", jointSize: 3, hidden: [2], outputs: 2))
}

@Suite struct ClassTermTests {
  @Test func alignmentOfTheClassesMatchesTheGoldenVectors() throws {
    let files = try GoldenFile.all("classes", as: ClassesFile.self)
    for file in files {
      for golden in file.alignment {
        var space = file.space
        space.pseudoLabels = golden.pseudo.map { $0 < 0 ? nil : $0 == 1 }
        let gradients = JointGradients(for: space)
        let value = ConditionalAlignmentTerm().evaluate(space, heads: heads, weight: 1, into: gradients)
        #expect(relativeError(value, golden.value) < goldenTolerance)
        #expect(relativeError(gradients.sourceZ, try #require(golden.grads["z_S"])) < goldenTolerance)
        #expect(
          relativeError(try #require(gradients.targetZ), try #require(golden.grads["z_T"])) < goldenTolerance)
      }
    }
  }

  @Test func aClassThatTheSourceLacksIsNotAligned() throws {
    let file = try #require(try GoldenFile.all("classes", as: ClassesFile.self).first)
    var space = file.space
    space.labels = space.labels.map { _ in false }
    let gradients = JointGradients(for: space)
    let value = ConditionalAlignmentTerm().evaluate(space, heads: heads, weight: 1, into: gradients)
    #expect(value > 0 && value.isFinite)
    #expect(gradients.sourceZ.elements.allSatisfy { $0.isFinite })
  }

  @Test func diversityMatchesTheGoldenVectors() throws {
    for file in try GoldenFile.all("classes", as: ClassesFile.self) {
      let gradients = JointGradients(for: file.space)
      let value = DiversityTerm().evaluate(file.space, heads: heads, weight: 1, into: gradients)
      #expect(relativeError(value, file.diversity) < goldenTolerance)
      #expect(
        relativeError(try #require(gradients.targetLogits), file.diversity_grad_logits_T) < goldenTolerance)
    }
  }

  @Test func aCollapseIsExpensiveAndFinite() throws {
    let file = try #require(try GoldenFile.all("classes", as: ClassesFile.self).first)
    var space = file.space
    space.target?.logits = Matrix(rows: 5, columns: 2, (0..<5).flatMap { _ in [Float(500), 0] })
    let gradients = JointGradients(for: space)
    let value = DiversityTerm().evaluate(space, heads: heads, weight: 1, into: gradients)
    #expect(value > 2 && value.isFinite)
  }
}
