import RealModule
import Testing

@testable import Core

struct NGramFeaturesTests {
  @Test(arguments: [0, 1]) func rowsAreThoseOfScikitLearn(number: Int) throws {
    let fixture = try LinearFixture.load()
    let expected = fixture.cases[number]
    let features = fixture.features(expected)
    #expect((0..<features.count).map { features.name(ofColumn: $0) }.sorted() == expected.features)
    let row = features.row(of: fixture.documents[0])
    #expect(row.columns.count == expected.firstRow.count)
    for (column, value) in zip(row.columns, row.values) {
      let other = try #require(expected.firstRow[features.name(ofColumn: Int(column))])
      #expect(Double(value).isApproximatelyEqual(to: other, absoluteTolerance: 1e-6))
    }
  }

  @Test func unknownTokensBreakPairs() {
    let features = NGramFeatures(
      of: [["a", "b", "c"], ["a", "b"]], weighting: .squareRoot, minimumDocumentFrequency: 2)
    #expect((0..<features.count).map { features.name(ofColumn: $0) } == ["a", "b", "a b"])
    #expect(features.row(of: ["a", "x", "b"]).columns == [0, 1])
    #expect(features.row(of: ["x"]).columns.isEmpty)
    #expect(features.row(of: []).columns.isEmpty)
    // √2 and √1, scaled to length 1.
    let row = features.row(of: ["a", "x", "a", "x", "b"])
    #expect(row.values[0].isApproximatelyEqual(to: (2.0 / 3).squareRoot(), absoluteTolerance: 1e-6))
    #expect(row.values[1].isApproximatelyEqual(to: (1.0 / 3).squareRoot(), absoluteTolerance: 1e-6))
  }

  @Test func theOrderOfFunctionsDoesNotMatter() throws {
    let documents = try LinearFixture.load().documents
    let one = NGramFeatures(of: documents, weighting: .sublinearTFIDF, minimumDocumentFrequency: 3)
    let other = NGramFeatures(
      of: documents.reversed(), weighting: .sublinearTFIDF, minimumDocumentFrequency: 3)
    #expect(one == other)
  }
}
