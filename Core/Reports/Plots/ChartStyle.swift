/// How a mark looks: a colour that colour-blind readers can tell, and dashes and markers for all.
public struct ChartStyle: Hashable, Sendable {
  /// The colour.
  var tone: Tone
  /// The dashes of a line.
  var dash = Dash.solid
  /// The form of a point.
  public var marker = Marker.dot
  /// The width of a line in pixels.
  public var width = 1.6
  /// 0 (invisible) ... 1 (solid).
  var opacity = 1.0

  /// Creates a style.
  public init(
    _ tone: Tone, dash: Dash = .solid, marker: Marker = .dot, width: Double = 1.6, opacity: Double = 1
  ) {
    self.tone = tone
    self.dash = dash
    self.marker = marker
    self.width = width
    self.opacity = opacity
  }

  /// Styles for lines side by side; the first is the boldest.
  ///
  /// Up to as many as there are kinds of dashes, no two have the same: they can be told apart without colour.
  public static func series(_ number: Int) -> ChartStyle {
    let tones = Tone.series
    let dashes = Dash.allCases
    return ChartStyle(
      tones[number % tones.count], dash: dashes[number % dashes.count],
      width: number == 0 ? 2.2 : 1.6)
  }

  /// A colour, one on light and one on dark paper.
  ///
  /// After Okabe and Ito (Color Universal Design, 2008), darkened or lightened until each has a contrast of at
  /// least 3 : 1 with its paper, as WCAG 2.1 asks of graphics.
  public enum Tone: String, Hashable, Sendable, CaseIterable {
    case blue, vermilion, green, purple, ochre, sky, grey

    /// The tones of lines side by side, in the order in which they are taken.
    static let series: [Tone] = [.blue, .vermilion, .green, .purple, .ochre, .sky]

    /// The colour on light paper.
    var light: String {
      switch self {
      case .blue: "#0068a8"
      case .vermilion: "#c2500a"
      case .green: "#007d5c"
      case .purple: "#a3477f"
      case .ochre: "#8f6400"
      case .sky: "#2f8cc4"
      case .grey: "#6b7280"
      }
    }

    /// The colour on dark paper.
    var dark: String {
      switch self {
      case .blue: "#58b2f0"
      case .vermilion: "#ff8f52"
      case .green: "#35c79f"
      case .purple: "#e79bc8"
      case .ochre: "#e5b849"
      case .sky: "#9bd3f7"
      case .grey: "#9aa4b2"
      }
    }
  }

  /// The dashes of a line.
  public enum Dash: String, Hashable, Sendable, CaseIterable {
    case solid, dashed, dotted, dashDot, longDashed, dashDotDot, sparse, dense

    /// Lengths of dashes and gaps as SVG writes them; nil for a solid line.
    var pattern: String? {
      switch self {
      case .solid: nil
      case .dashed: "6 4"
      case .dotted: "1.5 3.5"
      case .dashDot: "8 3 2 3"
      case .longDashed: "12 5"
      case .dashDotDot: "8 3 2 3 2 3"
      case .sparse: "2 7"
      case .dense: "3 2"
      }
    }
  }

  /// The form of a point.
  public enum Marker: String, Hashable, Sendable, CaseIterable {
    case dot, square, triangle, diamond, cross
  }
}

extension ChartStyle {
  /// The style sheet of charts: the page's colour scheme decides between light and dark.
  ///
  /// A page that inlines charts takes this once. Colours also stand in attributes, for viewers that know no
  /// custom properties.
  static var styleSheet: String {
    let light = Tone.allCases.map { "--va-\($0.rawValue):\($0.light)" }.joined(separator: ";")
    let dark = Tone.allCases.map { "--va-\($0.rawValue):\($0.dark)" }.joined(separator: ";")
    let tones = Tone.allCases.map { tone in
      ".va-chart .s-\(tone.rawValue){stroke:var(--va-\(tone.rawValue))}"
        + ".va-chart .f-\(tone.rawValue){fill:var(--va-\(tone.rawValue))}"
    }.joined(separator: "\n")
    return """
      .va-chart{--va-paper:#ffffff;--va-ink:#1c2430;--va-soft:#5b6573;--va-line:#dfe3e8;\(light);\
      font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
      @media (prefers-color-scheme: dark){.va-chart{--va-paper:#14181f;--va-ink:#e8ecf2;--va-soft:#a3adba;\
      --va-line:#2c333d;\(dark)}}
      .va-chart text{fill:var(--va-ink)}
      .va-chart .soft{fill:var(--va-soft)}
      .va-chart .paper{fill:var(--va-paper)}
      .va-chart .halo{stroke:var(--va-paper)}
      .va-chart .grid{stroke:var(--va-line)}
      .va-chart .axis{stroke:var(--va-soft)}
      \(tones)

      """
  }
}

extension ChartStyle {
  /// The style sheet of charts for an ``HTMLPage``: its papers and inks, and its choice of light or dark.
  static var pageStyleSheet: String {
    let dark = Tone.allCases.map { "--va-\($0.rawValue):\($0.dark)" }.joined(separator: ";")
    let light = Tone.allCases.map { "--va-\($0.rawValue):\($0.light)" }.joined(separator: ";")
    return styleSheet + """
      .va-chart{--va-paper:var(--panel);--va-ink:var(--text);--va-soft:var(--muted);--va-line:var(--line)}
      :root[data-theme="light"] .va-chart{\(light)}
      :root[data-theme="dark"] .va-chart{\(dark)}

      """
  }
}
