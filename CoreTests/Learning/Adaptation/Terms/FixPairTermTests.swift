import Testing

@testable import Core

private struct PairsFile: Decodable {
  var logits: GoldenArray
  var pairs: [[Int]]
  var pair_loss: Double
  var pair_grad: GoldenArray

  var space: JointSpace {
    var space = makeSpace(sourceZ: Matrix(rows: 6, columns: 1), targetZ: Matrix(rows: 0, columns: 1))
    space.source.logits = logits.matrix
    space.pairs = pairs.map { FixPair(before: $0[0], after: $0[1]) }
    return space
  }
}

private var heads: Heads {
  Heads(classifier: makePerceptron("C_", jointSize: 1, hidden: [2], outputs: 2))
}

@Suite struct FixPairTermTests {
  @Test func itMatchesTheGoldenVectors() throws {
    let files = try GoldenFile.all("leads", as: PairsFile.self)
    for file in files {
      let gradients = JointGradients(for: file.space)
      let value = FixPairTerm().evaluate(file.space, heads: heads, weight: 1, into: gradients)
      #expect(relativeError(value, file.pair_loss) < goldenTolerance)
      #expect(relativeError(gradients.sourceLogits, file.pair_grad) < goldenTolerance)
    }
  }

  @Test func gradientsAgreeWithFiniteDifferences() throws {
    let file = try #require(try GoldenFile.all("leads", as: PairsFile.self).first)
    let gradients = JointGradients(for: file.space)
    _ = FixPairTerm().evaluate(file.space, heads: heads, weight: 2, into: gradients)
    for element in 0..<12 {
      func value(_ step: Float) -> Double {
        let space = file.space
        space.source.logits.elements[element] += step
        return Double(
          FixPairTerm().evaluate(space, heads: heads, weight: 1, into: JointGradients(for: space)))
      }
      let slope = (value(0.005) - value(-0.005)) / 0.005
      #expect(abs(slope - Double(gradients.sourceLogits.elements[element])) < 1e-3)
    }
  }

  @Test func withoutPairsNothingIsLearnt() {
    let space = makeSpace(sourceZ: Matrix(rows: 2, columns: 1), targetZ: Matrix(rows: 0, columns: 1))
    let gradients = JointGradients(for: space)
    #expect(FixPairTerm().evaluate(space, heads: heads, weight: 1, into: gradients) == 0)
    #expect(gradients.sourceLogits.elements.allSatisfy { $0 == 0 })
  }
}
