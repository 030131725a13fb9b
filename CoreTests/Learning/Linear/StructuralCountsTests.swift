import Foundation
import RealModule
import Testing

@testable import Core

struct StructuralCountsTests {
  private let project = (0..<6).map { index in
    makeFunction(
      "int own_\(index)(char *p)\n{\n" + String(repeating: "memcpy(p, p, 1);\n", count: index)
        + "return p[0];\n}")
  }

  @Test func columnsAreStandardisedWithinAProject() throws {
    let rows = StructuralCounts(of: project, minimumDocumentFrequency: 3).rows(of: project)
    #expect(rows.rowCount == 6)
    #expect(rows.columnCount > 5)
    var varying = 0
    for column in 0..<rows.columnCount {
      let values = (0..<6).map { Double(rows[$0].values[column]) }
      #expect(abs(values.reduce(0, +)) < 1e-4)
      let squares = values.reduce(0) { $0 + $1 * $1 }
      if squares > 0 {
        varying += 1
        #expect((squares / 6).isApproximatelyEqual(to: 1, absoluteTolerance: 1e-4))
      }
    }
    #expect(varying >= 3)
  }

  @Test func decisionsAreThoseOfTheWholeMatrix() throws {
    let counts = StructuralCounts(of: project, minimumDocumentFrequency: 3)
    let rows = counts.rows(of: project)
    let classifier = try #require(
      LogisticRegression.fit(
        rows, targets: [0, 0, 0, 1, 1, 1], sampleWeights: [Double](repeating: 1, count: 6),
        inverseRegularization: StructuralCounts.inverseRegularization))
    let decisions = counts.decisions(of: project, by: classifier)
    #expect(decisions == classifier.decisions(for: rows))
    #expect(Set(decisions).count > 3)
  }

  @Test func namesOfTheProjectDoNotCount() {
    let counts = StructuralCounts(of: project, minimumDocumentFrequency: 3)
    let renamed = project.map { function in
      makeFunction(function.text.replacingOccurrences(of: "own_", with: "other_name_"))
    }
    #expect(counts.rows(of: project) == counts.rows(of: renamed))
  }
}
