import Foundation

/// What a reviewer would have found who reads functions at a cut one after the other and marks each: with what later fixes
/// changed as the verdict, and the ranking learning from the marks or not.
///
/// Functions that are alike are read once, at the place of the first, and count once. The measure is that of Yu, Theisen,
/// Williams and Menzies (*Improving Vulnerability Inspection Efficiency Using Active Learning*, TSE 2019), on functions.
struct MarkingSimulation: Sendable {
  /// One way of going through the functions.
  struct Course: Sendable {
    /// The name in files.
    let name: String
    /// The name in tables.
    let title: String
    /// The share, 0...1, of what was fixed later that is found after reading ``shares`` of the functions.
    let found: [Double]
    /// The share of the functions, 0...1, that is read when ``goal`` is found.
    let shareToGoal: Double?
    /// The share of the functions read, and of the fixed ones found by then.
    let curve: [SIMD2<Double>]
  }

  /// Shares of all functions.
  static let shares = [0.05, 0.10, 0.15, 0.20]
  /// The share of the fixed functions that is looked for.
  static let goal = 0.8

  /// The courses, in the order of tables.
  let courses: [Course]
  /// How many functions there are to read, near-duplicates once.
  let readingCount: Int
  /// How many of them were fixed later.
  let fixedCount: Int

  /// A row that is read once.
  private struct Unit: Sendable {
    var members: [Int]
    var isFixed: Bool
  }

  /// Simulates the courses.
  ///
  /// - Parameters:
  ///   - functions: The functions at the cut.
  ///   - lengths: Their lengths in tokens.
  ///   - logits: Their log-odds by the ranking that is given feedback.
  ///   - isFixed: Whether each was fixed later.
  ///   - twins: The near-duplicate group of each.
  ///   - scales: How much each block of features can say.
  init(
    _ functions: [CFunction], lengths: [Int], logits: [Double], isFixed: [Bool], twins: [Int],
    scales: FeedbackFeatures.Scales = .init()
  ) {
    let features = FeedbackFeatures(functions, scales: scales)
    let units = twins.indices.groupedInOrder { twins[$0] }.map { members in
      Unit(members: members, isFixed: members.contains { isFixed[$0] })
    }
    readingCount = units.count
    fixedCount = units.count { $0.isFixed }
    let ways = [Way.length, .ranking, .feedback, .teaching]
    courses = parallelMap(ways, pieceSize: 1) { way in
      let offsets = way == .length ? lengths.map { log(Double($0) + 1) } : logits
      return Self.course(way, Self.run(way, units, features, offsets))
    }
  }

  /// How functions are gone through.
  private enum Way: Sendable {
    case length, ranking, feedback, teaching

    var name: String {
      switch self {
      case .length: LengthRanker.name
      case .ranking: "ranking"
      case .feedback: "feedback"
      case .teaching: "teaching"
      }
    }

    var title: String {
      switch self {
      case .length: "longest first"
      case .ranking: "the ranking"
      case .feedback: "the ranking, learning from marks"
      case .teaching: "the same, asking what teaches most"
      }
    }
  }

  /// Whether each unit was fixed, in the order in which they are read.
  private static func run(
    _ way: Way, _ units: [Unit], _ features: FeedbackFeatures, _ logits: [Double]
  ) -> [Bool] {
    var model = FeedbackModel(columnCount: features.columnCount)
    let leaders = units.map { unit in unit.members.max { logits[$0] < logits[$1] } ?? 0 }
    var left = Array(units.indices)
    var marks: [FeedbackModel.Mark] = []
    var found: [Bool] = []
    while !left.isEmpty {
      let scores = Dictionary(
        uniqueKeysWithValues: left.map {
          ($0, logits[leaders[$0]] + model.change(of: features.rows[leaders[$0]]))
        })
      left.sort { (scores[$1] ?? 0, $0) < (scores[$0] ?? 0, $1) }
      guard way == .feedback || way == .teaching else {
        found += left.map { units[$0].isFixed }
        break
      }
      // Marks change little when there are many of them.
      let count = min(left.count, max(5, found.count / 10))
      let batch: [Int]
      if way == .teaching {
        let order = TeachingOrder(found: marks.count { $0.isFound })
        batch = order.first(count, of: left.map { ($0, model.margin(scores[$0] ?? 0)) })
      } else {
        batch = Array(left.prefix(count))
      }
      for unit in batch {
        found.append(units[unit].isFixed)
        marks.append(.init(row: leaders[unit], isFound: units[unit].isFixed))
      }
      let read = Set(batch)
      left.removeAll(where: read.contains)
      model.learn(marks, features.rows, offsets: logits, sweeps: 6)
    }
    return found
  }

  private static func course(_ way: Way, _ found: [Bool]) -> Course {
    let wanted = Double(max(1, found.count { $0 }))
    var sum = 0.0
    let curve =
      [SIMD2<Double>.zero]
      + found.enumerated().map { index, isFixed in
        sum += isFixed ? 1 : 0
        return SIMD2(Double(index + 1) / Double(found.count), sum / wanted)
      }
    let shares = Self.shares.map { share in
      curve[min(found.count, Int((share * Double(found.count)).rounded()))].y
    }
    let stride = max(1, curve.count / 400)
    return Course(
      name: way.name, title: way.title, found: shares,
      shareToGoal: curve.first { $0.y >= Self.goal - 1e-9 }?.x,
      curve: curve.enumerated().filter { $0.offset % stride == 0 || $0.offset == found.count }.map(\.element))
  }
}
