import Foundation
import Testing

@testable import Core

struct ExplainedErrorTests {
  private static let core = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Core")

  private static func sources() throws -> [(name: String, text: String)] {
    let files = FileManager.default.enumerator(at: core, includingPropertiesForKeys: nil)?.compactMap {
      ($0 as? URL).flatMap { $0.pathExtension == "swift" ? $0 : nil }
    }
    return try (files ?? []).map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// Those that whoever catches them turns into others before anyone sees them.
  private static let inner: Set<String> = [
    "JSONSyntaxError", "RPCError", "OSVRecordError", "OSVFileError", "Rejection", "FileRefusal",
    "StartFailure", "TooManyChanges",
    "Problem", "PatternProblem", "Absence", "CacheDamage",
  ]

  @Test func everyErrorThatLeavesCoreExplainsItself() throws {
    let declaration =
      /(?:enum|struct|class|extension) (?:\w+\.)*(\w+)(?:<[^>]*>)?: ((?:[\w.& ]+,)* ?\w*Error\b[\w, ]*)/
    var names: Set<String> = []
    for (file, text) in try Self.sources() {
      for match in text.matches(of: declaration) {
        let name = String(match.1)
        names.insert(name)
        #expect(
          match.2.contains("ExplainedError") || Self.inner.contains(name),
          "\(name) in \(file) has no next step")
      }
    }
    #expect(names.count >= 20)
  }

  @Test func explanationsSpeakToEveryShell() throws {
    for (file, text) in try Self.sources() where text.contains("ErrorExplanation {") {
      for body in text.components(separatedBy: "var explanation: ErrorExplanation {").dropFirst() {
        let lines = body.components(separatedBy: "\n  }\n")[0].split(separator: "\n")
        for line in lines where line.contains(/--[a-z]|`vulnadapt|command line/) && !line.contains("`git ") {
          Issue.record("\(file) speaks of the command line to everyone: \(line)")
        }
      }
    }
  }

  @Test(arguments: [
    TrainingError.foreignCheckpoint(file: "a\u{1b}[2J", difference: "another seed") as any ExplainedError,
    ModelFileError.notAModel(file: "m", detail: "no version"), GitError.cancelled,
    ConfigurationError.wrongValue(file: "c.yml", line: 3, key: .threshold, value: "high"),
    FunctionChoiceError.noSuchFunction(file: "a.c", name: "f", known: ["g"]),
    StarterModelError.missing(searched: ["/a"]), LabelError.noLabels(folder: "x\n"),
  ])
  func anErrorIsFinishedSentencesOnOneLine(_ error: any ExplainedError) {
    #expect(error.description.hasSuffix(".") || error.description.hasSuffix("?"))
    #expect(!error.description.unicodeScalars.contains { $0.steersTerminals })
    #expect(error.errorDescription == error.description)
    #expect(error.localizedDescription == error.description, "what the system shows")
    #expect(error.description.hasPrefix(error.failureReason ?? "?"))
  }

  @Test func theAppSpeaksOfItsOwnButtons() {
    let sentence = WorkspaceError.sentence(for: TrainingError.damagedCheckpoint(file: "c", detail: "cut off"))
    #expect(
      sentence == "The checkpoint c cannot be used: cut off. Train again from the beginning, in Training.")
    #expect(
      WorkspaceError.sentence(for: StarterModelError.missing(searched: ["/a"])).hasPrefix("The starter model")
    )
  }
}
