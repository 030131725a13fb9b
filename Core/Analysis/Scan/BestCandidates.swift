/// The best functions of a ranking while functions arrive, in bounded memory; functions that are alike are one row.
struct BestCandidates: Sendable {
  /// A row of the ranking: the best function of a family, and the others.
  struct Row: Sendable {
    var first: RankedCandidate
    /// The others of its family, best first, without texts.
    var alike: [RankedCandidate] = []
  }

  /// The best ones, with texts.
  private var best: [RankedCandidate] = []
  /// What else may belong to a family, without texts.
  private var others: [RankedCandidate] = []
  private let options: ProjectRanking.Options

  /// Rows that are kept beyond the limit while functions arrive, since families may grow together yet.
  private static let surplus = 64
  /// The largest number of functions that are remembered for their families.
  private static let otherLimit = 200_000

  init(_ options: ProjectRanking.Options) { self.options = options }

  /// How many rows are kept while functions arrive: what does not fit into a budget leaves room for later ones.
  private var retained: Int? {
    options.limit.map { options.budget == nil ? $0 : max($0, ProjectRanking.Options.mostRows) }
  }

  mutating func append(_ candidate: RankedCandidate) { best.append(candidate) }

  /// Drops what can be no row; called now and then.
  mutating func keepBest() {
    best.sort { $0.precedes($1) }
    guard options.families != .ignored else {
      best = kept(best, by: \.self, limit: retained).kept
      return
    }
    var dropped: [RankedCandidate] = []
    if options.families == .together {
      let rows = Self.rows(best)
      best = rows.map(\.first)
      dropped = rows.flatMap(\.alike)
    }
    let (kept, rest) = self.kept(best, by: \.self, limit: retained.map { $0 + Self.surplus })
    best = kept
    others += (dropped + rest).map(\.withoutText)
    guard others.count > 2 * Self.otherLimit else { return }
    others.sort { $0.precedes($1) }
    others.removeLast(others.count - Self.otherLimit)
  }

  /// Ends the ranking.
  ///
  /// - Parameter budget: How many lines there is time to read; what is listed is taken from it. Nil for no bound.
  /// - Returns: The rows, best first, and how many there are with those that are not kept.
  mutating func finish(within budget: inout Int?) -> (rows: [Row], count: Int) {
    keepBest()
    let isGrouped = options.families == .together
    let rows =
      isGrouped
      ? Self.rows((best + others).sorted { $0.precedes($1) }) : best.map { Row(first: $0) }
    let count = isGrouped ? rows.count : best.count + others.count
    let fitting = Self.rows(
      budget == nil ? rows : Array(rows.prefix(ProjectRanking.Options.mostRows)), within: &budget)
    return (kept(fitting, by: \.first, limit: options.limit).kept, count)
  }

  /// The rows that there is time to read, in their order: what does not fit into the lines that are left is passed over.
  private static func rows(_ rows: [Row], within budget: inout Int?) -> [Row] {
    guard var left = budget else { return rows }
    defer { budget = left }
    return rows.filter { row in
      let lines = row.first.function.lineCount
      guard lines <= left else { return false }
      left -= lines
      return true
    }
  }

  /// Families of sorted candidates, in the order of their best ones.
  private static func rows(_ sorted: [RankedCandidate]) -> [Row] {
    families(sorted).map { members in
      Row(first: sorted[members[0]], alike: members.dropFirst().map { sorted[$0] })
    }
  }

  /// The places of sorted candidates, family by family, in the order of their best ones.
  ///
  /// A function that lacks a fix is a row with those that lack the same one: it must not hide behind what was mended.
  static func families(_ sorted: [RankedCandidate]) -> [[Int]] {
    let none = LikenessSketch.none
    let families = LikenessSketch.families(sorted.map { $0.sketch ?? none })
    return sorted.indices.groupedInOrder { index in
      Key(family: families[index], fix: sorted[index].missedFix?.commit)
    }
  }

  private struct Key: Hashable {
    var family: Int
    var fix: String?
  }

  /// What of sorted candidates or rows the options ask for, in their order, and the rest.
  private func kept<Element>(
    _ sorted: [Element], by candidate: KeyPath<Element, RankedCandidate>, limit: Int?
  ) -> (kept: [Element], rest: [Element]) {
    guard let limit, sorted.count > limit else { return (sorted, []) }
    var kept = Array(sorted[..<limit])
    var rest: [Element] = []
    for element in sorted[limit...] {
      if element[keyPath: candidate].score >= options.threshold, kept.count < options.suspectLimit {
        kept.append(element)
      } else {
        rest.append(element)
      }
    }
    return (kept, rest)
  }
}
