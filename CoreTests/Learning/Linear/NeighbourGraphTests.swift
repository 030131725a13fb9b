import RealModule
import Testing

@testable import Core

struct NeighbourGraphTests {
  @Test func neighboursAreThoseOfAllCosines() throws {
    let documents = try LinearFixture.load().documents
    let graph = NeighbourGraph(of: documents)
    let features = NGramFeatures(of: documents, weighting: .sublinearTFIDF, minimumDocumentFrequency: 2)
    let rows = documents.map { features.row(of: $0) }
    func cosine(_ first: Int, _ second: Int) -> Double {
      var dense = [Double](repeating: 0, count: features.count)
      for (column, value) in zip(rows[first].columns, rows[first].values) {
        dense[Int(column)] = Double(value)
      }
      return rows[second].dot(dense)
    }
    for index in documents.indices {
      let others = documents.indices.filter { $0 != index }.map { cosine(index, $0) }.sorted(by: >)
      let least = others[NeighbourGraph.neighbourCount - 1]
      let found = graph.weights[index]
      #expect(found.columns.count == NeighbourGraph.neighbourCount)
      for (column, weight) in zip(found.columns, found.values) {
        let expected = cosine(index, Int(column))
        #expect(expected > least - 1e-5)
        #expect(Double(weight).isApproximatelyEqual(to: expected * expected, absoluteTolerance: 1e-5))
      }
    }
  }

  @Test func aTwinOfASuspectRises() {
    let documents = [["a", "b", "c"], ["a", "b", "c"], ["x", "y"], ["x", "y"]]
    let smoothed = NeighbourGraph(of: documents).smoothed([1, 0, 0, 0])
    #expect(smoothed[1] > 0.2 && smoothed[2] == 0 && smoothed[3] == 0)
  }

  @Test func aFunctionWithoutNeighboursKeepsItsScore() {
    #expect(NeighbourGraph(of: [["a"]]).smoothed([1]) == [1])
  }

  @Test func whatIsMerelyNearestHardlyCounts() {
    let common = (0..<8).map { "c\($0)" }
    let documents = [common, common, ["c0"] + (0..<8).map { "d\($0)" }, ["c0"] + (0..<8).map { "d\($0)" }]
    let smoothed = NeighbourGraph(of: documents).smoothed([1, 0, 0, 0])
    #expect(smoothed[1] > 5 * smoothed[2])
  }
}
