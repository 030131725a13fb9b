/// A quantity that a past has as of a date.
struct PastQuantity: Sendable {
  /// The name that files use.
  let name: String
  /// The quantity, as of a date in seconds since 1970; nil when the past does not know.
  let value: @Sendable (PastChanges, Int64) -> Double?

  /// All quantities, in the order in which they are listed.
  static let all: [PastQuantity] = [
    PastQuantity("changes") { past, _ in Double(past.changes) },
    PastQuantity("recent") { $0.recent(asOf: $1) },
    PastQuantity("recent_weighed") { $0.recent(asOf: $1, isWeighed: true) },
    PastQuantity("fixes") { past, _ in Double(past.fixes) },
    PastQuantity("recent_fixes") { $0.recent(.fix, asOf: $1) },
    PastQuantity("recent_fixes_weighed") { $0.recent(.fix, asOf: $1, isWeighed: true) },
    PastQuantity("security_fixes") { past, _ in Double(past.securityFixes) },
    PastQuantity("recent_security") { $0.recent(.security, asOf: $1) },
    PastQuantity("recent_security_weighed") { $0.recent(.security, asOf: $1, isWeighed: true) },
    PastQuantity("cve_fixes") { past, _ in Double(past.cveFixes) },
    PastQuantity("recent_cve") { $0.recent(.cve, asOf: $1) },
    PastQuantity("authors") { past, _ in Double(past.authors) },
    PastQuantity("age_years") { years(since: $0.firstSeen, $1) },
    PastQuantity("line_age_years") { $0.meanLineAge(asOf: $1) },
    PastQuantity("young_lines") { $0.shareOfLines(youngerThan: 1, asOf: $1) },
    PastQuantity("years_since_change") { years(since: $0.lastChange, $1) },
    PastQuantity("years_since_fix") { years(since: $0.lastFix, $1) },
    PastQuantity("years_since_security") { years(since: $0.lastSecurityFix, $1) },
  ]

  private init(_ name: String, value: @escaping @Sendable (PastChanges, Int64) -> Double?) {
    self.name = name
    self.value = value
  }

  private static func years(since date: Int64?, _ now: Int64) -> Double? {
    date.map { Double(max(0, now - $0)) / PastChanges.secondsInYear }
  }
}
