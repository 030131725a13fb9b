import Foundation
import RealModule
import Testing

@testable import Core

struct ReasonBlocksTests {
  /// A function of many lines, `x = 0;` in each but those given, its statements with these weights or 1.
  private func reasons(
    lines count: Int, _ special: [Int: String] = [:], weights: [Int: Double] = [:], limit: Int = 3
  ) -> [StatementAttribution] {
    let body = (3..<count).map { special[$0] ?? "  x = 0;" }
    let function = makeFunction((["void f(void)", "{"] + body + ["}"]).joined(separator: "\n"), offset: 9)
    let silent = SilentStatements(of: function)
    let ranges = StatementParser().statements(of: function).map(\.range).filter { !silent.contain($0) }
    let sum = ranges.reduce(0) { $0 + (weights[$1.startLine] ?? 1) }
    let statements = ranges.map {
      StatementAttribution(
        range: $0, text: function.excerpt($0), share: (weights[$0.startLine] ?? 1) / sum)
    }
    return function.reasons(among: statements.sorted { $0.share > $1.share }, limit: limit)
  }

  @Test func aStatementOfSomeShareIsAReasonByItself() {
    let reasons = reasons(lines: 400, weights: [120: 40, 130: 9])
    #expect(reasons.map(\.lines) == ["120"] && reasons.allSatisfy { !$0.isBlock })
  }

  @Test func theInnermostBracesThatReachTheLimitStandInForStatements() throws {
    let reasons = reasons(
      lines: 400,
      [
        200: "  for (i = 0; i < n; i++) {", 203: "    if (a[i] > 3) {", 206: "    } else if (b) {",
        210: "    }",
        212: "  }",
      ],
      weights: [203: 8, 204: 8, 205: 8])
    let first = try #require(reasons.first)
    // The head at 203 and the two statements after it, of 395 statements with 21 added weights.
    #expect(first.isBlock && first.lines == "203–206")
    #expect(first.text == "if (a[i] > 3) { …")
    let total = Double(400 - 3 - 2) + 21
    #expect(first.share.isApproximatelyEqual(to: 24 / total, absoluteTolerance: 1e-3))
  }

  @Test func runsOfLinesStandInForStatementsOutsideOfBraces() throws {
    let reasons = reasons(
      lines: 400, weights: Dictionary(uniqueKeysWithValues: (300..<312).map { ($0, 5) }))
    #expect(reasons.count == 3)
    let first = try #require(reasons.first)
    #expect(first.isBlock && first.range.endLine - first.range.startLine < 15)
    #expect(first.range.startLine <= 300 && first.range.endLine >= 311)
    #expect(first.text == "x = 0; …")
    #expect(reasons.map(\.share) == reasons.map(\.share).sorted(by: >))
    for (index, one) in reasons.enumerated() {
      for other in reasons[..<index] {
        #expect(
          one.range.endOffset <= other.range.startOffset || other.range.endOffset <= one.range.startOffset)
      }
    }
  }

  @Test func aFunctionOfThousandsOfLinesHasReasonsToo() {
    // 15 lines of 3,000 are half a per cent, 60 are two, 120 are four.
    let reasons = reasons(lines: 3000)
    #expect(reasons.count == 3 && reasons.allSatisfy { $0.share >= Detector.leastShare && $0.isBlock })
    #expect(reasons.allSatisfy { $0.range.endLine - $0.range.startLine < 120 })
    #expect(self.reasons(lines: 3000, limit: 1).count == 1)
  }

  @Test func aFunctionWithoutSharesHasNone() {
    #expect(makeFunction("void f(void)\n{\n}").reasons(among: [], limit: 3).isEmpty)
  }

  @Test func openingsEndWithTheFirstStatement() {
    let text = "void f(void)\n{\n  { if (a[';'] == \")\"[0]\n   && b) {\n  g(); }\n  for (;;) h(1);\n x }"
    let function = makeFunction(text, offset: 5)
    func opening(of part: String) -> String {
      let start = 5 + (text.range(of: part).map { text[..<$0.lowerBound].utf8.count } ?? 0)
      var range = function.range
      range.startOffset = start
      return function.opening(of: range)
    }
    #expect(opening(of: "{ if") == "if (a[';'] == \")\"[0] && b) { …")
    #expect(opening(of: "g()") == "g(); …")
    #expect(opening(of: "for") == "for (;;) h(1); …")
    #expect(opening(of: "x }") == "x } …")
  }

  /// What a scan keeps of a block brings it back, wherever the function stands then.
  @Test func blocksAreRecalled() throws {
    let function = makeFunction("void f(void)\n{\n  if (a) {\n    g();\n    h();\n  }\n}", offset: 20)
    var range = function.range
    (range.startOffset, range.endOffset) = (37, 67)
    let block = StatementAttribution(range: range, text: "if (a) { …", share: 0.5, isBlock: true)
    let detail = try #require(ScanMemory.Detail(of: function, statements: [block], similar: []))
    let recalled = try #require(detail.statements(of: makeFunction(function.text, line: 101)).first)
    #expect(recalled.isBlock && recalled.lines == "103–106" && recalled.text == block.text)
  }

  /// The starter finds no statement of a share worth showing in a long function, but reasons.
  @Test func aLongFunctionIsExplainedByBlocks() throws {
    let detector = Detector(model: try StarterModel.load())
    let piece = "  if (n > %) {\n    memcpy(d + %, s, n);\n    n -= %;\n  }\n"
    let body = (1...60).map { piece.replacing("%", with: String($0)) }.joined()
    let function = makeFunction("int f(char *d, char *s, int n)\n{\n\(body)  return n;\n}")
    let reasons = try detector.attribution(of: function, limit: 3)
    #expect(reasons.count == 3 && reasons.allSatisfy { $0.isBlock && $0.share >= Detector.leastShare })
    let parts = try detector.explanation(of: function).reasons
    #expect(parts.count == 3 && parts.allSatisfy(\.isBlock))
  }
}
