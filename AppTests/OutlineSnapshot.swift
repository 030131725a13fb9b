import Foundation
import Testing

@testable import Core

/// Compares an outline with the file of its name in Snapshots/.
///
/// VULNADAPT_RECORD=1 writes the files. A file that was not there before fails once, so that nobody commits it
/// unread.
///
/// What other parts of the program decide is masked: the list of methods, and how this system writes dates.
@MainActor func expectSnapshot(
  _ outline: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let methods = TrainingMethod.all
  var outline = outline.replacingOccurrences(
    of: methods.map(\.title).joined(separator: " | "), with: "METHODS")
  for method in methods { outline = outline.replacingOccurrences(of: method.summary, with: "SUMMARY") }
  let date = AppFixture.date.formatted(.dateTime.year().month().day().hour().minute())
  outline = outline.replacingOccurrences(of: date, with: "DATE")
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots").appendingPathComponent(name + ".txt")
  let known = try? String(contentsOf: file, encoding: .utf8)
  if let known, known == outline { return }
  if ProcessInfo.processInfo.environment["VULNADAPT_RECORD"] != nil {
    try outline.write(to: file, atomically: true, encoding: .utf8)
    if known == nil {
      Issue.record("\(name) is new: read Snapshots/\(name).txt", sourceLocation: sourceLocation)
    }
    return
  }
  let verdict = known == nil ? "has no snapshot" : "differs from its snapshot"
  Issue.record(
    "\(name) \(verdict): read this and record it with VULNADAPT_RECORD=1\n\(outline)",
    sourceLocation: sourceLocation)
}
