import Testing

@testable import Core

/// What signals do where they have looked at too much, and at one place from two sides.
@Suite struct SignalWorkTests {
  @Test func aLimitThatIsReachedLeavesASignalOutAndDoesNotCrash() {
    let arrays = (0..<40).map { "char b\($0)[n];" }.joined()
    for limit in [10, 300, 1_000, 3_000] {
      _ = SignalFinder.signals(
        of: makeFunction("void f(int n) { \(arrays) }"), meter: SignalMeter(limit: limit))
    }
  }

  @Test func aPlaceIsReportedOnce() {
    let text = "void f(char *s) { int n; if (*s) { n = atoi(s); } else { n = strtol(s, 0, 8); } t[n] = 1; }"
    #expect(SignalFinder.signals(of: makeFunction(text)).count { $0.name == "input-index" } == 1)
  }
}
