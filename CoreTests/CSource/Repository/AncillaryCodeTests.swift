import Testing

@testable import Core

struct AncillaryCodeTests {
  private static let paths: [(path: String, kind: AncillaryCode?)] = [
    ("src/read.c", nil), ("tests/read.c", .tests), ("lib/read_test.c", .tests), ("test_read.c", .tests),
    ("fuzzing/read.c", .tests), ("contest/read.c", nil), ("src/test1.c", .likelyTests),
    ("self_test_core.c", .likelyTests), ("sub/examples/read.c", .examples), ("demos/read.c", .examples),
    ("third_party/zlib/inflate.c", .vendored), ("src/externals/zlib/inflate.c", .vendored),
    ("src/vendor.c", nil),
  ]

  @Test(arguments: paths.indices)
  func kindsAreToldByNames(_ index: Int) {
    let (path, expected) = Self.paths[index]
    let kind = AncillaryCode.allCases.first { IgnoreRules(patterns: $0.patterns).leavesOut(path) }
    #expect(kind == expected, "\(path)")
    #expect(AncillaryCode.isVendored(path) == (expected == .vendored), "\(path)")
  }

  @Test func aFolderThatIsScannedItselfIsNotVendored() {
    #expect(!AncillaryCode.isVendored("inflate.c"))
    #expect(AncillaryCode.isVendored("Vendor/inflate.c"), "in whatever letters")
  }

  @Test func labelsLeaveOutTestsAndBacktestsAllThatIsNotTheProduct() {
    let labels = Set(HistoryLabels.usuallyExcluded)
    let backtest = Set(BacktestProject.usuallyExcluded)
    #expect(labels == Set(AncillaryCode.tests.patterns))
    #expect(labels.isStrictSubset(of: backtest))
    #expect(backtest.contains("third_party/") && !labels.contains("third_party/"))
  }
}
