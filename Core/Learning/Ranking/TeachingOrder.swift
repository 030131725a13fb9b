/// Which functions to read so that their marks teach most (active learning).
///
/// As long as little was found, every second place goes to the function of whose verdict the ranking is least sure; then
/// the likeliest come first.
struct TeachingOrder: Sendable {
  /// Whether the ranking still asks.
  let isAsking: Bool

  /// So many found functions are enough to go by.
  private static let enough = 10

  /// - Parameter found: In how many functions something was found.
  init(found: Int) { isAsking = found < Self.enough }

  /// The functions to read next.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - ranked: The functions that are left with their log-odds, likeliest first.
  /// - Returns: At most so many functions.
  func first<Item: Hashable>(_ count: Int, of ranked: [(item: Item, logit: Double)]) -> [Item] {
    guard isAsking else { return ranked.prefix(count).map(\.item) }
    let doubtful = ranked.enumerated().sorted {
      ($0.element.logit.magnitude, $0.offset) < ($1.element.logit.magnitude, $1.offset)
    }.map(\.element.item)
    var (likely, unsure) = (ranked.map(\.item)[...], doubtful[...])
    var taken: Set<Item> = []
    var order: [Item] = []
    while order.count < count {
      let takesLikely = order.count % 2 == 0
      let next = takesLikely ? likely.popFirst() : unsure.popFirst()
      guard let next else { break }
      if taken.insert(next).inserted { order.append(next) }
    }
    return order
  }
}
