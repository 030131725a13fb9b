import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif
import Testing

@testable import Core

struct ChartSheetTests {
  private func chart(_ marks: ChartMark...) -> Chart {
    Chart("A chart", x: ChartAxis("step"), y: ChartAxis("loss"), marks: marks)
  }

  /// The elements of a picture by name, read by a real XML parser.
  private func elements(of svg: String) throws -> [String: Int] {
    let counter = ElementCounter()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return counter.counts
  }

  @Test func everyShapeGivesWellFormedSVG() throws {
    let points = [SIMD2(0.0, 1), SIMD2(1.0, 3), SIMD2(2.0, 2)]
    let bars = [ChartMark.Bar(range: 0...1, height: 2), ChartMark.Bar(range: 1...2, height: 0)]
    let marks =
      [
        ChartMark("line", .line(points), style: .series(0)),
        ChartMark("steps", .steps(points), style: .series(1)),
        ChartMark("band", .band([SIMD3(0, 1, 2), SIMD3(2, 1, 3)]), style: ChartStyle(.green, opacity: 0.2)),
        ChartMark("bars", .bars(bars), style: ChartStyle(.purple)),
        ChartMark("outline", .outline(bars), style: ChartStyle(.ochre)),
        ChartMark("rule", .rule(x: 1), style: ChartStyle(.grey, dash: .dashed)),
      ]
      + ChartStyle.Marker.allCases.map {
        ChartMark($0.rawValue, .points(points), style: ChartStyle(.sky, marker: $0, width: 7))
      }
    for key in [Chart.Key.legend, .direct, .none] {
      var chart = Chart("A chart", x: ChartAxis("step"), y: ChartAxis("loss"), marks: marks)
      chart.key = key
      let counts = try elements(of: ChartSheet([chart]).file)
      #expect((counts["path"] ?? 0) >= marks.count)
      #expect(counts["style"] == 1)
    }
  }

  @Test func thePictureFollowsTheColourSchemeAndTheElementLeavesThatToThePage() {
    let sheet = ChartSheet([chart(ChartMark("a", .line([.zero, .one]), style: .series(0)))])
    #expect(sheet.file.contains("prefers-color-scheme: dark"))
    let elements = sheet.elements
    #expect(elements.count == 1)
    #expect(!elements[0].contains("<style") && !elements[0].contains("<?xml"))
    #expect(elements[0].contains("role=\"img\""))
    #expect(elements[0].contains("aria-label=\"A chart\""))
  }

  @Test func equalChartsGiveEqualBytes() {
    func sheet() -> String {
      ChartSheet([chart(ChartMark("a", .line([SIMD2(0, 1.0 / 3), SIMD2(1, 2.0 / 3)]), style: .series(0)))])
        .file
    }
    #expect(sheet() == sheet())
  }

  @Test func hostileNamesCannotBecomeMarkup() throws {
    let name = "</text><script>alert(1)</script>\u{1b}[31m\u{202e}\u{fffe}&\"'"
    var chart = Chart(name, x: ChartAxis(name), y: ChartAxis(name), marks: [])
    chart.subtitle = name
    chart.summary = name
    chart.marks = [ChartMark(name, .line([.zero, .one]), style: .series(0))]
    let svg = ChartSheet([chart]).file
    #expect(try elements(of: svg)["script"] == nil)
    #expect(!svg.contains("<script"))
    #expect(!svg.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
  }

