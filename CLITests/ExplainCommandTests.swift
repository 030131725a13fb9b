import ArgumentParser
import Core
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
}
