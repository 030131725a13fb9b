import ArgumentParser
import Testing

@testable import VulnAdaptCLI

struct QuietOptionsTests {
  @Test func errorsAreToldAllTheSame() throws {
    let evaluate = try EvaluateCommand.parse(["/nonexistent/project", "--quiet"])
    let experiment = try ExperimentRunCommand.parse(["/nonexistent/file.yml", "--plan", "-q"])
    for run in [evaluate.run(on:), experiment.run(on:)] {
      let recorded = RecordedConsole()
      let error = #expect(throws: ExitCode.self) { try run(recorded.console) }
      #expect(error?.rawValue == ExitStatus.couldNotFinish.rawValue)
      #expect(recorded.notes.count == 1 && recorded.notes[0].contains("/nonexistent/"))
    }
  }
}
