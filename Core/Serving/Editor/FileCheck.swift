/// Says in a sentence how many functions of a file are suspects, and which is the worst.
enum FileCheck {
  private static let excerptLength = 60

  static func response(for scan: BufferScan) -> EditorResponse {
    let suspects = scan.suspects
    guard let worst = suspects.max(by: { $0.score < $1.score }) else { return .message(noSuspects(scan)) }
    return .message(
      "\(suspects.count) of \(counting: scan.functions.count, "function")"
        + " \(suspects.count == 1 ? "is a suspect" : "are suspects")"
        + " (score \(String(score: scan.threshold)) or more). Highest: \(excerpt(worst.function.name)),"
        + " line \(worst.name.start.line + 1), score \(String(score: worst.score)).")
  }

  static func noSuspects(_ scan: BufferScan) -> String {
    guard let highest = scan.functions.max(by: { $0.score < $1.score }) else {
      return "No functions were found in this file."
    }
    let accepted = scan.functions.count { $0.score >= scan.threshold }
    return
      "No suspect functions (\(scan.functions.count) checked):"
      + (accepted == 0
        ? " none scores \(String(score: scan.threshold)) or more."
        : " comments accept \(accepted) that \(accepted == 1 ? "scores" : "score") \(String(score: scan.threshold)) or more.")
      + " Highest: \(excerpt(highest.function.name)), line \(highest.name.start.line + 1),"
      + " score \(String(score: highest.score))."
  }

  /// A name or statement as a banner shows it; the whole message must be read at a glance.
  static func excerpt(_ text: String) -> String {
    let text = text.printable
    return text.count <= excerptLength ? text : text.prefix(excerptLength - 1) + "…"
  }
}
