import Foundation
import Testing

@testable import Core

struct BufferScanTests {
  static let text = """
    // Naïve 😀
    int before;
    static const char *
    name_of(/* the thing's */ int value,
            int unused)
    {
      return value ? "ä" : 0;
    }
    struct f { int a; };
    struct f f(void) { struct f é = {1}; return é; } int g(a) int a; { return a; }

    """

  private func slice(_ range: TextRange, of text: BufferText) -> String {
    var units: [UInt16] = []
    for line in range.start.line...range.end.line {
      let all = Array(text.lines[line].utf16)
      let first = line == range.start.line ? range.start.column : 0
      let last = line == range.end.line ? range.end.column : all.count
      units += all[first..<last]
    }
    return String(decoding: units, as: UTF16.self)
  }

  @Test(arguments: ["\n", "\r\n"])
  func rangesAreThoseOfTheEditor(lineEnd: String) throws {
    let text = BufferText(Self.text.replacingOccurrences(of: "\n", with: lineEnd))
    let scan = try BufferScan(text, detector: Detector(model: SampleModel.make()))
    #expect(scan.functions.map(\.function.name) == ["name_of", "f", "g"])
    #expect(scan.functions.map { slice($0.name, of: text) } == ["name_of", "f", "g"])
    #expect(
      scan.functions.map { slice($0.signature, of: text) } == [
        "static const char *\(lineEnd)name_of(/* the thing's */ int value,\(lineEnd)        int unused)",
        "struct f f(void)", "int g(a)",
      ])
    #expect(slice(scan.functions[2].range, of: text) == "int g(a) int a; { return a; }")
    #expect(scan.functions[1].name.start == TextPosition(line: 9, column: 9))
    #expect(scan.functions[2].name.start == TextPosition(line: 9, column: 53))
  }

  @Test func scoresAreThoseOfTheDetectorWhateverTheLineEnds() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 40, scale: 2))
    let expected = try detector.scores(
      of: FunctionParser().parse(SourceText(Self.text), file: "a.c").functions)
    for lineEnd in ["\n", "\r\n", "\r"] {
      let scan = try BufferScan(
        BufferText(Self.text.replacingOccurrences(of: "\n", with: lineEnd)), detector: detector)
      #expect(scan.functions.map(\.score) == expected)
    }
  }

  @Test func suspectsReachTheThreshold() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 40, scale: 2))
    let text = BufferText(Self.text)
    let scores = try BufferScan(text, detector: detector).functions.map(\.score)
    let highest = try #require(scores.max())
    let scan = try BufferScan(text, detector: detector, threshold: highest)
    #expect(scan.suspects.map(\.score) == [highest])
    #expect(try BufferScan(text, detector: detector, threshold: 0).suspects.count == 3)
    #expect(try BufferScan(text, detector: detector).threshold == 0.5)
  }

  @Test func theFunctionAtAPlaceIsFound() throws {
    let scan = try BufferScan(BufferText(Self.text), detector: Detector(model: SampleModel.make()))
    #expect(scan.function(at: TextPosition(line: 6, column: 0))?.function.name == "name_of")
    #expect(scan.function(at: TextPosition(line: 9, column: 60))?.function.name == "g")
    #expect(scan.function(at: TextPosition(line: 1, column: 0)) == nil)
  }

  @Test func attributionsStandWhereTheirStatementsDo() throws {
    let detector = Detector(model: try SampleModel.make(maximumStatements: 40, scale: 2))
    let text = BufferText(Self.text.replacingOccurrences(of: "\n", with: "\r\n"))
    let scan = try BufferScan(text, detector: detector)
    let attributions = try scan.attributions(of: scan.functions, limit: 5)
    #expect(attributions.count == 3)
    #expect(attributions.contains { !$0.isEmpty })
    for statement in attributions.joined() {
      let words = slice(statement.range, of: text).split(whereSeparator: \.isWhitespace)
      #expect(words.joined(separator: " ") == statement.attribution.text)
    }
  }

  @Test func aCancelledScanStops() throws {
    let detector = Detector(model: try SampleModel.make())
    let many = BufferText((0..<300).map { "int f\($0)(int a) { return a + \($0); }\n" }.joined())
    #expect(throws: CancellationError.self) {
      try BufferScan(many, detector: detector, isCancelled: { true })
    }
    var questions = 0
    #expect(throws: CancellationError.self) {
      try BufferScan(
        many, detector: detector,
        isCancelled: {
          questions += 1
          return questions == 3
        })
    }
    let scan = try BufferScan(many, detector: detector)
    #expect(scan.functions.count == 300)
    #expect(throws: CancellationError.self) {
      try scan.attributions(of: scan.functions, limit: 1, isCancelled: { true })
    }
  }

  @Test func textsThatAreNotCAreScannedToo() throws {
    let detector = Detector(model: try SampleModel.make())
    for text in ["", "\n", "\u{FEFF}", "{{{{((", "int f(", "\"unclosed", "/* unclosed", "\0\0\r\r\n"] {
      #expect(try BufferScan(BufferText(text), detector: detector).functions.count <= 1)
    }
  }
}
