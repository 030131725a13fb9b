/// A quantity that a past has as of a date.
struct PastQuantity: Sendable {
  /// The name that files use.
  let name: String
  /// The quantity; nil when the past does not know.
  let value: @Sendable (DatedPast) -> Double?

  /// All quantities, in the order in which they are listed.
  static let all: [PastQuantity] = [
    PastQuantity("changes") { Double($0.past.changes) },
    PastQuantity("recent") { $0.recent.count },
    PastQuantity("recent_weighed") { $0.recent.weighed },
    PastQuantity("fixes") { Double($0.past.fixes) },
    PastQuantity("recent_fixes") { $0.recentFixes.count },
    PastQuantity("recent_fixes_weighed") { $0.recentFixes.weighed },
    PastQuantity("security_fixes") { Double($0.past.securityFixes) },
    PastQuantity("recent_security") { $0.recentSecurity.count },
    PastQuantity("recent_security_weighed") { $0.recentSecurity.weighed },
    PastQuantity("cve_fixes") { Double($0.past.cveFixes) },
    PastQuantity("recent_cve") { $0.recentCVE.count },
    PastQuantity("authors") { Double($0.past.authors) },
    PastQuantity("age_years") { $0.years(since: $0.past.firstSeen) },
    PastQuantity("line_age_years") { $0.past.meanLineAge(asOf: $0.date) },
    PastQuantity("young_lines") { $0.past.shareOfLines(youngerThan: 1, asOf: $0.date) },
    PastQuantity("years_since_change") { $0.years(since: $0.past.lastChange) },
    PastQuantity("years_since_fix") { $0.years(since: $0.past.lastFix) },
    PastQuantity("years_since_security") { $0.years(since: $0.past.lastSecurityFix) },
  ]

  private init(_ name: String, value: @escaping @Sendable (DatedPast) -> Double?) {
    self.name = name
    self.value = value
  }
}
