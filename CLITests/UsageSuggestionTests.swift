import Testing

@testable import VulnAdaptCLI

struct UsageSuggestionTests {
  @Test(
    arguments: [
      (["scna"], "'vulnadapt scan'"), (["scna", "src"], "'vulnadapt scan'"),
      (["help", "scna"], "'vulnadapt scan'"),
      (["model", "inof", "x"], "'vulnadapt model info'"),
      (["labels", "form-git"], "'vulnadapt labels from-git'"),
      (["help", "model", "inof"], "'vulnadapt model info'"),
    ])
  func aMisspeltCommandGetsASuggestion(_ arguments: [String], _ meant: String) {
    #expect(UsageSuggestion.ofCommand(arguments)?.contains("Did you mean \(meant)?") == true)
  }

  @Test func aCommandLikeNoneGetsTheList() {
    #expect(UsageSuggestion.ofCommand(["quux"])?.contains("scan") == true)
  }

  @Test(
    arguments: [
      [], ["scan"], ["scan", "src"], ["help", "scan"], ["--help"], ["--version"], ["model", "info", "x"],
      ["explain", "scna"], ["help"], ["model", "help"],
    ])
  func whatIsRightGetsNone(_ arguments: [String]) {
    #expect(UsageSuggestion.ofCommand(arguments) == nil)
  }

  @Test(
    arguments: [
      (["train", "--labelled", "x", "-o", "y"], "--labeled"), (["scan", "--modle=x"], "--model"),
      (["scan", "--no-cahce"], "--no-cache"),
    ])
  func aMisspeltOptionGetsASuggestion(_ arguments: [String], _ meant: String) {
    #expect(UsageSuggestion.ofOption(arguments)?.hasSuffix("Did you mean '\(meant)'?") == true)
  }

  @Test(arguments: [
    ["scan", "--model", "x"], ["scan", "--quite-another-thing"], ["scan", "--", "--modle"],
  ])
  func otherOptionsGetNone(_ arguments: [String]) {
    #expect(UsageSuggestion.ofOption(arguments) == nil)
  }
}
