/// What a search for labels left out: how much for each reason and, when asked, each thing.
public struct LeftOutList: Sendable {
  /// Something left out.
  public struct Item: Hashable, Sendable, CustomStringConvertible {
    /// Why it was left out.
    public var reason: HistoryLabels.LeftOut
    /// The commit's full identifier; empty where no commit of the repository is meant.
    public var commit: String
    /// The commit's subject, the file, or the file and function.
    var what: String

    /// `REASON: COMMIT WHAT` on one line.
    public var description: String {
      let place = [FixCommit.short(commit), what].filter { !$0.isEmpty }.joined(separator: " ")
      return "\(reason.rawValue): \(place)".printable
    }
  }

  /// How much was left out, by reason.
  private(set) var counts: [HistoryLabels.LeftOut: Int] = [:]
  /// Each thing left out, in the order of the work; empty unless asked for.
  public private(set) var items: [Item] = []
  private let keepsItems: Bool

  /// Starts with nothing.
  init(keepsItems: Bool) {
    self.keepsItems = keepsItems
  }

  /// Counts something, and remembers it when asked.
  mutating func add(_ reason: HistoryLabels.LeftOut, _ commit: String, _ what: @autoclosure () -> String) {
    counts[reason, default: 0] += 1
    if keepsItems { items.append(Item(reason: reason, commit: commit, what: String(what().prefix(400)))) }
  }

  /// Adds what another search left out.
  mutating func add(_ other: LeftOutList) {
    counts.merge(other.counts, uniquingKeysWith: +)
    if keepsItems { items += other.items }
  }
}
