/// Charts side by side in one SVG picture.
///
/// The same charts give the same bytes. The picture follows the reader's colour scheme by itself.
public struct ChartSheet: Hashable, Sendable {
  /// The charts, row by row.
  var charts: [Chart]
  /// How many charts stand side by side.
  public var columns: Int
  /// Width and height of each chart in pixels.
  public var size: SIMD2<Double>

  private static let gap = 18.0
  private static let margin = 12.0

  /// Creates a sheet.
  ///
  /// - Precondition: `columns` is positive.
  public init(_ charts: [Chart], columns: Int = 1, size: SIMD2<Double> = SIMD2(640, 380)) {
    precondition(columns > 0, "a sheet has columns")
    self.charts = charts
    self.columns = columns
    self.size = size
  }

  /// The picture as a file of its own.
  public var file: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg(isAlone: true)
  }

  /// The charts as elements of a page that has ``ChartStyle/pageStyleSheet``, which may arrange them anew.
  public var elements: [String] {
    charts.map { ChartSheet([$0], size: size).svg(isAlone: false) }
  }

  private func svg(isAlone: Bool) -> String {
    let used = min(columns, max(1, charts.count))
    let rows = (charts.count + used - 1) / max(1, used)
    func length(_ count: Int, _ one: Double) -> Double {
      2 * Self.margin + Double(count) * one + Double(max(0, count - 1)) * Self.gap
    }
    let (width, height) = (length(used, size.x), length(rows, size.y))
    let title = charts.map(\.title).joined(separator: "; ")
    var svg = SVGText()
    svg.group(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "va-chart", "width": .number(width),
        "height": .number(height),
        "viewBox": .text("0 0 \(SVGText.number(width)) \(SVGText.number(height))"), "role": "img",
        "aria-label": .text(title),
      ]
    ) { svg in
      let summary = charts.map(\.summary).filter { !$0.isEmpty }.joined(separator: " ")
      if !summary.isEmpty { svg.element("desc", [:], text: summary) }
      if isAlone {
        svg.verbatim("<style>\n\(ChartStyle.styleSheet)</style>\n")
        svg.element(
          "rect",
          ["width": .number(width), "height": .number(height), "class": "paper", "fill": "#ffffff"])
      }
      for (index, chart) in charts.enumerated() {
        let x = Self.margin + Double(index % used) * (size.x + Self.gap)
        let y = Self.margin + Double(index / used) * (size.y + Self.gap)
        svg.group("g", ["transform": .text("translate(\(SVGText.number(x)) \(SVGText.number(y)))")]) {
          ChartDrawing(chart, size: size).draw(into: &$0)
        }
      }
    }
    return svg.text
  }
}
