import Foundation

/// What the doctor's checks found, as text or as JSON.
public struct DoctorReport: Sendable {
  /// A check and what it found.
  public struct Entry: Hashable, Sendable {
    /// What was checked.
    public var check: String
    /// What was found.
    public var finding: DoctorFinding
  }

  /// The findings in the order of the checks.
  public let entries: [Entry]

  /// Whether something does not work.
  public var isBroken: Bool { entries.contains { $0.finding.state == .broken } }

  /// A line for each check, its details and next step below it.
  public var text: String {
    let width = entries.map(\.check.count).max() ?? 0
    var text = ""
    for entry in entries {
      let finding = entry.finding
      let mark = Self.marks[finding.state] ?? ""
      text += "\(mark)  \(entry.check.aligned(.left, in: width))  \(finding.summary.printable)\n"
      let margin = String(repeating: " ", count: mark.count + width + 4)
      for line in finding.details + [finding.nextStep].compactMap(\.self) {
        text += "\(margin)\(line.printable)\n"
      }
    }
    return text
  }

  /// One JSON object that ends with a line end.
  public var json: String {
    let encoder = JSONEncoder.indented
    let rows = entries.map { entry in
      Row(
        check: entry.check, state: entry.finding.state, summary: entry.finding.summary,
        details: entry.finding.details, nextStep: entry.finding.nextStep)
    }
    guard let text = try? encoder.text(of: ["checks": rows]) else {
      preconditionFailure("strings can be encoded")
    }
    return text + "\n"
  }

  private static let marks: [DoctorFinding.State: String] = [
    .good: "ok      ", .worse: "warning ", .broken: "broken  ",
  ]

  private struct Row: Encodable {
    let check: String
    let state: DoctorFinding.State
    let summary: String
    let details: [String]
    let nextStep: String?
  }
}
