import Testing

@testable import Core

@Suite struct WidePartTests {
  private let rows = SparseRows(
    [
      SparseRow(columns: [0, 2], values: [0.6, 0.8]), SparseRow(), SparseRow(columns: [1], values: [1]),
      SparseRow(columns: [0, 1, 2], values: [0.2, 0.3, 0.9]),
    ], columnCount: 3)
  private let labels = [true, false, false, true]

  private func loss(_ part: WidePart, weight: Float, into gradient: Matrix) -> Float {
    let logits = Matrix(rows: 4, columns: 2, [0.3, -0.1, 0.2, 0.4, -1, 0.5, 0, 0])
    part.add(rows, to: logits)
    return CrossEntropy.evaluate(
      logits: logits, labels: labels, classWeights: (1, 2), weight: weight, into: gradient)
  }

  @Test func itStartsAsTheLinearRankerItWasMadeFrom() {
    let ranker = LogisticRegression(weights: [0.5, -1, 2], bias: 0.25)
    let logits = WidePart(startingFrom: ranker).logits(of: rows)
    for (one, other) in zip(logits, ranker.decisions(for: rows)) { #expect(abs(Double(one) - other) < 1e-6) }
  }

  @Test func gradientsAgreeWithFiniteDifferences() {
    let part = WidePart(startingFrom: LogisticRegression(weights: [0.5, -1, 2], bias: 0.25))
    part.parameters.zeroGradients()
    let gradient = Matrix(rows: 4, columns: 2)
    _ = loss(part, weight: 1, into: gradient)
    part.backward(rows, gradientOfLogits: gradient)
    let scratch = Matrix(rows: 4, columns: 2)
    let step: Float = 0.005
    for parameter in part.parameters {
      for index in 0..<parameter.value.count {
        let value = parameter.value.elements[index]
        func moved(_ by: Float) -> Double {
          parameter.value.elements[index] = value + by
          defer { parameter.value.elements[index] = value }
          return Double(loss(part, weight: 1, into: scratch))
        }
        let slope = (moved(step) - moved(-step)) / Double(2 * step)
        #expect(abs(slope - Double(parameter.gradient.elements[index])) < 1e-3)
      }
    }
  }
}
