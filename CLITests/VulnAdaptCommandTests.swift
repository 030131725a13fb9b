import ArgumentParser
import Testing

@testable import VulnAdaptCLI

@Test func helpNamesTheCommand() {
  #expect(VulnAdaptCommand.helpMessage().contains("vulnadapt"))
}
