import Testing

@testable import Core

struct AncillaryCodeTests {
  private static let paths: [(path: String, kind: AncillaryCode?)] = [
    ("src/read.c", nil), ("tests/read.c", .tests), ("lib/read_test.c", .tests), ("test_read.c", .tests),
    ("fuzzing/read.c", .fuzzing), ("contest/read.c", nil), ("src/attest.c", nil),
    ("src/latest.c", nil), ("lib/selftest.c", .tests), ("fuzzy/match.c", nil), ("fuzz_json/a.c", .fuzzing),
    ("dsp/demod/am.c", nil), ("audio/sampler/play.c", nil), ("sample_plugin/a.c", .examples),
    ("src/test1.c", .likelyTests),
    ("self_test_core.c", .likelyTests), ("sub/examples/read.c", .examples), ("doc/read.c", .documentation),
    ("contrib/read.c", .contributed),
    ("benchmarks/read.c", .benchmarks), ("demos/read.c", .examples),
    ("third_party/zlib/inflate.c", .vendored), ("src/externals/zlib/inflate.c", .vendored),
    ("src/vendor.c", nil),
  ]

  @Test(arguments: paths.indices)
  func kindsAreToldByNames(_ index: Int) {
    let (path, expected) = Self.paths[index]
    let kind = AncillaryCode.allCases.first { IgnoreRules(patterns: $0.patterns).leavesOut(path) }
    #expect(kind == expected, "\(path)")
    #expect(AncillaryCode(path: path) == expected, "\(path)")
  }

  @Test func whatIsScannedItselfIsMeant() {
    #expect(AncillaryCode(path: "inflate.c") == nil)
    #expect(AncillaryCode(path: "Vendor/inflate.c") == .vendored, "in whatever letters")
    #expect(AncillaryCode(path: "Vendor/tests/inflate.c") == .vendored, "the outermost folder decides")
    #expect(AncillaryCode(path: "Vendor/tests/inflate.c", scanning: ["src", "Vendor"]) == .tests)
    #expect(AncillaryCode(path: "Vendor/tests/inflate.c", scanning: ["Vendor/tests"]) == nil)
    #expect(AncillaryCode(path: "tests/test_a.c", scanning: ["tests/test_a.c"]) == nil)
    #expect(AncillaryCode(path: "tests2/a.c", scanning: ["tests"]) == nil)
  }

  @Test func labelsLeaveOutTestsAndBacktestsAllThatIsNotTheProduct() {
    let labels = Set(HistoryLabels.usuallyExcluded)
    let backtest = Set(BacktestProject.usuallyExcluded)
    #expect(labels == Set(AncillaryCode.tests.patterns + AncillaryCode.fuzzing.patterns))
    #expect(labels.isStrictSubset(of: backtest))
    #expect(backtest.contains("third_party/") && !labels.contains("third_party/"))
  }
}
