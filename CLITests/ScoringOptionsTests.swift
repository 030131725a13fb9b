import ArgumentParser
import Core
import Testing

@testable import VulnAdaptCLI

struct ScoringOptionsTests {
  @Test(arguments: ["2", "-0.1", "nan", "high"])
  func aThresholdIsRefusedInTheSameWordsByAllCommands(threshold: String) {
    let commands: [(any ParsableCommand.Type, [String])] = [
      (ScanCommand.self, []), (ExplainCommand.self, ["a.c:f"]), (LSPCommand.self, []),
    ]
    for (command, arguments) in commands {
      do {
        _ = try command.parse(arguments + ["--threshold=\(threshold)"])
        Issue.record("\(command) takes \(threshold)")
      } catch {
        let message = command.message(for: error)
        #expect(message.hasPrefix("--threshold must be a number from 0 to 1."), "\(message)")
      }
    }
  }

  @Test func aThresholdIsTaken() throws {
    #expect(try ExplainCommand.parse(["a.c:f", "--threshold", "0.25"]).scoring.threshold == 0.25)
    #expect(try ScanOptions.parse(["--threshold", "0.250", "--no-history"]).values[.threshold] == "0.250")
    #expect(try LSPCommand.parse(["--no-history"]).scoring.history == false)
  }
}
