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
      let found = graph.weights[index]
      #expect(found.columns.count == NeighbourGraph.neighbourCount)
      #expect(abs(found.values.reduce(0, +) - 1) < 1e-5)
      let sum = others.prefix(NeighbourGraph.neighbourCount).reduce(0, +)
      for (column, weight) in zip(found.columns, found.values) {
        #expect(abs(Double(weight) - cosine(index, Int(column)) / sum) < 1e-5)
      }
    }
  }

  @Test func aTwinOfASuspectRises() {
    let documents = [["a", "b", "c"], ["a", "b", "c"], ["x", "y"], ["x", "y"]]
    let smoothed = NeighbourGraph(of: documents).smoothed([1, 0, 0, 0])
    #expect(smoothed[1] > 0.2 && smoothed[2] == 0 && smoothed[3] == 0)
    #expect(NeighbourGraph(of: [["a"]]).smoothed([1]) == [0.5])
  }
}
