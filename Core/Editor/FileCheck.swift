import Foundation

/// Says in a sentence how many functions of a file are suspects, and which is the worst.
enum FileCheck {
  static func response(for scan: BufferScan) -> EditorResponse {
    let suspects = scan.suspects
    guard let worst = suspects.max(by: { $0.score < $1.score }) else { return .message(noSuspects(scan)) }
    return .message(
      "\(suspects.count) of \(count(scan.functions.count, "function"))"
        + " \(suspects.count == 1 ? "is a suspect" : "are suspects")"
        + " (score \(score(scan.threshold)) or more). Highest: \(worst.function.name.printable),"
        + " line \(worst.name.start.line + 1), score \(score(worst.score)).")
  }

  static func noSuspects(_ scan: BufferScan) -> String {
    guard let highest = scan.functions.max(by: { $0.score < $1.score }) else {
      return "No functions were found in this file."
    }
    return
      "No suspect functions (\(scan.functions.count) checked): none scores \(score(scan.threshold)) or more."
      + " Highest: \(highest.function.name.printable), line \(highest.name.start.line + 1),"
      + " score \(score(highest.score))."
  }

  static func score(_ score: Float) -> String { String(format: "%.3f", Double(score)) }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
