import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

struct ExplainCommandTests {
  @Test func aFunctionIsExplainedByNameAndByLine() throws {
    let folder = try ScratchFolder()
    let (model, project) = (try folder.writeModel(), try folder.writeProject())
    for target in ["\(project)/src/copy.c:copy", "\(project)/src/copy.c:5"] {
      let recorded = RecordedConsole()
      let command = try ExplainCommand.parse([target, "--model", model])
      try command.explain(on: recorded.console, terminal: .none)
      #expect(
        recorded.output.contains("copy has the score") && recorded.output.contains("memcpy(to, from, length)")
      )
      #expect(!recorded.output.contains("\u{1b}"))
    }
  }

  @Test func anUnknownFunctionIsAnErrorWithTheKnownOnes() throws {
    let folder = try ScratchFolder()
    let (model, project) = (try folder.writeModel(), try folder.writeProject())
    let command = try ExplainCommand.parse(["\(project)/a.c:none", "--model", model])
    #expect(throws: FunctionChoiceError.self) {
      try command.explain(on: RecordedConsole().console, terminal: .none)
    }
    #expect(throws: (any Error).self) { try ExplainCommand.parse(["a.c", "--model", model]) }
  }

  @Test func anExplanationReadsTheProjectsSettingsAsAScanDoes() throws {
    let folder = try ScratchFolder()
    let (model, project) = (try folder.writeModel(), try folder.writeProject())
    try FileManager.default.copyItem(atPath: model, toPath: "\(project)/m.vulnmodel")
    try Data("model: m.vulnmodel\nthreshold: 0.125\nhistory: false\n".utf8).write(
      to: URL(fileURLWithPath: "\(project)/.vulnadapt.yml"))
    func explain(_ arguments: String...) throws -> String {
      let recorded = RecordedConsole()
      let command = try ExplainCommand.parse(["\(project)/src/copy.c:copy"] + arguments)
      try command.explain(on: recorded.console, terminal: .none)
      return recorded.output
    }
    #expect(try explain() == explain("--no-config", "--model", model, "--threshold", "0.125", "--no-history"))
    #expect(try explain().contains("(from 0.125,"))
    #expect(try explain("--no-config") != explain())
  }

  @Test func aScanAndAnExplanationAdaptTheStarterModelAlike() throws {
    let repository = try TemporaryRepository.adaptable(fixing: [1, 1])
    func scan(_ arguments: String...) throws -> (scores: [String: Double], notes: [String]) {
      let (status, recorded) = RecordedConsole.scan(
        [repository.path, "--no-cache", "--format", "json"] + arguments)
      #expect(status == 0)
      let report = try JSONDecoder().decode(Report.self, from: Data(recorded.output.utf8))
      let isAdapted = report.adaptation.map { $0.hasPrefix("adapted to the 15 functions") }
      #expect(isAdapted == (arguments.isEmpty ? true : nil))
      let scores = report.findings.map { ($0.function, $0.score) }
      return (Dictionary(scores) { first, _ in first }, recorded.notes)
    }
    let (adapted, own) = (try scan(), try scan("--no-adapt"))
    #expect(adapted.notes.contains { $0.hasPrefix("vulnadapt: starter model: adapted to the 15 functions") })
    #expect(!own.notes.contains { $0.contains("adapted to") })
    #expect(adapted.scores != own.scores)

    for (arguments, scores) in [([], adapted.scores), (["--no-adapt"], own.scores)] {
      let recorded = RecordedConsole()
      let target = repository.file("a.c:f3")
      let command = try ExplainCommand.parse([target, "--format", "json"] + arguments)
      try command.explain(on: recorded.console, terminal: .none)
      let explained = try JSONDecoder().decode(Explained.self, from: Data(recorded.output.utf8))
      #expect(explained.score == scores["f3"])
    }
  }

  private struct Report: Decodable {
    struct Finding: Decodable {
      let function: String
      let score: Double
    }

    let adaptation: String?
    let findings: [Finding]
  }

  private struct Explained: Decodable {
    let score: Double
  }
}
