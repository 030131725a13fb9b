import ArgumentParser
import Testing

@testable import VulnAdaptCLI

struct ConsoleTests {
  /// A foreign project can have a million things to warn of; ten say what kind they are.
  @Test func ofManyItemsTenAreNamedAndTheOthersCounted() {
    for (count, notes) in [(0, 0), (10, 10), (11, 11), (1_000_000, 11)] {
      let recorded = RecordedConsole()
      recorded.console.note(Array(0..<count), "such entries") { "warning: \($0)" }
      #expect(recorded.notes.count == notes)
      if count > 10 { #expect(recorded.notes.last == "vulnadapt: and \(count - 10) more such entries") }
    }
  }

  @Test func aResultThatIsLostEndsTheCommand() {
    for (failure, status) in [
      (OutputFailure.closed, ExitStatus.outputClosed), (.unwritable(reason: "full"), .couldNotFinish),
    ] {
      let recorded = RecordedConsole()
      let console = Console(write: { _ in throw failure }, note: recorded.console.note)
      let error = #expect(throws: ExitCode.self) { try console.run { try console.line("a result") } }
      #expect(error?.rawValue == status.rawValue)
      #expect(recorded.notes.count == (failure == .closed ? 0 : 1))
    }
  }
}
