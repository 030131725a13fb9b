/// Writes the paths of a mark in its style.
struct MarkPath {
  private let style: ChartStyle

  init(_ style: ChartStyle) { self.style = style }

  private var opacity: SVGText.Value? { style.opacity < 1 ? .number(style.opacity) : nil }

  /// A line along a path.
  func stroke(_ path: String, into svg: inout SVGText) {
    guard !path.isEmpty else { return }
    svg.element(
      "path",
      [
        "d": .text(path), "class": .text("s-\(style.tone.rawValue)"), "stroke": .text(style.tone.light),
        "stroke-width": .number(style.width), "stroke-dasharray": style.dash.pattern.map { .text($0) },
        "stroke-linejoin": "round", "stroke-opacity": opacity, "fill": "none",
      ])
  }

  /// The area inside a path.
  func fill(_ path: String, into svg: inout SVGText) {
    guard !path.isEmpty else { return }
    svg.element(
      "path",
      [
        "d": .text(path), "class": .text("f-\(style.tone.rawValue)"), "fill": .text(style.tone.light),
        "fill-opacity": opacity,
      ])
  }

  /// Markers at places; the style's width is their size.
  ///
  /// Dots and squares are ends of lines without length, the shortest way to write thousands of them.
  func points(_ places: [SIMD2<Double>], into svg: inout SVGText) {
    guard !places.isEmpty else { return }
    let size = style.width
    switch style.marker {
    case .dot, .square:
      svg.element(
        "path",
        [
          "d": .text(places.map { "M\(pair($0))h0" }.joined()), "class": .text("s-\(style.tone.rawValue)"),
          "stroke": .text(style.tone.light), "stroke-width": .number(size), "stroke-opacity": opacity,
          "stroke-linecap": style.marker == .dot ? "round" : "square", "fill": "none",
        ])
    case .cross:
      let arm = size / 2
      svg.element(
        "path",
        [
          "d": .text(
            places.map { place in
              "M\(pair(place - arm))L\(pair(place + arm))"
                + "M\(pair(place + SIMD2(-arm, arm)))L\(pair(place + SIMD2(arm, -arm)))"
            }.joined()), "class": .text("s-\(style.tone.rawValue)"), "stroke": .text(style.tone.light),
          "stroke-width": 1.8, "stroke-opacity": opacity, "fill": "none",
        ])
    case .triangle, .diamond:
      // A rim of the paper's colour keeps markers apart that lie on each other.
      svg.element(
        "path",
        [
          "d": .text(places.map(outline).joined()), "class": .text("f-\(style.tone.rawValue) halo"),
          "fill": .text(style.tone.light), "fill-opacity": opacity, "stroke": "#ffffff", "stroke-width": 0.8,
        ])
    }
  }

  private func outline(at place: SIMD2<Double>) -> String {
    let half = style.width / 2
    let corners: [SIMD2<Double>] =
      style.marker == .triangle
      ? [SIMD2(0, -1.15), SIMD2(1, 0.75), SIMD2(-1, 0.75)]
      : [SIMD2(0, -1.2), SIMD2(1.2, 0), SIMD2(0, 1.2), SIMD2(-1.2, 0)]
    return "M" + corners.map { pair(place + $0 * half) }.joined(separator: "L") + "Z"
  }
}
