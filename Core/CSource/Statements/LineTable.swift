import Algorithms

/// Finds lines and columns of a function's bytes in its file.
struct LineTable {
  private let origin: SourceRange
  /// Offsets of the first byte of each line after the first.
  private let lineStarts: [Int]

  init(bytes: UnsafeBufferPointer<UInt8>, origin: SourceRange) {
    self.origin = origin
    var starts: [Int] = []
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// The file's range of a function's bytes.
  func range(from start: Int, to end: Int) -> SourceRange {
    let (startLine, startColumn) = position(of: start)
    let (endLine, endColumn) = position(of: end)
    return SourceRange(
      startOffset: origin.startOffset + start, endOffset: origin.startOffset + end, startLine: startLine,
      startColumn: startColumn, endLine: endLine, endColumn: endColumn)
  }

  private func position(of offset: Int) -> (line: Int, column: Int) {
    let breaks = lineStarts.partitioningIndex { $0 > offset }
    guard breaks > 0 else { return (origin.startLine, origin.startColumn + offset) }
    return (origin.startLine + breaks, offset - lineStarts[breaks - 1] + 1)
  }
}
