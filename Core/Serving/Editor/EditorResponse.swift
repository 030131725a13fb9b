/// What a command does to an open file: it changes it or says something, never both, as an editor that is told
/// of a message takes no change.
public enum EditorResponse: Hashable, Sendable {
  /// Lines are inserted or removed, and the selections replaced.
  ///
  /// The edits are in the order in which they are to be made, from the bottom of the file to its top, so each
  /// counts lines as the file has them at first.
  case edit([LineEdit], selections: [TextRange])
  /// The selections are replaced.
  case select([TextRange])
  /// A sentence for the user; the file stays as it is.
  case message(String)
}

/// A change of whole lines.
public enum LineEdit: Hashable, Sendable {
  /// A line, with its line end, is inserted before the line of that number.
  case insert(String, at: Int)
  /// The line of that number is removed.
  case remove(at: Int)

  /// Makes the change.
  public func apply(to lines: inout [String]) {
    switch self {
    case .insert(let line, let index): lines.insert(line, at: index)
    case .remove(let index): lines.remove(at: index)
    }
  }
}

extension EditorResponse {
  /// An edit that keeps each selection on the text it was on; nil when there is nothing to change.
  ///
  /// - Parameters:
  ///   - inserted: The lines to insert before each line, by its number.
  ///   - removed: The numbers of the lines to remove.
  ///   - buffer: The file before the edit.
  /// - Returns: The edits from the bottom to the top, and the selections.
  static func edit(
    inserting inserted: [Int: [String]], removing removed: Set<Int>, in buffer: EditorBuffer
  ) -> EditorResponse? {
    var edits: [LineEdit] = []
    for line in (0...buffer.lines.count).reversed() {
      if removed.contains(line) { edits.append(.remove(at: line)) }
      // Each goes before those that were inserted at the same place already.
      for text in (inserted[line] ?? []).reversed() { edits.append(.insert(text, at: line)) }
    }
    guard !edits.isEmpty else { return nil }
    var lines = buffer.lines
    for edit in edits { edit.apply(to: &lines) }
    let move = LineMove(
      inserted: inserted.mapValues(\.count), removed: removed, lineCount: buffer.lines.count)
    let selections = buffer.selections.map { selection in
      TextRange(
        start: BufferText.clamped(move.position(selection.start), to: lines),
        end: BufferText.clamped(move.position(selection.end), to: lines))
    }
    return .edit(edits, selections: selections)
  }
}
