import ArgumentParser
import Core
import Testing

@testable import VulnAdaptCLI

@Test func methodsListsAllThatTrainKnows() throws {
  let recorded = RecordedConsole()
  let command = try #require(try VulnAdaptCommand.parseAsRoot(["methods"]) as? MethodsCommand)
  try command.run(on: recorded.console)
  for method in TrainingMethod.all { #expect(recorded.output.contains("\(method.id) (")) }
  #expect(VulnAdaptCommand.exitCode(for: MethodsParsing.failure()).rawValue == ExitStatus.usage.rawValue)
}

@Test func methodsExplainsOneAndSuggestsWhatWasMeant() throws {
  let recorded = RecordedConsole()
  let command = try #require(try VulnAdaptCommand.parseAsRoot(["methods", "ddan"]) as? MethodsCommand)
  try command.run(on: recorded.console)
  #expect(recorded.output.hasPrefix("ddan (DDAN)") && !recorded.output.contains("dirt-t ("))
  let wrong = try #require(try VulnAdaptCommand.parseAsRoot(["methods", "dddan"]) as? MethodsCommand)
  #expect(throws: ExitCode(ExitStatus.couldNotFinish.rawValue)) { try wrong.run(on: recorded.console) }
  #expect(recorded.notes.last?.contains("Did you mean 'ddan'?") == true)
  let error = #expect(throws: (any Error).self) {
    try VulnAdaptCommand.parseAsRoot(["evaluate", "--labeled", "a", "--target", "b", "--method", "dann"])
  }
  #expect(error.map { VulnAdaptCommand.message(for: $0) }?.contains("Did you mean 'ddan'?") == true)
}

private enum MethodsParsing {
  static func failure() -> any Error {
    do {
      _ = try VulnAdaptCommand.parseAsRoot(["methods", "--format", "yaml"])
    } catch { return error }
    return ExitCode.success
  }
}
