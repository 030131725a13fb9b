/// Draws a chart as SVG elements.
struct ChartDrawing {
  private let chart: Chart
  private let layout: ChartLayout

  init(_ chart: Chart, size: SIMD2<Double>) {
    self.chart = chart
    layout = ChartLayout(chart, size: size)
  }

  /// Writes the chart with its upper left corner at zero.
  func draw(into svg: inout SVGText) {
    drawHeading(&svg)
    drawGrid(&svg)
    if chart.marks.allSatisfy({ $0.extent.isEmpty }) {
      text(
        "nothing to show", at: SIMD2((layout.left + layout.right) / 2, (layout.top + layout.bottom) / 2),
        anchor: "middle", isSoft: true, &svg)
    }
    for mark in chart.marks { draw(mark, &svg) }
    drawAxes(&svg)
    if chart.key == .direct { drawDirectNames(&svg) }
  }

  private func text(
    _ content: String, at place: SIMD2<Double>, size: Double = ChartLayout.textSize,
    anchor: String = "start", isSoft: Bool = false, isBold: Bool = false, transform: String? = nil,
    _ svg: inout SVGText
  ) {
    svg.element(
      "text",
      [
        "x": .number(place.x), "y": .number(place.y), "font-size": .number(size),
        "text-anchor": anchor == "start" ? nil : .text(anchor), "class": isSoft ? "soft" : nil,
        "fill": .text(isSoft ? "#5b6573" : "#1c2430"), "font-weight": isBold ? "600" : nil,
        "transform": transform.map { .text($0) },
      ], text: content)
  }

  private func drawHeading(_ svg: inout SVGText) {
    let width = layout.size.x - 8
    let title = TextWidth.fitted(chart.title, size: ChartLayout.titleSize, width: width)
    text(title, at: SIMD2(4, 15), size: ChartLayout.titleSize, isBold: true, &svg)
    if !chart.subtitle.isEmpty {
      let subtitle = TextWidth.fitted(chart.subtitle, size: ChartLayout.textSize, width: width)
      text(subtitle, at: SIMD2(4, 32), isSoft: true, &svg)
    }
    for (mark, place) in layout.legend {
      drawSample(of: mark, at: place - SIMD2(0, 4), &svg)
      text(
        TextWidth.fitted(mark.name, size: ChartLayout.textSize, width: width - 32),
        at: place + SIMD2(ChartLayout.sampleWidth + 6, 0), &svg)
    }
  }

  private func drawSample(of mark: ChartMark, at place: SIMD2<Double>, _ svg: inout SVGText) {
    let path = MarkPath(mark.style)
    let end = place + SIMD2(ChartLayout.sampleWidth, 0)
    switch mark.shape {
    case .line, .steps, .rule, .outline: path.stroke("M\(pair(place))L\(pair(end))", into: &svg)
    case .points:
      // Points as small as those of a crowd would not be seen alone.
      var style = mark.style
      style.width = max(style.width, 6)
      MarkPath(style).points([(place + end) / 2], into: &svg)
    case .band, .bars:
      let (low, high) = (place + SIMD2(4, 5), end - SIMD2(4, 5))
      path.fill(
        "M\(pair(low))L\(pair(SIMD2(low.x, high.y)))L\(pair(high))L\(pair(SIMD2(high.x, low.y)))Z", into: &svg
      )
    }
  }

  private func drawGrid(_ svg: inout SVGText) {
    for tick in layout.y.ticks {
      let y = layout.y(tick)
      svg.element(
        "path",
        [
          "d": .text("M\(pair(SIMD2(layout.left, y)))L\(pair(SIMD2(layout.right, y)))"), "class": "grid",
          "stroke": "#dfe3e8", "stroke-width": 1,
        ])
      text(
        layout.y.label(tick), at: SIMD2(layout.left - 8, y + 4), anchor: "end", isSoft: true, &svg)
    }
  }

  private func drawAxes(_ svg: inout SVGText) {
    if chart.x.hasTicks {
      svg.element(
        "path",
        [
          "d": .text(
            "M\(pair(SIMD2(layout.left, layout.bottom)))L\(pair(SIMD2(layout.right, layout.bottom)))"),
          "class": "axis", "stroke": "#5b6573", "stroke-width": 1,
        ])
    }
    for tick in layout.x.ticks {
      let x = layout.x(tick)
      svg.element(
        "path",
        [
          "d": .text("M\(pair(SIMD2(x, layout.bottom)))L\(pair(SIMD2(x, layout.bottom + 4)))"),
          "class": "axis", "stroke": "#5b6573", "stroke-width": 1,
        ])
      text(layout.x.label(tick), at: SIMD2(x, layout.bottom + 17), anchor: "middle", isSoft: true, &svg)
    }
    if !chart.x.label.isEmpty {
      text(
        chart.x.label, at: SIMD2((layout.left + layout.right) / 2, layout.size.y - 5), anchor: "middle",
        isSoft: true, &svg)
    }
    if !chart.y.label.isEmpty {
      let middle = (layout.top + layout.bottom) / 2
      text(
        chart.y.label, at: SIMD2(13, middle), anchor: "middle", isSoft: true,
        transform: "rotate(-90 13 \(SVGText.number(middle)))", &svg)
    }
  }

