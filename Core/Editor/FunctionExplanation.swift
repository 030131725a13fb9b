/// Says in a sentence why the function at the cursor has its score.
enum FunctionExplanation {
  private static let statementLimit = 3
  /// Characters of a statement that are shown; the whole must be read at a glance.
  private static let excerptLength = 60

  static func response(
    for buffer: EditorBuffer, scan: BufferScan, isCancelled: () -> Bool
  ) throws -> EditorResponse {
    guard let scanned = scan.function(at: buffer.cursor) else {
      return .message(
        scan.functions.isEmpty
          ? "No functions were found in this file."
          : "The cursor is not in a function. Put it into one, then explain again.")
    }
    let rank = 1 + scan.functions.count { $0.score > scanned.score }
    var text =
      "\(scanned.function.name.printable): score \(String(score: scanned.score)), \(verdict(scanned, scan.threshold)),"
      + " place \(rank) of \(scan.functions.count) in this file."
    let statements = try scan.attributions(
      of: [scanned], limit: statementLimit, isCancelled: isCancelled)[0]
    guard !statements.isEmpty else {
      return .message(text + " No statement raises its score.")
    }
    text += " Raised most by "
    text += statements.map { statement in
      "line \(statement.range.start.line + 1) (\(FileCheck.percent(statement.attribution.share))):"
        + " \(excerpt(statement.attribution.text))"
    }.joined(separator: "; ")
    return .message(text)
  }

  private static func verdict(_ scanned: ScannedFunction, _ threshold: Float) -> String {
    if let comment = scanned.suppression, scanned.score >= threshold {
      return "accepted by the comment in line \(comment.line)"
    }
    return "\(scanned.isSuspect ? "a suspect" : "no suspect") (from \(String(score: threshold)))"
  }

  private static func excerpt(_ statement: String) -> String {
    let text = statement.printable
    return text.count <= excerptLength ? text : text.prefix(excerptLength - 1) + "…"
  }
}
