/// The suspects that a team has accepted, so that scans report only what is new.
///
/// An entry accepts one function by its content, wherever it moves; a copy of an accepted function is new,
/// and so is the function itself once it changes.
public struct Baseline: Hashable, Sendable {
  /// An accepted function.
  public struct Entry: Hashable, Sendable, Comparable {
    /// The file, relative to the project's root, for people and to tell copies apart.
    public var file: String
    /// The function's name, for people.
    public var function: String
    /// The function's content.
    public var fingerprint: FunctionFingerprint

    /// Creates an entry from its parts.
    public init(file: String, function: String, fingerprint: FunctionFingerprint) {
      self.file = file
      self.function = function
      self.fingerprint = fingerprint
    }

    /// The order of paths, names and fingerprints.
    public static func < (left: Entry, right: Entry) -> Bool {
      (left.file, left.function, left.fingerprint) < (right.file, right.function, right.fingerprint)
    }
  }

  /// The entries in ascending order; equal functions have an entry each.
  public let entries: [Entry]
  private let fingerprints: Set<FunctionFingerprint>

  /// Creates a baseline.
  public init(_ entries: [Entry] = []) {
    self.entries = entries.sorted()
    fingerprints = Set(entries.map(\.fingerprint))
  }

  /// Whether the baseline accepts a function of this content somewhere.
  func mentions(_ fingerprint: FunctionFingerprint) -> Bool { fingerprints.contains(fingerprint) }

  /// Which of some functions the entries accept.
  ///
  /// Each entry accepts one function, first one of its own file, then one that has moved.
  ///
  /// - Parameter functions: Functions in an order that does not change from scan to scan.
  /// - Returns: For each function, the number of its entry, or nil.
  func matches(_ functions: [Entry]) -> [Int?] {
    var free: [FunctionFingerprint: [Int]] = [:]
    for (number, entry) in entries.enumerated() { free[entry.fingerprint, default: []].append(number) }
    var result = [Int?](repeating: nil, count: functions.count)
    for mustStay in [true, false] {
      for (index, function) in functions.enumerated() where result[index] == nil {
        guard let numbers = free[function.fingerprint],
          let place = numbers.firstIndex(where: { !mustStay || entries[$0].file == function.file })
        else { continue }
        result[index] = numbers[place]
        free[function.fingerprint]?.remove(at: place)
      }
    }
    return result
  }
}
