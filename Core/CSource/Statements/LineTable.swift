import Algorithms

/// Finds lines and columns of a function's bytes in its file.
struct LineTable {
  private let origin: SourceRange
  /// Offsets of the first byte of each line.
  private let lineStarts: [Int32]

  init(bytes: UnsafeBufferPointer<UInt8>, origin: SourceRange) {
    self.origin = origin
    lineStarts = CText.lineStarts(bytes)
  }

  /// The file's range of a function's bytes.
  func range(from start: Int, to end: Int) -> SourceRange {
    let first = lineStarts.partitioningIndex { $0 > Int32(truncatingIfNeeded: start) } - 1
    // Most statements end in the line they begin in, or soon after.
    var last = first
    while last + 1 < lineStarts.count, Int(lineStarts[last + 1]) <= end { last += 1 }
    return SourceRange(
      startOffset: origin.startOffset + start, endOffset: origin.startOffset + end,
      startLine: origin.startLine + first, startColumn: column(of: start, inLine: first),
      endLine: origin.startLine + last, endColumn: column(of: end, inLine: last))
  }

  private func column(of offset: Int, inLine line: Int) -> Int {
    line == 0 ? origin.startColumn + offset : offset - Int(lineStarts[line]) + 1
  }
}
