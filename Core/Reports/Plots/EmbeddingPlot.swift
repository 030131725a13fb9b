/// A t-SNE of the joint space, coloured by domain and label (paper, Figure 3).
public struct EmbeddingPlot: Sendable {
  /// One function in the plane.
  public struct Point: Hashable, Sendable {
    /// Where it is.
    var position: SIMD2<Double>
    /// Whether it comes from the source; from the target otherwise.
    var isSource: Bool
    /// Its label; nil where nobody knows.
    public var label: Label?

    /// Creates a point.
    public init(position: SIMD2<Double>, isSource: Bool, label: Label?) {
      self.position = position
      self.isSource = isSource
      self.label = label
    }
  }

  private let points: [Point]
  private let method: String
  /// The perplexity of the t-SNE.
  public let perplexity: Double
  /// Whether only a sample of the functions is shown.
  private(set) var isThinned = false

  /// Creates the plot of a method's joint space.
  public init(_ points: [Point], method: String, perplexity: Double) {
    self.points = points
    self.method = method
    self.perplexity = perplexity
  }

  /// Joint spaces of the same projects side by side, such as without adaptation and with it.
  public static func sheet(_ plots: [EmbeddingPlot]) -> ChartSheet {
    let size: SIMD2<Double> = plots.count > 1 ? SIMD2(760, 560) : SIMD2(1080, 720)
    return ChartSheet(plots.map(\.chart), columns: max(1, plots.count), size: size)
  }

  /// The plot; see ``chart``.
  public var sheet: ChartSheet { Self.sheet([self]) }

  /// The points; no numbers stand at the axes because distances mean little.
  var chart: Chart {
    let size = points.count > 8000 ? 2.2 : points.count > 2000 ? 3 : 4
    var marks: [ChartMark] = []
    let groups: [(String, Bool, Label?, ChartStyle)] = [
      ("source, clean", true, .notVulnerable, ChartStyle(.blue, marker: .dot, width: size, opacity: 0.6)),
      ("source, no label", true, nil, ChartStyle(.blue, marker: .dot, width: size, opacity: 0.6)),
      (
        "target, clean", false, .notVulnerable,
        ChartStyle(.ochre, marker: .square, width: size, opacity: 0.6)
      ),
      ("target, no label", false, nil, ChartStyle(.ochre, marker: .square, width: size, opacity: 0.6)),
      ("source, vulnerable", true, .vulnerable, ChartStyle(.blue, marker: .triangle, width: 9)),
      ("target, vulnerable", false, .vulnerable, ChartStyle(.vermilion, marker: .diamond, width: 9)),
    ]
    for (name, isSource, label, style) in groups {
      let members = points.filter { $0.isSource == isSource && $0.label == label }.map(\.position)
      guard !members.isEmpty else { continue }
      marks.append(ChartMark("\(name) (\(members.count))", .points(members), style: style))
    }
    var chart = Chart("Joint space of \(method.printable), t-SNE", x: .bare, y: .bare, marks: marks)
    chart.subtitle =
      "perplexity \(SVGText.number(perplexity)); neighbours mean something, distances between clusters do not"
    chart.hasEqualUnits = true
    chart.summary = marks.map(\.name).joined(separator: "; ")
    return chart
  }
}

extension EmbeddingPlot {
  /// The largest number of functions that are drawn.
  static let pointLimit = 20_000

  /// Places joint points in the plane.
  ///
  /// Where there are too few functions for the perplexity of the settings, it is lowered to what they allow. Of
  /// more than ``pointLimit`` functions all vulnerable ones and a sample of the others are placed.
  ///
  /// - Throws: ``TSNEError`` when there are fewer than four functions or a setting is out of range.
  public init(
    _ joint: JointRepresentations, settings: TSNE = TSNE(), shouldStop: () -> Bool = { false },
    onIteration: (Int) -> Void = { _ in }
  ) throws(TSNEError) {
    let labels = joint.source.labels + joint.target.labels
    let kept = Self.sample(labels, limit: Self.pointLimit, seed: settings.seed)
    let all = joint.points
    let points = Matrix(rows: kept.count, columns: all.columns)
    for (row, index) in kept.enumerated() { points.replaceRows(from: row, with: all.rows(index..<index + 1)) }
    var settings = settings
    let highest = TSNE.highestPerplexity(forPointCount: points.rows).rounded(.down)
    if highest >= 1 { settings.perplexity = min(settings.perplexity, highest) }
    let result = try settings.embed(points, shouldStop: shouldStop, onIteration: onIteration)
    self.init(
      zip(kept, result.positions).map { index, position in
        Point(position: position, isSource: index < joint.source.z.rows, label: labels[index])
      }, method: joint.method, perplexity: settings.perplexity)
    isThinned = kept.count < labels.count
  }

  /// The numbers of all vulnerable functions and of others drawn at random, ascending, at most `limit`.
  static func sample(_ labels: [Label?], limit: Int, seed: UInt64) -> [Int] {
    guard labels.count > limit else { return Array(labels.indices) }
    var random = SeededGenerator(seed: seed)
    var (vulnerable, others) = (
      labels.indices.filter { labels[$0] == .vulnerable }, labels.indices.filter { labels[$0] != .vulnerable }
    )
    random.shuffle(&vulnerable)
    random.shuffle(&others)
    return (vulnerable + others).prefix(limit).sorted()
  }
}