  private func drawDirectNames(_ svg: inout SVGText) {
    let named = chart.marks.compactMap { mark in
      mark.name.isEmpty ? nil : mark.extent.last.map { (mark, layout.y($0.y)) }
    }
    let heights = ChartLayout.spread(
      named.map(\.1), gap: 14, within: layout.top...max(layout.top, layout.bottom))
    for ((mark, _), height) in zip(named, heights) {
      let name = TextWidth.fitted(
        mark.name, size: ChartLayout.textSize, width: layout.size.x - layout.right - 8)
      text(name, at: SIMD2(layout.right + 6, height + 4), &svg)
    }
  }

  private func draw(_ mark: ChartMark, _ svg: inout SVGText) {
    let path = MarkPath(mark.style)
    switch mark.shape {
    case .line(let points): path.stroke(lines(points), into: &svg)
    case .steps(let points): path.stroke(steps(points), into: &svg)
    case .points(let points):
      path.points(points.filter { $0.x.isFinite && $0.y.isFinite }.map(place), into: &svg)
    case .band(let points): path.fill(band(points), into: &svg)
    case .bars(let bars):
      path.fill(
        finite(bars).map { bar in
          let (low, high) = (SIMD2(bar.range.lowerBound, 0), SIMD2(bar.range.upperBound, bar.height))
          let (first, last) = (place(low), place(high))
          guard last.y < first.y else { return "" }
          return "M\(pair(first + SIMD2(0.5, 0)))V\(SVGText.number(last.y))H\(SVGText.number(last.x - 0.5))"
            + "V\(SVGText.number(first.y))Z"
        }.joined(), into: &svg)
    case .outline(let bars):
      let corners = finite(bars).flatMap { bar in
        [SIMD2(bar.range.lowerBound, bar.height), SIMD2(bar.range.upperBound, bar.height)]
      }
      guard let first = corners.first, let last = corners.last else { return }
      path.stroke(lines([SIMD2(first.x, 0)] + corners + [SIMD2(last.x, 0)]), into: &svg)
    case .rule(let x):
      guard x.isFinite else { return }
      path.stroke(
        "M\(pair(SIMD2(layout.x(x), layout.bottom)))L\(pair(SIMD2(layout.x(x), layout.top)))", into: &svg)
    }
  }

  private func finite(_ bars: [ChartMark.Bar]) -> [ChartMark.Bar] {
    bars.filter { $0.height.isFinite && $0.range.lowerBound.isFinite && $0.range.upperBound.isFinite }
  }

  private func lines(_ points: [SIMD2<Double>]) -> String {
    var isDown = false
    return points.reduce(into: "") { path, point in
      guard point.x.isFinite && point.y.isFinite else { return isDown = false }
      path += (isDown ? "L" : "M") + pair(place(point))
      isDown = true
    }
  }

  private func steps(_ points: [SIMD2<Double>]) -> String {
    var isDown = false
    return points.reduce(into: "") { path, point in
      guard point.x.isFinite && point.y.isFinite else { return isDown = false }
      let place = place(point)
      path +=
        isDown ? "V\(SVGText.number(place.y))H\(SVGText.number(place.x))" : "M\(pair(place))"
      isDown = true
    }
  }

  private func band(_ points: [SIMD3<Double>]) -> String {
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }
    guard !finite.isEmpty else { return "" }
    let upper = finite.map { pair(place(SIMD2($0.x, $0.z))) }
    let lower = finite.reversed().map { pair(place(SIMD2($0.x, $0.y))) }
    return "M" + (upper + lower).joined(separator: "L") + "Z"
  }

  private func place(_ point: SIMD2<Double>) -> SIMD2<Double> { SIMD2(layout.x(point.x), layout.y(point.y)) }
}

/// Two coordinates as SVG paths write them.
func pair(_ place: SIMD2<Double>) -> String { "\(SVGText.number(place.x)) \(SVGText.number(place.y))" }
