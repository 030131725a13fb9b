/// Says in a sentence how many functions of a file are suspects, and which is the worst.
enum FileCheck {
  static func response(for scan: BufferScan) -> EditorResponse {
    let suspects = scan.suspects
    guard let worst = suspects.max(by: { $0.score < $1.score }) else { return .message(noSuspects(scan)) }
    return .message(
      "\(suspects.count) of \(count(scan.functions.count, "function"))"
        + " \(suspects.count == 1 ? "is a suspect" : "are suspects")"
        + " (score \(String(score: scan.threshold)) or more). Highest: \(worst.function.name.printable),"
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
      + " Highest: \(highest.function.name.printable), line \(highest.name.start.line + 1),"
      + " score \(String(score: highest.score))."
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
