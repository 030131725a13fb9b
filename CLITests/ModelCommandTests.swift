import Foundation
import Testing

@testable import VulnAdaptCLI

struct ModelCommandTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func info(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    let recorded = RecordedConsole()
    do {
      let command = try #require(
        try VulnAdaptCommand.parseAsRoot(["model", "info"] + arguments) as? ModelCommand.Info)
      try recorded.console.run { try command.describe(console: recorded.console) }
      return (0, recorded)
    } catch {
      return (VulnAdaptCommand.exitCode(for: error).rawValue, recorded)
    }
  }

  @Test func tellsWhatTheModelIsAndHowWellItDid() throws {
    let (status, recorded) = info(try folder.writeModel())
    #expect(status == 0)
    for text in [
      "vuld", "6 tokens", "8 statements", "BLSTM 5 per direction", "0.500 (suspects", "step 120, seed 7",
      #"lib\u{1b}tiff  12 functions, 3 vulnerable  sha256 abcd"#, "source-validation/auc  0.75   0.625",
      "Functions in a mini-batch  64",
    ] {
      #expect(recorded.output.contains(text), "\(text) in \(recorded.output)")
    }
  }

  @Test func writesJSON() throws {
    let (status, recorded) = info(try folder.writeModel(), "--format", "json")
    #expect(status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(recorded.output.utf8)) as? [String: Any])
    #expect(object["method"] as? String == "vuld")
    #expect((object["metrics"] as? [String: Double])?["source-validation/auc"] == 0.75)
    #expect(object["threshold"] as? Double == 0.5)
  }

  @Test func aDamagedFileGivesTwoAndAnUnknownFormat64() throws {
    try folder.write("xxxxxxxxxxxxxxxx", to: "bad")
    let (status, recorded) = info(folder.path("bad"))
    #expect(status == ExitStatus.couldNotFinish.rawValue)
    #expect(recorded.notes.first?.contains("bad") == true)
    #expect(info(folder.path("bad"), "--format", "yaml").status == ExitStatus.usage.rawValue)
    #expect(info().status == ExitStatus.usage.rawValue)
  }
}
