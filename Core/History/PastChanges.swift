import Foundation

/// One change of a function or file.
public struct PastChange: Hashable, Sendable {
  /// When it was committed, in seconds since 1970.
  public var date: Int64
  /// What the commit says of it.
  var kinds: ChangeKinds
  /// How much it says of this function: one over the number of functions that the commit changed or created.
  public var weight: Float
  /// Lines of code that were added; those of a file are the sum over its functions.
  var added: Int32
  /// Lines of code that were removed.
  public var removed: Int32
  /// The commit's place in the history, and its author's number.
  var commit: Int32
  var author: Int32

  /// Whether it counts as a change: merges and the creation do not.
  var isChange: Bool {
    // Bits, since this is the inner loop of a scan with history.
    kinds.rawValue & (ChangeKinds.creation.rawValue | ChangeKinds.merge.rawValue) == 0
  }

  /// Whether its commit is of one of some kinds and takes no other one back, whatever words it repeats.
  func mends(_ kinds: ChangeKinds) -> Bool {
    !self.kinds.contains(.revert) && !self.kinds.isDisjoint(with: kinds)
  }

  /// weight / (1 + age in years), as of a date in seconds since 1970; a change that claims to be younger has no age.
  func recency(asOf date: Int64, weight: Double = 1) -> Double {
    weight / (1 + Double(max(0, date - self.date)) / PastChanges.secondsInYear)
  }
}

/// What the past did to a function or a file, as of a commit.
public struct PastChanges: Hashable, Sendable {
  /// Changes since it was created; what only moved it is none.
  public internal(set) var changes = 0
  /// Of these, changes by commits that speak of a fix.
  public internal(set) var fixes = 0
  /// Of these, changes by commits that speak of security.
  var securityFixes = 0
  /// Of these, changes by commits that name a CVE identifier.
  var cveFixes = 0
  /// How many people changed or created it.
  var authors: Int { authorNumbers.count }
  /// When it was created, in seconds since 1970; nil when the past does not reach back so far.
  var created: Int64?
  /// The oldest date known of it; its age is at least the time since.
  var firstSeen: Int64?
  /// The date of the last change.
  var lastChange: Int64?
  /// The date of the last fix.
  var lastFix: Int64?
  /// The date of the last change by a commit that speaks of security.
  var lastSecurityFix: Int64?
  /// The newest changes, newest first, its creation included; at most ``limit``.
  public internal(set) var events: [PastChange] = []
  /// How many lines were written when, oldest first: where a change removes lines, all dates lose alike.
  var lineDates: [LineDate] = []
  var authorNumbers: Set<Int32> = []

  struct LineDate: Hashable, Sendable {
    var date: Int64
    var lines: Float
  }

  /// The largest number of events that are kept.
  public static let limit = 256
  private static let lineDateLimit = 64

  /// Creates a past without changes.
  public init() {}

  /// The sum over changes that count 1 / (1 + age in years), of certain kinds.
  ///
  /// - Parameters:
  ///   - kinds: Kinds of which a change must have one; empty for all changes.
  ///   - date: As of when, in seconds since 1970; changes that claim to be younger have no age.
  /// - Returns: The sum; merges and the creation do not count, nor, where kinds are asked for, what takes another commit back.
  public func recent(_ kinds: ChangeKinds = [], asOf date: Int64) -> Double {
    var sum = 0.0
    for event in events where event.isChange && (kinds.isEmpty || event.mends(kinds)) {
      sum += event.recency(asOf: date)
    }
    return sum
  }

  /// The mean age of its lines in years, as of a date; nil when unknown.
  func meanLineAge(asOf date: Int64) -> Double? {
    let lines = lineDates.reduce(0) { $0 + Double($1.lines) }
    guard lines > 0 else { return nil }
    return lineDates.reduce(0) { $0 + Double($1.lines) * Double(max(0, date - $1.date)) }
      / (lines * Self.secondsInYear)
  }

  /// The share of its lines, 0...1, that were written within some years before a date; nil when unknown.
  func shareOfLines(youngerThan years: Double, asOf date: Int64) -> Double? {
    let lines = lineDates.reduce(0) { $0 + Double($1.lines) }
    guard lines > 0 else { return nil }
    let young = lineDates.reduce(0) {
      $0 + (Double(date - $1.date) < years * Self.secondsInYear ? Double($1.lines) : 0)
    }
    return young / lines
  }

  static let secondsInYear = 365.25 * 86_400

  // MARK: Building

  /// Adds a change.
  ///
  /// - Parameters:
  ///   - change: The change.
  ///   - changesLines: Whether its lines come and go; those of a creation that another branch had before are there.
  mutating func add(_ change: PastChange, changesLines: Bool = true) {
    // Who merges has written only what no parent has.
    if !change.kinds.contains(.merge) || change.added > 0 || change.removed > 0 {
      authorNumbers.insert(change.author)
    }
    firstSeen = min(firstSeen ?? .max, change.date)
    if change.kinds.contains(.creation) {
      created = min(created ?? .max, change.date)
    } else {
      count(change)
    }
    // Newest last while building.
    events.append(change)
    if events.count >= 2 * Self.limit { events.removeFirst(events.count - Self.limit) }
    if changesLines { addLines(change) }
  }

  /// Forgets all lines, which are gone.
  mutating func dropLines() { lineDates = [] }

  private mutating func count(_ change: PastChange) {
    guard !change.kinds.contains(.merge) else { return }
    changes += 1
    lastChange = max(lastChange ?? .min, change.date)
    guard !change.kinds.contains(.revert) else { return }
    if change.kinds.contains(.fix) {
      fixes += 1
      lastFix = max(lastFix ?? .min, change.date)
    }
    if change.kinds.contains(.security) {
      securityFixes += 1
      lastSecurityFix = max(lastSecurityFix ?? .min, change.date)
    }
    if change.kinds.contains(.cve) { cveFixes += 1 }
  }

  private mutating func addLines(_ change: PastChange) {
    let lines = lineDates.reduce(0) { $0 + $1.lines }
    if change.removed > 0, lines > 0 {
      let share = max(0, 1 - Float(change.removed) / lines)
      for index in lineDates.indices { lineDates[index].lines *= share }
      lineDates.removeAll { $0.lines < 0.01 }
    }
    guard change.added > 0 else { return }
    lineDates.append(LineDate(date: change.date, lines: Float(change.added)))
    if lineDates.count > Self.lineDateLimit {
      // The two oldest become one.
      let (one, other) = (lineDates[0], lineDates[1])
      let sum = one.lines + other.lines
      let date =
        (Double(one.date) * Double(one.lines) + Double(other.date) * Double(other.lines)) / Double(sum)
      lineDates[1] = LineDate(date: Int64(date), lines: sum)
      lineDates.removeFirst()
    }
  }

  mutating func finish() {
    if events.count > Self.limit { events.removeFirst(events.count - Self.limit) }
    events.reverse()
  }
}
