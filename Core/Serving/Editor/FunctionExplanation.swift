/// Says in a sentence why the function at the cursor has its score.
enum FunctionExplanation {
  private static let statementLimit = 3

  static func response(
    for buffer: EditorBuffer, scan: BufferScan, past: (CFunction) -> String? = { _ in nil },
    isCancelled: () -> Bool
  ) throws -> EditorResponse {
    guard let scanned = scan.function(at: buffer.cursor) else {
      return .message(
        scan.functions.isEmpty
          ? "No functions were found in this file."
          : "The cursor is not in a function. Put it into one, then explain again.")
    }
    let rank = 1 + scan.functions.count { $0.score > scanned.score }
    var text =
      "\(excerpt(scanned.function.name)): score \(String(score: scanned.score)), \(verdict(scanned, scan.threshold)),"
      + " place \(rank) of \(scan.functions.count) in this file."
    if scanned.isNovel == true { text += " \(Finding.noveltySentence)" }
    let statements = try scan.attributions(
      of: [scanned], limit: statementLimit, isCancelled: isCancelled)[0]
    if let signal = scan.signals(of: scanned).first {
      let seen = "\(excerpt(signal.row.observation)) (\(signal.row.first.weakness))\(signal.row.more)"
      text += " To check in line \(signal.line): \(seen)."
    }
    let lines = statements.map { statement in
      "\(statement.lines) (\(String(percent: statement.attribution.share))):"
        + " \(excerpt(statement.attribution.text))"
    }
    text +=
      lines.isEmpty ? " No statement raises its score." : " Raised most by \(lines.joined(separator: "; "))"
    if let sentence = past(scanned.function) {
      text += lines.isEmpty ? " " : ". "
      text += sentence
    }
    if let similar = scan.detector.similarFunctions(to: scanned.function, limit: 1).first {
      text += lines.isEmpty || text.hasSuffix(".") ? "" : "."
      text += " Of the labelled vulnerable functions it resembles \(description(of: similar)) most."
    }
    return .message(text)
  }

  private static func description(of similar: SimilarFunction) -> String {
    let label = [similar.cve, similar.cwe].compactMap { $0 }.map { " (\(excerpt($0)))" }.first ?? ""
    return "\(excerpt(similar.name)) of \(excerpt(similar.project))\(label)"
  }

  private static func verdict(_ scanned: ScannedFunction, _ threshold: Float) -> String {
    if let comment = scanned.suppression, scanned.score >= threshold {
      return "accepted by the comment in line \(comment.line)"
    }
    return "\(scanned.isSuspect ? "a suspect" : "no suspect") (from \(String(score: threshold)))"
  }

  private static func excerpt(_ text: String) -> String { FileCheck.excerpt(text) }
}
