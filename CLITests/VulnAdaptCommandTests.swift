import ArgumentParser
import Testing

@testable import VulnAdaptCLI

@Test func aNegativeNumberIsTheValueOfItsOption() {
  #expect(Program.joiningNegatives(["scan", "--top", "-1", "x"]) == ["scan", "--top=-1", "x"])
  #expect(Program.joiningNegatives(["-o", "-1", "--", "-1"]) == ["-o", "-1", "--", "-1"])
  let recorded = RecordedConsole()
  #expect(Program.run(["vulnadapt", "scan", "--budget", "-4"], console: recorded.console) == .usage)
  #expect(recorded.notes.joined().contains("--budget"))
  #expect(!recorded.notes.joined().contains("Missing value"))
}

@Test func helpNamesTheCommand() {
  #expect(VulnAdaptCommand.helpMessage().contains("vulnadapt"))
}
