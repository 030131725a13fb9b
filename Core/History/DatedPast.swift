/// A past as of a date, with its sums over recent changes, which one look at the changes gives.
struct DatedPast: Sendable {
  /// A sum over changes, each counting 1 / (1 + age in years), and the same with their weights.
  struct Recent: Hashable, Sendable {
    var count = 0.0
    var weighed = 0.0
  }

  /// The past.
  let past: PastChanges
  /// As of when, in seconds since 1970; changes that claim to be younger have no age.
  let date: Int64
  /// Of all changes; merges and the creation do not count, here and below.
  private(set) var recent = Recent()
  /// Of commits that speak of a fix; what takes another commit back is none, here and below.
  private(set) var recentFixes = Recent()
  /// Of commits that speak of security.
  private(set) var recentSecurity = Recent()
  /// Of commits that name a CVE identifier.
  private(set) var recentCVE = Recent()

  /// Looks at a past as of a date, in seconds since 1970.
  init(_ past: PastChanges, asOf date: Int64) {
    self.past = past
    self.date = date
    for event in past.events where event.isChange {
      let count = event.recency(asOf: date)
      let weighed = event.recency(asOf: date, weight: Double(event.weight))
      func add(to sum: inout Recent) {
        sum.count += count
        sum.weighed += weighed
      }
      add(to: &recent)
      guard !event.kinds.contains(.revert) else { continue }
      if event.kinds.contains(.fix) { add(to: &recentFixes) }
      if event.kinds.contains(.security) { add(to: &recentSecurity) }
      if event.kinds.contains(.cve) { add(to: &recentCVE) }
    }
  }

  /// The years since a date, at least 0; nil without one.
  func years(since date: Int64?) -> Double? {
    date.map { Double(max(0, self.date - $0)) / PastChanges.secondsInYear }
  }
}
