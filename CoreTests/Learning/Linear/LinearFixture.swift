import Foundation
import Testing

@testable import Core

/// What scikit-learn computes from random documents; Scripts/make-linear-fixture.py writes it.
struct LinearFixture: Decodable {
  struct Case: Decodable, CustomTestStringConvertible {
    var weighting: NGramFeatures.Weighting
    var minimumDocumentFrequency: Int
    var inverseRegularization: Double
    var features: [String]
    var firstRow: [String: Double]
    var weights: [String: Double]
    var bias: Double
    var decisions: [Double]

    var testDescription: String { weighting.rawValue }
  }

  var documents: [[String]]
  var labels: [Int]
  var cases: [Case]

  static func load() throws -> LinearFixture {
    let file = FixtureFolder.url.appendingPathComponent("linear/logistic.json")
    return try JSONDecoder().decode(LinearFixture.self, from: Data(contentsOf: file))
  }

  var targets: [Double] { labels.map { Double($0) } }

  func features(_ value: Case) -> NGramFeatures {
    NGramFeatures(
      of: documents, weighting: value.weighting, minimumDocumentFrequency: value.minimumDocumentFrequency)
  }
}
