import Foundation

/// The moment to which a project is put back.
struct BacktestCut: Hashable, Sendable {
  /// The commit's full identifier.
  var commit: String
  /// When it was committed, in seconds since 1970, as a ``DatedLine`` says.
  var date: Int64

  /// Days without a fix before the first one that a chosen cut keeps out.
  static let quietDays = 30
  /// The share of fixed functions that a chosen cut leaves before it.
  static let shareBefore = 0.4

  /// The newest commit on the first-parent line at a date or before it; nil when all are younger.
  ///
  /// - Parameters:
  ///   - date: In seconds since 1970.
  ///   - history: What was read of the repository.
  ///   - head: The full identifier of the commit whose line is followed.
  init?(date: Int64, in history: ProjectHistory, of head: String) {
    guard let line = DatedLine(to: head, in: history) else { return nil }
    self.init(date: date, on: line, in: history)
  }

  private init?(date: Int64, on line: DatedLine, in history: ProjectHistory) {
    guard let newest = line.newest(before: date) else { return nil }
    commit = history.commits[newest.place].id
    self.date = newest.date
  }

  /// A commit that the user named.
  init?(commit id: String, in history: ProjectHistory) {
    guard let line = DatedLine(to: id, in: history) else { return nil }
    commit = id
    date = line.end
  }

  /// A cut near the point where 40 % of the fixed functions were fixed, a day before a fix that follows 30 days
  /// without any; nil when fixes never pause.
  ///
  /// - Parameters:
  ///   - fixes: For each fixed function when it was fixed.
  ///   - history: What was read of the repository.
  ///   - head: The full identifier of the newest commit.
  init?(among fixes: [Int64], in history: ProjectHistory, of head: String) {
    let dates = fixes.sorted()
    var best: (distance: Double, date: Int64)?
    for (index, date) in dates.enumerated() where index > 0 {
      guard date - dates[index - 1] >= Int64(Self.quietDays) * Self.day else { continue }
      let distance = abs(Double(index) / Double(dates.count) - Self.shareBefore)
      if distance < best?.distance ?? .infinity { best = (distance, date - Self.day) }
    }
    guard let best else { return nil }
    self.init(date: best.date, in: history, of: head)
  }

  /// Cuts a period apart, the newest a period before the head's date, back to the first commit.
  static func every(
    _ period: Int64, in history: ProjectHistory, of head: String, limit: Int = 100
  ) -> [BacktestCut] {
    guard period > 0, let line = DatedLine(to: head, in: history) else { return [] }
    var cuts: [BacktestCut] = []
    var date = line.end - period
    while cuts.count < limit, let cut = BacktestCut(date: date, on: line, in: history) {
      if cuts.last != cut { cuts.append(cut) }
      date -= period
    }
    return cuts.reversed()
  }

  static let day: Int64 = 86_400
}
