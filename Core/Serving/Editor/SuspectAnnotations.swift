/// Writes one marker comment above each suspect function and takes them away again.
enum SuspectAnnotations {
  private static let statementLimit = 3

  /// Puts a marker above each suspect and removes all other markers.
  static func annotated(
    _ buffer: EditorBuffer, by scan: BufferScan, isCancelled: () -> Bool
  ) throws -> EditorResponse {
    let suspects = scan.suspects
    let attributions = try scan.attributions(of: suspects, limit: statementLimit, isCancelled: isCancelled)
    let places = suspects.map { place(above: $0.range.start.line, in: buffer.lines) }
    let old = Set(buffer.lines.indices.filter { SuspectMarker.isMarker(buffer.lines[$0]) })

    // Where lines will stand does not depend on what the markers say.
    let counts = Dictionary(places.map { ($0, 1) }, uniquingKeysWith: +)
    let move = LineMove(inserted: counts, removed: old, lineCount: buffer.lines.count)
    var wanted: [Int: [String]] = [:]
    for ((suspect, statements), place) in zip(zip(suspects, attributions), places) {
      let signal = scan.signals(of: suspect).first
      let marker = SuspectMarker(
        score: suspect.score,
        lines: numberedLines(of: statements).map { (move.line($0.line) + 1, $0.share) },
        signal: signal.map { ($0.row.first.name, move.line($0.line - 1) + 1) })
      let indentation = buffer.lines[place].prefix { $0 == " " || $0 == "\t" }
      wanted[place, default: []].append(indentation + marker.text + buffer.lineEnd)
    }

    // What stands there already is kept, so that a second time changes nothing.
    var obsolete = old
    for (place, markers) in wanted {
      let above = (place - markers.count)..<place
      guard above.lowerBound >= 0, above.allSatisfy(old.contains),
        !old.contains(above.lowerBound - 1), Array(buffer.lines[above]) == markers
      else { continue }
      wanted[place] = nil
      obsolete.subtract(above)
    }
    if let edit = EditorResponse.edit(inserting: wanted, removing: obsolete, in: buffer) { return edit }
    return .message(
      suspects.isEmpty
        ? FileCheck.noSuspects(scan)
        : "The annotations are up to date (\(counting: suspects.count, "suspect function")).")
  }

  /// Removes every marker; all else stays as it is, to the byte.
  static func removed(from buffer: EditorBuffer) -> EditorResponse {
    let markers = Set(buffer.lines.indices.filter { SuspectMarker.isMarker(buffer.lines[$0]) })
    return .edit(inserting: [:], removing: markers, in: buffer)
      ?? .message("There are no VulnAdapt annotations in this file.")
  }

  /// The line a marker goes above: the function's, or the first of the lines that backslashes join with it,
  /// among which a comment would cut a macro in two.
  private static func place(above line: Int, in lines: [String]) -> Int {
    var line = line
    while line > 0, lines[line - 1].last(where: { !$0.isWhitespace }) == "\\" { line -= 1 }
    return line
  }

  /// The lines of statements with their shares, largest first, those of one line added up.
  private static func numberedLines(of statements: [ScannedStatement]) -> [(line: Int, share: Double)] {
    var lines: [(line: Int, share: Double)] = []
    for statement in statements {
      let line = statement.range.start.line
      if let index = lines.firstIndex(where: { $0.line == line }) {
        lines[index].share += statement.attribution.share
      } else {
        lines.append((line, statement.attribution.share))
      }
    }
    return lines.sorted { $0.share > $1.share }
  }
}
