import Foundation
@_spi(Inspection) import SwiftUI
import Testing

@testable import Core
@testable import VulnAdapt

@MainActor @Suite(.serialized) struct ExportTests {
  @Test func reportsAndTheModelAreWrittenWhereTheUserChooses() async throws {
    let fixture = try AppFixture()
    let screen = fixture.screen()
    try await fixture.addProjects()
    await screen.settle()
    fixture.window.screen = .training
    #expect(screen.press("Train"))
    await fixture.workspace.training.finish()
    let run = try #require(fixture.workspace.runs.runs.first)
    fixture.window.screen = .runs
    fixture.workspace.runs.selection = [run.id]
    for format in ["sarif", "html"] {
      let file = fixture.folder.appendingPathComponent("report.\(format)")
      #expect(saving(to: file) { screen.press("\(format.uppercased())…") })
      #expect(proposedName == "lib → mine.\(format)")
      for _ in 0..<60_000 where !FileManager.default.fileExists(atPath: file.path) {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(try String(contentsOf: file, encoding: .utf8).contains("main.c"))
    }
    let model = fixture.folder.appendingPathComponent("out.vulnmodel")
    #expect(saving(to: model) { screen.press("Export Model…") })
    #expect(try ModelFile(contentsOf: model).method == "linear-adapted")
    #expect(saving(to: nil) { screen.press("Export Model…") }, "a cancelled dialog writes nothing")
    #expect(fixture.workspace.notices.notices.isEmpty)
  }

  @Test func theStarterModelIsOfferedBeforeAnythingWasTrained() async throws {
    let fixture = try AppFixture(starterModel: { try linearModel() })
    let screen = fixture.screen()
    try await fixture.addProjects()
    fixture.window.showFindings(ofProject: fixture.mine?.id)
    try expectSnapshot(screen.outline, "findings-starter")
    #expect(screen.press("Rank With the Starter Model"))
    for _ in 0..<60_000 where fixture.window.findings.rows.isEmpty {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(screen.first("Table")?.value == "3 rows")
    #expect(fixture.workspace.notices.notices.first?.text.contains("starter model ranks") == true)
  }
}

/// A model without networks, for functions such as those of ``AppFixture``.
func linearModel() throws -> ModelFile {
  let functions = (0..<24).map { number -> LabeledFunction in
    let text =
      number.isMultiple(of: 3)
      ? "int f\(number)(char *out, const char *in, int n)\n{\n  memcpy(out, in, n);\n  return n;\n}"
      : "int f\(number)(int n)\n{\n  if (n > 8) return -1;\n  return n + \(number);\n}"
    let function = CFunction(
      file: "f.c", name: "f\(number)", signature: "int f\(number)()",
      range: SourceRange(
        startOffset: 0, endOffset: text.utf8.count, startLine: 1, startColumn: 1, endLine: 5, endColumn: 2),
      text: text)
    return LabeledFunction(function: function, label: number.isMultiple(of: 3) ? .vulnerable : .notVulnerable)
  }
  let job = try TrainingJob(
    labeled: [("lib", LabeledProject(functions: functions, source: "a test"))], unlabeled: nil,
    method: TrainingMethod.linear.id, settings: TrainingSettings())
  guard let model = try job.run().model else { throw CocoaError(.fileNoSuchFile) }
  return model
}
