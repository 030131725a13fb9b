/// A chart as a value: two axes and what is drawn between them.
///
/// Numbers that are not finite are left out; a line breaks there. ``ChartSheet`` turns charts into SVG.
public struct Chart: Hashable, Sendable {
  /// What the chart shows, in a few words.
  public var title: String
  /// One more line in smaller letters; empty for none.
  var subtitle = ""
  /// The horizontal axis.
  public var x: ChartAxis
  /// The vertical axis.
  public var y: ChartAxis
  /// What is drawn, from back to front.
  public var marks: [ChartMark]
  /// Where the names of marks stand.
  public var key = Key.legend
  /// Whether a unit is as long on both axes, as in a map.
  var hasEqualUnits = false
  /// What a reader who cannot see the chart is told besides its title.
  public var summary = ""

  /// Where the names of marks stand.
  public enum Key: Hashable, Sendable {
    /// Above the chart, with a sample of each style.
    case legend
    /// At the right end of each line.
    case direct
    /// Nowhere.
    case none
  }

  /// Creates a chart.
  public init(_ title: String, x: ChartAxis, y: ChartAxis, marks: [ChartMark]) {
    self.title = title
    self.x = x
    self.y = y
    self.marks = marks
  }
}

/// An axis of a chart.
public struct ChartAxis: Hashable, Sendable {
  /// What it measures, with the unit; empty for none.
  public var label: String
  /// The numbers it covers at least.
  public var includes: ClosedRange<Double>?
  /// Whether it ends exactly where `includes` does, rather than at the next tick beyond all marks.
  var isFixed = false
  /// Whether it has ticks, their numbers and lines across the chart.
  var hasTicks = true

  /// Creates an axis.
  public init(_ label: String, includes: ClosedRange<Double>? = nil, isFixed: Bool = false) {
    self.label = label
    self.includes = includes
    self.isFixed = isFixed
  }

  /// An axis of shares, from 0 to 1.
  public static func share(_ label: String) -> ChartAxis { ChartAxis(label, includes: 0...1, isFixed: true) }
  /// An axis without numbers.
  static let bare: ChartAxis = {
    var axis = ChartAxis("")
    axis.hasTicks = false
    return axis
  }()
}

/// Something drawn between the axes.
public struct ChartMark: Hashable, Sendable {
  /// Its name in the legend or at its end; empty for none.
  public var name: String
  /// Its form.
  var shape: Shape
  /// Its colour, dashes and marker; marks differ in more than colour.
  public var style: ChartStyle

  /// A bar from zero to its height.
  public struct Bar: Hashable, Sendable {
    /// From where to where it stands on the horizontal axis.
    public var range: ClosedRange<Double>
    /// Its height on the vertical axis.
    public var height: Double

    /// Creates a bar.
    public init(range: ClosedRange<Double>, height: Double) {
      self.range = range
      self.height = height
    }
  }

  /// The form of a mark.
  public enum Shape: Hashable, Sendable {
    /// Straight lines from point to point.
    case line([SIMD2<Double>])
    /// To each point vertically first, then horizontally.
    case steps([SIMD2<Double>])
    /// The area between a lower (`y`) and an upper (`z`) number at each `x`.
    case band([SIMD3<Double>])
    /// Single points in the style's marker.
    case points([SIMD2<Double>])
    /// Bars from zero.
    case bars([Bar])
    /// The outline of bars from zero, side by side.
    case outline([Bar])
    /// A vertical line across the chart.
    case rule(x: Double)
  }

  /// Creates a mark.
  public init(_ name: String, _ shape: Shape, style: ChartStyle) {
    self.name = name
    self.shape = shape
    self.style = style
  }
}

extension ChartMark {
  /// The finite places that the axes must cover.
  var extent: [SIMD2<Double>] {
    let places: [SIMD2<Double>] =
      switch shape {
      case .line(let points), .steps(let points), .points(let points): points
      case .band(let points): points.flatMap { [SIMD2($0.x, $0.y), SIMD2($0.x, $0.z)] }
      case .bars(let bars), .outline(let bars):
        bars.flatMap { [SIMD2($0.range.lowerBound, 0), SIMD2($0.range.upperBound, $0.height)] }
      case .rule: []
      }
    return places.filter { $0.x.isFinite && $0.y.isFinite }
  }
}
