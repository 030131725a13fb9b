/// Histograms of a model's scores in each domain, vulnerable and clean functions apart where labels are known.
struct ScorePlots: Sendable {
  /// The scores of one domain.
  struct Domain: Sendable {
    /// What the functions are, such as "target".
    var name: String
    /// Scores, 0...1 for probabilities; others are shown over their own range.
    var scores: [Double]
    /// Labels of the functions; nil where nobody knows.
    var labels: [Label?]

    /// Creates a domain.
    ///
    /// - Precondition: there is one label a score.
    init(name: String, scores: [Double], labels: [Label?]) {
      precondition(scores.count == labels.count, "one label for each score")
      self.name = name
      self.scores = scores
      self.labels = labels
    }
  }

  private let domains: [Domain]
  private let threshold: Double?
  private static let binCount = 25

  /// Creates histograms.
  ///
  /// - Parameters:
  ///   - domains: One panel each.
  ///   - threshold: The score from which on a function is a suspect; marked where given.
  init(_ domains: [Domain], threshold: Double? = nil) {
    self.domains = domains
    self.threshold = threshold
  }

  /// One panel a domain, side by side, over the same scores.
  var sheet: ChartSheet {
    let scores = domains.flatMap(\.scores).filter(\.isFinite)
    let (low, high) = (min(0, scores.min() ?? 0), max(1, scores.max() ?? 1))
    return ChartSheet(
      domains.map { chart(of: $0, from: low, to: high) }, columns: 2, size: SIMD2(530, 300))
  }

  private func chart(of domain: Domain, from low: Double, to high: Double) -> Chart {
    func scores(_ label: Label?) -> [Double] {
      zip(domain.scores, domain.labels).filter { $0.1 == label && $0.0.isFinite }.map(\.0)
    }
    let groups: [(String, [Double], ChartStyle, isFilled: Bool)] = [
      ("clean", scores(.notVulnerable), ChartStyle(.blue, opacity: 0.45), true),
      ("no label", scores(nil), ChartStyle(.grey, opacity: 0.45), true),
      ("vulnerable", scores(.vulnerable), ChartStyle(.vermilion, width: 2.2), false),
    ]
    var marks = groups.filter { !$0.1.isEmpty }.map { name, scores, style, isFilled in
      let bars = Self.bars(scores, from: low, to: high)
      return ChartMark("\(name) (\(scores.count))", isFilled ? .bars(bars) : .outline(bars), style: style)
    }
    if let threshold, threshold.isFinite {
      marks.append(
        ChartMark("threshold", .rule(x: threshold), style: ChartStyle(.grey, dash: .dashed, width: 1.4)))
    }
    var chart = Chart(
      "Scores, \(domain.name)", x: ChartAxis("score", includes: low...high, isFixed: true),
      y: ChartAxis("share of its group", includes: 0...0.1), marks: marks)
    chart.summary = groups.filter { !$0.1.isEmpty }.map { name, scores, _, _ in
      "\(domain.name), \(name): \(scores.count) scores with median "
        + "\(SVGText.number(scores.sorted()[scores.count / 2]))."
    }.joined(separator: " ")
    return chart
  }

  /// The share of the scores in each of equally wide bins; the last one includes its end.
  static func bars(_ scores: [Double], from low: Double, to high: Double) -> [ChartMark.Bar] {
    let half = high / 2 - low / 2
    var counts = [Int](repeating: 0, count: binCount)
    for score in scores {
      let share = half > 0 ? (score / 2 - low / 2) / half : 0
      counts[min(max(Int(share * Double(binCount)), 0), binCount - 1)] += 1
    }
    func edge(_ index: Int) -> Double {
      low + 2 * (half * (Double(index) / Double(binCount)))
    }
    return counts.enumerated().map { index, count in
      ChartMark.Bar(
        range: edge(index)...max(edge(index), edge(index + 1)),
        height: Double(count) / Double(max(1, scores.count)))
    }
  }
}
