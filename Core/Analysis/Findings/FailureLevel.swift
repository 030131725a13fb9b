/// From when on a scan counts as failed: a score that is reached, or a number of suspects.
public enum FailureLevel: Hashable, Sendable, CustomStringConvertible {
  /// A finding has this score, 0...1, or more.
  case score(Float)
  /// This many suspects, at least one, are reported.
  case count(Int)

  /// What a level has to be, to follow "must be".
  public static let expected =
    "score:0.9, when a finding has this score (0 to 1), or count:5, when there are so many suspects (1 or more)"

  /// Reads a level as people write it: `score:0.9` or `count:5`.
  ///
  /// Nil for anything else; a bare number could mean either.
  public init?(_ text: String) {
    if let digits = text.dropping(prefix: "score:") {
      guard let score = Self.score(digits) else { return nil }
      self = .score(score)
    } else if let digits = text.dropping(prefix: "count:") {
      guard let count = Self.count(digits), count >= 1 else { return nil }
      self = .count(count)
    } else {
      return nil
    }
  }

  /// Whether a scan's findings reach the level; accepted suspects do not count.
  public func isReached(by result: ScanResult) -> Bool {
    switch self {
    case .score(let score): result.highestScore.map { $0 >= score } ?? false
    case .count(let count): result.suspectCount >= count
    }
  }

  /// The level as it can be read again.
  public var description: String {
    switch self {
    case .score(let score): "score:\(score)"
    case .count(let count): "count:\(count)"
    }
  }

  private static func score(_ text: Substring) -> Float? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else { return nil }
    return Float(text).flatMap { (0...1).contains($0) ? $0 : nil }
  }

  private static func count(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }
}

extension String {
  /// The rest of the text after a prefix; nil when it does not begin with it.
  fileprivate func dropping(prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }
}
