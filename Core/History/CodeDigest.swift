/// The code of a function without comments and white space, as digests.
struct CodeDigest: Sendable, Equatable {
  /// A digest of all code.
  var whole: UInt64
  /// Digests of the lines that hold more than one byte of code, sorted.
  var lines: [UInt32]

  /// Reads the tokens of a part of a canonical text.
  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    let part = UnsafeBufferPointer(rebasing: text[range])
    var whole = FNV1a.seed
    var line = FNV1a.seed
    var length = 0
    var lines: [UInt32] = []
    func endLine() {
      if length > 1 { lines.append(UInt32(truncatingIfNeeded: line ^ line >> 32)) }
      line = FNV1a.seed
      length = 0
    }
    var lexer = CLexer(part)
    var end = 0
    while let token = lexer.next() {
      let bytes = token.range
      if part[end..<bytes.lowerBound].contains(UInt8(ascii: "\n")) { endLine() }
      end = bytes.upperBound
      guard !bytes.isEmpty else { continue }
      let digest = FNV1a.hash(UnsafeBufferPointer(rebasing: part[bytes]))
      whole = Self.extend(whole, with: digest)
      line = Self.extend(line, with: digest)
      length += bytes.count
    }
    endLine()
    lines.sort()
    self.whole = whole
    self.lines = lines
  }

  private static func extend(_ digest: UInt64, with token: UInt64) -> UInt64 {
    ((digest << 23 | digest >> 41) ^ token) &* FNV1a.prime
  }

  /// How many lines the other has that this one lacks, and the other way round.
  func difference(to new: CodeDigest) -> (added: Int, removed: Int) {
    var (one, other, common) = (0, 0, 0)
    while one < lines.count, other < new.lines.count {
      if lines[one] == new.lines[other] {
        common += 1
        one += 1
        other += 1
      } else if lines[one] < new.lines[other] {
        one += 1
      } else {
        other += 1
      }
    }
    return (new.lines.count - common, lines.count - common)
  }

  /// The share of distinct lines that two functions have in common (Jaccard), 0...1, from their smallest digests.
  static func likeness(_ one: [UInt32], _ other: [UInt32]) -> Double {
    var (first, second, common, seen) = (0, 0, 0, 0)
    while seen < sketchSize, first < one.count || second < other.count {
      if first < one.count, second < other.count, one[first] == other[second] {
        common += 1
        first += 1
        second += 1
      } else if second == other.count || (first < one.count && one[first] < other[second]) {
        first += 1
      } else {
        second += 1
      }
      seen += 1
    }
    return seen == 0 ? 0 : Double(common) / Double(seen)
  }

  private static let sketchSize = 24

  /// The smallest distinct digests of lines: enough to tell how alike two functions are.
  var sketch: [UInt32] {
    var result: [UInt32] = []
    for line in lines where result.last != line {
      result.append(line)
      if result.count == Self.sketchSize { break }
    }
    return result
  }
}
