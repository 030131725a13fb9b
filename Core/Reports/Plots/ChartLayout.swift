/// Where the parts of a chart are, in pixels from its upper left corner.
struct ChartLayout {
  /// The size of the whole chart.
  let size: SIMD2<Double>
  /// The corners of the area between the axes.
  let left: Double, right: Double, top: Double, bottom: Double
  /// The scales of both axes.
  let x: AxisScale, y: AxisScale
  /// The entries of the legend and where they start.
  let legend: [(mark: ChartMark, position: SIMD2<Double>)]

  static let titleSize = 14.0
  static let textSize = 11.5
  /// The space of a legend entry's sample.
  static let sampleWidth = 26.0
  private static let lineHeight = 17.0

  /// Arranges a chart in a size.
  init(_ chart: Chart, size: SIMD2<Double>) {
    self.size = size
    let text = Self.textSize
    let extent = chart.marks.flatMap(\.extent)
    let rules = chart.marks.compactMap { mark -> Double? in
      if case .rule(let x) = mark.shape, x.isFinite { x } else { nil }
    }
    var y = 18.0 + (chart.subtitle.isEmpty ? 0 : Self.lineHeight)
    let entries = chart.key == .legend ? chart.marks.filter { !$0.name.isEmpty } : []
    var legend: [(ChartMark, SIMD2<Double>)] = []
    if !entries.isEmpty {
      var x = 4.0
      y += Self.lineHeight
      for mark in entries {
        let width = Self.sampleWidth + 6 + TextWidth.of(mark.name, size: text) + 14
        if x > 4, x + width > size.x {
          x = 4
          y += Self.lineHeight
        }
        legend.append((mark, SIMD2(x, y)))
        x += width
      }
    }
    top = y + (entries.isEmpty ? 12 : 16)
    bottom = size.y - (chart.x.hasTicks ? 20 : 6) - (chart.x.label.isEmpty ? 0 : 17)
    let vertical = AxisScale(chart.y, values: extent.map(\.y), pixels: (bottom, top), spacing: 34)
    let widest = vertical.ticks.map { TextWidth.of(vertical.label($0), size: text) }.max() ?? 0
    left = (chart.y.label.isEmpty ? 4 : 22) + (chart.y.hasTicks ? widest + 8 : 0)
    var margin = 12.0
    if chart.key == .direct {
      let names = chart.marks.map { TextWidth.of($0.name, size: text) }.max() ?? 0
      margin = max(margin, min(names, size.x / 3) + 10)
    }
    right = size.x - margin
    let horizontal = AxisScale(
      chart.x, values: extent.map(\.x) + rules, pixels: (left, right), spacing: 62)
    self.legend = legend
    if chart.hasEqualUnits {
      (self.x, self.y) = Self.withEqualUnits(horizontal, vertical, chart)
    } else {
      (self.x, self.y) = (horizontal, vertical)
    }
  }

  /// Scales on which a unit has the same length, both widened around their middles.
  private static func withEqualUnits(
    _ x: AxisScale, _ y: AxisScale, _ chart: Chart
  ) -> (AxisScale, AxisScale) {
    func unit(_ scale: AxisScale) -> Double {
      (scale.domain.upperBound - scale.domain.lowerBound) / abs(scale.pixels.1 - scale.pixels.0)
    }
    let larger = max(unit(x), unit(y))
    func widened(_ scale: AxisScale, _ axis: ChartAxis) -> AxisScale {
      var axis = axis
      let middle = scale.domain.lowerBound / 2 + scale.domain.upperBound / 2
      let half = larger * abs(scale.pixels.1 - scale.pixels.0) / 2
      axis.includes = middle - half...middle + half
      axis.isFixed = true
      return AxisScale(axis, values: [], pixels: scale.pixels, spacing: 62)
    }
    return (widened(x, chart.x), widened(y, chart.y))
  }

  /// Heights at which texts of one line can stand without touching, as near as possible to those wanted.
  static func spread(_ heights: [Double], gap: Double, within range: ClosedRange<Double>) -> [Double] {
    let order = heights.indices.sorted { (heights[$0], $0) < (heights[$1], $1) }
    var result = heights
    var lowest = range.lowerBound
    for index in order {
      result[index] = max(heights[index], lowest)
      lowest = result[index] + gap
    }
    var highest = range.upperBound
    for index in order.reversed() {
      result[index] = min(result[index], highest)
      highest = result[index] - gap
    }
    return result
  }
}
