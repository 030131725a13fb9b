/// A function's set of shingles: hashes of five tokens in a row, names merged.
///
/// Numbers of names are left out (`var7` counts as `var`), since a variable added at the top of a function would
/// otherwise change all that follow.
struct FunctionShingles: Hashable, Sendable {
  /// Tokens in a shingle.
  static let length = 5

  /// The hashes, ascending and distinct; empty for a function without statements.
  let hashes: [UInt64]

  /// Takes hashes that are ascending and distinct.
  init(hashes: [UInt64]) { self.hashes = hashes }

  init(_ statements: [Statement]) {
    var tokens: [UInt64] = []
    tokens.reserveCapacity(statements.reduce(0) { $0 + 1 + $1.tokens.count })
    for statement in statements {
      tokens.append(Self.hash("\u{1}\(statement.opcode.rawValue)"))
      for token in statement.tokens { tokens.append(Self.hash(token)) }
    }
    guard !tokens.isEmpty else {
      hashes = []
      return
    }
    let count = max(1, tokens.count - Self.length + 1)
    let all = (0..<count).map { start in
      tokens[start..<min(start + Self.length, tokens.count)].reduce(FNV1a.seed) {
        Self.mix($0, $1)
      }
    }
    var distinct: [UInt64] = []
    distinct.reserveCapacity(all.count)
    for hash in all.sorted() where hash != distinct.last { distinct.append(hash) }
    hashes = distinct
  }

  /// The share of shingles in both sets among those in either, 0...1; 0 when one is empty.
  func similarity(to other: FunctionShingles) -> Double {
    let (left, right) = (hashes, other.hashes)
    var (i, j, common) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        common += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    let union = left.count + right.count - common
    return union == 0 ? 0 : Double(common) / Double(union)
  }

  private static let numbered: [[UInt8]] = [Array("var".utf8), Array("func".utf8)]

  /// The hash of a token: of `var7` as of `var` and of `func3` as of `func`.
  private static func hash(_ token: String) -> UInt64 {
    var token = token
    return token.withUTF8 { bytes in
      let stem = numbered.first { stem in
        bytes.starts(with: stem) && bytes.dropFirst(stem.count).allSatisfy { $0.isDigit }
      }
      return FNV1a.hash(UnsafeBufferPointer(rebasing: bytes.prefix(stem?.count ?? bytes.count)))
    }
  }

  /// Joins two hashes so that order matters.
  static func mix(_ hash: UInt64, _ next: UInt64) -> UInt64 {
    SplitMix64.mixed((hash &* SplitMix64.increment) ^ next)
  }
}
