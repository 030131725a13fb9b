/// The functions that a team has read, so that scans report only what is new.
///
/// An entry speaks of one function by its content, wherever it moves; a copy of an accepted function is new,
/// and so is the function itself once it changes. A confirmed one is reported until it changes, and taken for mended then.
public struct Baseline: Hashable, Sendable {
  /// What was found on reading a function.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// It is in order.
    case accepted
    /// Something is wrong with it.
    case confirmed
    /// Something was wrong with it, and it was changed since.
    case mended
  }

  /// A function that was read.
  public struct Entry: Hashable, Sendable, Comparable {
    /// The file, relative to the project's root, for people and to tell copies apart.
    public var file: String
    /// The function's name, for people.
    public var function: String
    /// The function's content.
    public var fingerprint: FunctionFingerprint
    /// What was found.
    public var verdict: Verdict

    /// Creates an entry from its parts.
    public init(
      file: String, function: String, fingerprint: FunctionFingerprint, verdict: Verdict = .accepted
    ) {
      self.verdict = verdict
      self.file = file
      self.function = function
      self.fingerprint = fingerprint
    }

    /// The order of paths, names and fingerprints.
    public static func < (left: Entry, right: Entry) -> Bool {
      (left.file, left.function, left.fingerprint, left.verdict.rawValue)
        < (right.file, right.function, right.fingerprint, right.verdict.rawValue)
    }
  }

  /// The entries in ascending order; equal functions have an entry each.
  public let entries: [Entry]
  private let fingerprints: Set<FunctionFingerprint>
  private let confirmed: Set<Place>

  /// Where a function stands.
  struct Place: Hashable {
    var file: String
    var function: String
  }

  /// Creates a baseline.
  public init(_ entries: [Entry] = []) {
    self.entries = entries.sorted()
    fingerprints = Set(entries.map(\.fingerprint))
    confirmed = Set(entries.filter { $0.verdict == .confirmed }.map(\.place))
  }

  /// Whether something is known to be wrong with a function of this place, as it is or was.
  func isConfirmed(_ place: Place) -> Bool { confirmed.contains(place) }

  /// The baseline with entries in place of those that speak of the same functions.
  func adding(_ new: [Entry]) -> Baseline {
    let replaced = Set(new.map { Key($0) })
    return Baseline(entries.filter { !replaced.contains(Key($0)) } + new)
  }

  /// The baseline without what speaks of some functions.
  func removing(_ old: [Entry]) -> Baseline {
    let removed = Set(old.map { Key($0) })
    return Baseline(entries.filter { !removed.contains(Key($0)) })
  }

  /// The baseline with what was changed in an earlier one of it: entries that others have added since stay.
  ///
  /// - Parameters:
  ///   - old: What was there when the change was worked out.
  ///   - new: What it made of that.
  /// - Returns: This baseline without what `new` lacks of `old`, and with what it holds beyond it.
  public func applying(changesFrom old: Baseline, to new: Baseline) -> Baseline {
    var gone: [Entry: Int] = [:]
    for entry in old.entries { gone[entry, default: 0] += 1 }
    for entry in new.entries { gone[entry, default: 0] -= 1 }
    let added = gone.flatMap { Array(repeating: $0.key, count: max(0, -$0.value)) }
    let kept = entries.filter { entry in
      guard let left = gone[entry], left > 0 else { return true }
      gone[entry] = left - 1
      return false
    }
    return Baseline(kept + added)
  }

  /// The baseline with functions accepted, and with what a scan made of the one that it began with.
  ///
  /// What others have marked meanwhile, and what was found to be wrong before, stays.
  ///
  /// - Parameters:
  ///   - new: The functions, which `remaining` does not speak of.
  ///   - remaining: What the scan left of the baseline that it began with.
  ///   - old: That baseline; nil where it is another one than this.
  /// - Returns: The baseline.
  public func accepting(_ new: [Entry], after remaining: Baseline, of old: Baseline?) -> Baseline {
    let base = old.map { applying(changesFrom: $0, to: remaining) } ?? adding(remaining.entries)
    let decided = Set(base.entries.lazy.filter { $0.verdict != .accepted }.map { Key($0) })
    let undecided = new.filter { !decided.contains(Key($0)) }
    return old == nil ? base.adding(undecided) : Baseline(base.entries + undecided)
  }

  private struct Key: Hashable {
    let place: Place
    let fingerprint: FunctionFingerprint

    init(_ entry: Entry) { (place, fingerprint) = (entry.place, entry.fingerprint) }
  }

  /// Whether the baseline speaks of a function of this content somewhere.
  func mentions(_ fingerprint: FunctionFingerprint) -> Bool { fingerprints.contains(fingerprint) }

  /// Which of some functions the entries accept.
  ///
  /// Each entry accepts one function, first one of its own file, then one that has moved.
  ///
  /// - Parameter functions: Functions in an order that does not change from scan to scan.
  /// - Returns: For each function, the number of its entry, or nil.
  func matches(_ functions: [Entry]) -> [Int?] {
    var inFile: [FileKey: EntryQueue] = [:]
    var anywhere: [FunctionFingerprint: EntryQueue] = [:]
    for (number, entry) in entries.enumerated() {
      inFile[FileKey(entry), default: EntryQueue()].numbers.append(number)
      anywhere[entry.fingerprint, default: EntryQueue()].numbers.append(number)
    }
    var isFree = [Bool](repeating: true, count: entries.count)
    var result = functions.map { function in
      let number = inFile[FileKey(function)]?.next(isFree)
      if let number { isFree[number] = false }
      return number
    }
    for (index, function) in functions.enumerated() where result[index] == nil {
      guard let number = anywhere[function.fingerprint]?.next(isFree) else { continue }
      isFree[number] = false
      result[index] = number
    }
    return result
  }

  private struct FileKey: Hashable {
    let file: String
    let fingerprint: FunctionFingerprint

    init(_ entry: Entry) { (file, fingerprint) = (entry.file, entry.fingerprint) }
  }

  /// Numbers of entries that are handed out once each, in order.
  private struct EntryQueue {
    var numbers: [Int] = []
    private var first = 0

    mutating func next(_ isFree: [Bool]) -> Int? {
      while first < numbers.count, !isFree[numbers[first]] { first += 1 }
      guard first < numbers.count else { return nil }
      first += 1
      return numbers[first - 1]
    }
  }
}

extension Baseline.Entry {
  /// Where the function stands.
  var place: Baseline.Place { Baseline.Place(file: file, function: function) }
}
