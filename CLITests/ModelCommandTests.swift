import ArgumentParser
import Foundation
import Testing

@testable import VulnAdaptCLI

struct ModelCommandTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func info(_ arguments: String...) -> (status: Int32, recorded: RecordedConsole) {
    RecordedConsole.run(ModelInfoCommand.self, ["model", "info"] + arguments) { try $0.describe(console: $1) }
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

  @Test func theStarterModelIsAddressable() throws {
    let (status, recorded) = info("starter")
    #expect(status == 0 && recorded.output.contains("starter") && recorded.output.contains("longest first"))
  }

  @Test func modelsAreComparedWithAndWithoutAProject() throws {
    let scratch = try ScratchFolder.withTinyPair()
    let (first, second) = (
      try scratch.writeModel("a.vulnmodel"), try scratch.writeModel("b.vulnmodel", seed: 2)
    )
    func compare(_ arguments: String...) -> String {
      RecordedConsole.run(ModelCompareCommand.self, ["model", "compare"] + arguments) {
        try $0.compare(console: $1)
      }.recorded.output
    }
    let same = compare(first, first)
    #expect(!same.contains("* ") && same.contains("6 tokens"))
    let starter = compare("starter", first)
    #expect(starter.contains("* method") && !starter.contains("rank correlation"))
    #expect(starter.contains(" projects, ") && starter.contains("geometric mean of 36 projects"))
    #expect(!starter.contains("curl") && starter.split(separator: "\n").allSatisfy { $0.count < 200 })
    #expect(starter.split(separator: "\n").count < 60)
    let ranked = compare(first, second, scratch.path("other"))
    #expect(ranked.contains("24 functions ranked by both; rank correlation"))
    #expect(ranked.contains("of the first 10 are the same"))
    let measured = compare(first, second, scratch.path("other"), "--own-labels")
    #expect(measured.contains("longest first") && measured.contains("higher average precision"))
    #expect(throws: (any Error).self) {
      try VulnAdaptCommand.parseAsRoot(["model", "compare", first, second, "--own-labels"])
    }
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
