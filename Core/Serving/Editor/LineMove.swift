/// Where lines stand after others were inserted and removed.
struct LineMove {
  /// The new number of each line, and last that of the line after them.
  private let numbers: [Int]
  private let removed: Set<Int>

  /// Follows the lines of a file.
  ///
  /// - Parameters:
  ///   - inserted: How many lines are inserted before a line, by its number.
  ///   - removed: The numbers of the lines that are removed.
  ///   - lineCount: The number of lines before.
  init(inserted: [Int: Int], removed: Set<Int>, lineCount: Int) {
    var numbers: [Int] = []
    numbers.reserveCapacity(lineCount + 1)
    var next = 0
    for line in 0...lineCount {
      next += inserted[line] ?? 0
      numbers.append(next)
      if !removed.contains(line) { next += 1 }
    }
    self.numbers = numbers
    self.removed = removed
  }

  /// The new number of a line; of a removed line, that of the line which takes its place.
  func line(_ line: Int) -> Int { numbers[min(max(line, 0), numbers.count - 1)] }

  /// The new place of a place; of one in a removed line, the start of the line which takes its place.
  func position(_ position: TextPosition) -> TextPosition {
    TextPosition(
      line: line(position.line), column: removed.contains(position.line) ? 0 : position.column)
  }
}
