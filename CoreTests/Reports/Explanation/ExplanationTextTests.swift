import Foundation
import Testing

@testable import Core

struct ExplanationTextTests {
  static func explanation() -> Explanation {
    let text = "int f(char *a)\n{\n\ta[0] = 1; /* \u{1b}[2J */\n  return 0;\n}"
    var function = DetectorTests.function(text, name: "f\u{1b}")
    function.range.startLine = 10
    let offsets = [10: 0, 12: 18, 13: 46]
    func part(_ line: Int, _ contribution: Double, _ without: Float) -> Explanation.Part {
      let offset = function.range.startOffset + (offsets[line] ?? 0)
      return Explanation.Part(
        range: SourceRange(
          startOffset: offset, endOffset: offset + 1, startLine: line, startColumn: 1, endLine: line,
          endColumn: 2),
        text: "statement \(line)", contribution: contribution, scoreWithout: without)
    }
    return Explanation(
      function: function, score: 0.75, threshold: 0.5,
      parts: [part(10, -0.5, 0.8), part(12, 1, 0.25), part(13, 0, 0.75)], logit: 1.1, baseline: 0.6,
      error: 0.0001,
      decidingCount: 3,
      similarFunctions: [
        SimilarFunction(name: "g", project: "lib", similarity: 0.5, isVulnerable: true, cve: "CVE-2020-1")
      ], method: "ddan")
  }

  @Test func textHasABarForEachLine() {
    let text = ExplanationText().text(of: Self.explanation())
    #expect(
      text == """
        a.c:10: f\\u{1b} has the score 0.750, a suspect (from 0.500, method ddan).

            10 ░░░░      -0.50 │ int f(char *a)
            11                 │ {
            12 ████████  +1.00 │         a[0] = 1; /* \\u{1b}[2J */
            13           +0.00 │   return 0;
            14                 │ }

        Adds most to the score:
           +1.00  line 12: statement 12

        Lowers the score most when left out:
          0.250  line 12: statement 12

        Resembles these labelled vulnerable functions:
          0.500  g of lib (CVE-2020-1)

        Bars are shares of the logit difference, which goes from 0.60 without content to 1.10. They say what the model looked at; a mistake may well be elsewhere.

        """)
  }

  @Test func theHeadIsNoReasonUnlessAllIsAsked() {
    var explanation = Self.explanation()
    explanation.parts[0].scoreWithout = 0.2
    #expect(!ExplanationText().text(of: explanation).contains("0.200  line 10"))
    #expect(ExplanationText(showsAll: true).text(of: explanation).contains("0.200  line 10"))
  }

  @Test func colourIsUsedOnlyWhereAsked() {
    let colored = ExplanationText(style: ReportStyle(usesColor: true)).text(of: Self.explanation())
    #expect(colored.contains("\u{1b}[31m████████\u{1b}[0m") && !colored.contains("\u{1b}[2J"))
    #expect(!ExplanationText().text(of: Self.explanation()).contains("\u{1b}"))
  }

  @Test func jsonHoldsTheSame() throws {
    let text = ExplanationJSON.text(of: Self.explanation())
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["score"] as? Double == 0.75 && object["version"] as? Int == 1)
    let statements = try #require(object["statements"] as? [[String: Any]])
    #expect(statements.map { $0["contribution"] as? Double } == [-0.5, 1, 0])
    #expect(statements.map { $0["scoreWithout"] as? Double } == [0.8, 0.25, 0.75])
    #expect(!text.contains("\u{1b}"))
  }
}