  @Test func numbersThatAreNotFiniteBreakALineAndNothingElse() throws {
    let points = [
      SIMD2(0.0, 1), SIMD2(1, .nan), SIMD2(2, 2), SIMD2(.infinity, 3), SIMD2(4, -.infinity), SIMD2(5, 1),
    ]
    let svg = ChartSheet([
      chart(
        ChartMark("a", .line(points), style: .series(0)), ChartMark("b", .points(points), style: .series(1)),
        ChartMark("c", .steps(points), style: .series(2)), ChartMark("d", .rule(x: .nan), style: .series(3)),
        ChartMark("e", .bars([.init(range: 0...1, height: .nan)]), style: .series(4)))
    ]).file
    _ = try elements(of: svg)
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test func aChartWithoutNumbersSaysSo() throws {
    for marks in [[], [ChartMark("a", .line([]), style: .series(0))]] {
      let svg = ChartSheet([Chart("Empty", x: ChartAxis("x"), y: ChartAxis("y"), marks: marks)]).file
      #expect(svg.contains("nothing to show"))
      _ = try elements(of: svg)
    }
  }

  @Test(
    arguments: [
      (0.0, 0.0), (1e308, -1e308), (.leastNonzeroMagnitude, 0), (1e20, 1e20 + 16384), (-3, -3), (0.1, 0.3),
      (1e-9, 2e-9),
    ] as [(Double, Double)])
  func anyRangeOfNumbersHasFewRoundTicks(first: Double, second: Double) {
    let scale = AxisScale(ChartAxis(""), values: [first, second], pixels: (0, 400), spacing: 60)
    #expect((1...12).contains(scale.ticks.count))
    #expect(scale.ticks.allSatisfy { $0.isFinite && scale.domain.contains($0) || abs($0) > 1e300 })
    #expect(Set(scale.ticks.map(scale.label)).count == scale.ticks.count || abs(first) > 1e19)
  }

  @Test func ticksAreRoundAndTheirTextsShort() {
    func labels(_ range: ClosedRange<Double>) -> [String] {
      let scale = AxisScale(
        ChartAxis(""), values: [range.lowerBound, range.upperBound], pixels: (0, 300), spacing: 60)
      return scale.ticks.map(scale.label)
    }
    #expect(labels(0...1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(0...4870) == ["0", "1000", "2000", "3000", "4000", "5000"])
    #expect(labels(-1...1) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
  }

  @Test func namesOfAnyLengthAreCutToFit() {
    let name = String(repeating: "wide ", count: 100_000)
    let fitted = TextWidth.fitted(name, size: 12, width: 200)
    #expect(fitted.hasPrefix("wide wide ") && fitted.hasSuffix("…"))
    #expect(TextWidth.of(fitted, size: 12) <= 200)
    #expect(TextWidth.of(fitted, size: 12) > 180)
    #expect(TextWidth.fitted("wide", size: 12, width: 200) == "wide")
  }

  @Test func namesAtLineEndsDoNotTouch() {
    let heights = ChartLayout.spread([50, 51, 52, 10], gap: 14, within: 0...100)
    let sorted = heights.sorted()
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 14 })
    #expect(heights[3] == 10)
    let low = ChartLayout.spread([99, 100], gap: 14, within: 0...100)
    #expect(low == [86, 100])
  }

  @Test func numbersAreWrittenTheShortestWay() {
    #expect(SVGText.number(1) == "1")
    #expect(SVGText.number(-0.5) == "-0.5")
    #expect(SVGText.number(2.006) == "2.01")
    #expect(SVGText.number(-0.001) == "0")
    #expect(SVGText.number(.nan) == "0")
    #expect(SVGText.number(1e300) == "1000000")
  }

  @Test func tonesHaveContrastOnTheirPaper() {
    for tone in ChartStyle.Tone.allCases {
      #expect(contrast(tone.light, "#ffffff") >= 3, "\(tone) on light")
      #expect(contrast(tone.dark, "#14181f") >= 3, "\(tone) on dark")
    }
  }

  @Test func seriesDifferInMoreThanColour() {
    let styles = (0..<8).map(ChartStyle.series)
    #expect(Set(styles.map(\.dash)).count == 8 && Set(styles.map(\.dash.pattern)).count == 8)
    #expect(Set(styles.prefix(6).map(\.tone)).count == 6)
  }

  /// Contrast of two colours (WCAG 2.1).
  private func contrast(_ first: String, _ second: String) -> Double {
    func luminance(_ color: String) -> Double {
      let value = Int(color.dropFirst(), radix: 16) ?? 0
      return zip([16, 8, 0], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, channel in
        let share = Double(value >> channel.0 & 255) / 255
        return sum + channel.1 * (share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4))
      }
    }
    let pair = [luminance(first), luminance(second)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }
}

private final class ElementCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String] = [:]
  ) {
    counts[elementName, default: 0] += 1
  }
}
