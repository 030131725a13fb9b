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

  /// The first example of a signal, many times over in one function, under names of its own or under the same ones.
  @Test(arguments: Signal.all.map(\.name), [true, false])
  func theWorkGrowsWithTheTextAndNoFaster(name: String, hasOwnNames: Bool) throws {
    let signal = try #require(Signal.named(name))
    let example = try #require(signal.fires.first)
    let few = work(of: signal, on: copies(of: example, count: 30, hasOwnNames: hasOwnNames))
    let many = work(of: signal, on: copies(of: example, count: 120, hasOwnNames: hasOwnNames))
    #expect(many <= 3 * few + 20, "\(few) \(many) \(example)")
  }

  @Test(arguments: [500, 600])
  func aValueIsKnownHoweverOftenItIsMentioned(count: Int) {
    let mentions = String(repeating: "use(n);", count: count)
    let constant = "void f(char *d, char *s, int n) { n = 4; \(mentions) memcpy(d, s, n); }"
    #expect(SignalFinder.signals(of: makeFunction(constant)).isEmpty)
    let unknown = "void f(char *d, char *s, int n) { \(mentions) memcpy(d, s, n); }"
    #expect(SignalFinder.signals(of: makeFunction(unknown)).map(\.name) == ["copy-length-unchecked"])
  }

  @Test(arguments: [500, 600])
  func aBoundAtTheBeginningHoldsHoweverOftenTheNameIsCompared(count: Int) {
    let comparisons = String(repeating: "if (n > 6) { puts(s); }", count: count)
    let bounded =
      "void f(char *d, char *s, unsigned n) { if (n > 64) return; \(comparisons) memcpy(d, s, n); }"
    #expect(SignalFinder.signals(of: makeFunction(bounded)).isEmpty)
    let unknown = "void f(char *d, char *s, unsigned n) { \(comparisons) memcpy(d, s, n); }"
    #expect(SignalFinder.signals(of: makeFunction(unknown)).map(\.name) == ["copy-length-unchecked"])
  }

  /// What runs next is followed for 4,096 tokens.
  @Test(arguments: [(1_300, 1), (1_400, 0)])
  func whatIsFarBehindAFreeIsNotItsUse(count: Int, hits: Int) {
    let between = String(repeating: "a++;", count: count)
    let text = "void f(char *p, int a) { free(p); \(between) puts(p); }"
    #expect(SignalFinder.signals(of: makeFunction(text)).count { $0.name == "use-after-free" } == hits)
  }

  /// How many places a signal looks at for each token.
  private func work(of signal: Signal, on text: String) -> Int {
    makeFunction(text).withTokens { tokens in
      let meter = SignalMeter(limit: .max / 2)
      let reading = SignalReading(tokens, name: "f", meter: meter)
      meter.restart()
      _ = signal.find(reading)
      return meter.taken / max(1, tokens.count)
    }
  }

  /// A function whose body is that of an example so many times.
  private func copies(of example: String, count: Int, hasOwnNames: Bool) -> String {
    guard let open = example.firstIndex(of: "{"), let close = example.lastIndex(of: "}") else {
      return example
    }
    let body = String(example[example.index(after: open)..<close])
    let copies = (0..<count).map { number in
      hasOwnNames ? body.replacing(#/\b[a-z]\b/#) { "\($0.output)\(number)" } : body
    }
    return example[...open] + copies.joined(separator: " ") + "}"
  }
}
