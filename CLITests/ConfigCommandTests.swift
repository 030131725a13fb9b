import ArgumentParser
import Foundation
import Testing

@testable import VulnAdaptCLI

struct ConfigCommandTests {
  private func show(_ arguments: String...) throws -> String {
    let recorded = RecordedConsole()
    let command = try #require(try VulnAdaptCommand.parseAsRoot(["config"] + arguments) as? ConfigCommand)
    try command.show(console: recorded.console)
    return recorded.output
  }

  @Test func saysWhereEachSettingComesFrom() throws {
    let folder = try ScratchFolder()
    try folder.write("fail-on: score:0.75\nmodel: m.vulnmodel\n", to: "p/.vulnadapt.yml")
    let text = try show(folder.path("p"), "--top", "7")
    let lines = text.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(lines.contains { $0[0] == "top" && $0[1] == "7" && $0[2] == "command" })
    #expect(
      lines.contains { $0[0] == "fail-on" && $0[1] == "score:0.75" && $0[2].hasSuffix("p/.vulnadapt.yml:1") })
    #expect(lines.contains { $0[0] == "model" && $0[1].hasSuffix("p/m.vulnmodel") })
    #expect(lines.contains { $0[0] == "format" && $0[1] == "table" && $0[2] == "default" })
    #expect(!(try show(folder.path("p"), "--no-config")).contains(".vulnadapt.yml"))
  }

  @Test func writesJSON() throws {
    let folder = try ScratchFolder()
    let object = try JSONSerialization.jsonObject(with: Data(try show(folder.url.path, "--json").utf8))
    let settings = try #require((object as? [String: [[String: Any]]])?["settings"])
    #expect(settings.first { $0["key"] as? String == "suppressions" }?["value"] as? String == "true")
    #expect(settings.first { $0["key"] as? String == "model" }?["value"] as? String == "starter")
  }
}
