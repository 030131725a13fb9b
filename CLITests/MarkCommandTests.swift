import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

/// Marks from the command to labels and rankings.
struct MarkCommandTests {
  private let folder: ScratchFolder
  private let baseline: String

  init() throws {
    folder = try ScratchFolder.withTinyPair()
    baseline = folder.path("marks.json")
  }

  private func run<Command>(_ arguments: [String], _ body: (Command, Console) throws -> Void) throws
    -> RecordedConsole
  {
    let recorded = RecordedConsole()
    let command = try #require(try VulnAdaptCommand.parseAsRoot(arguments) as? Command)
    try recorded.console.run { try body(command, recorded.console) }
    return recorded
  }

  private func mark(_ functions: [String], _ verdict: String) throws {
    let targets = functions.map { folder.path("one/a.c") + ":" + $0 }
    _ = try run(["mark"] + targets + ["--as", verdict, "--baseline", baseline]) {
      (command: MarkCommand, console) in
      try command.mark(on: console)
    }
  }

  private func labels(_ arguments: String...) throws -> RecordedConsole {
    try run(["labels", "from-triage", folder.path("one"), "--baseline", baseline] + arguments) {
      (command: LabelsFromTriageCommand, console) in
      try command.label(on: console)
    }
  }

  @Test func marksBecomeLabelsThatTrainCanRead() throws {
    try mark(["f0", "f3"], "confirmed")
    try mark(["f1", "f2", "f4"], "accepted")
    try mark(["f4"], "nothing")
    let output = folder.path("marks/labels.csv")
    let recorded = try labels("-o", output)
    #expect(recorded.output.contains("2 functions labelled vulnerable, 2 not vulnerable."))
    let project = try LabeledProject.load(from: folder.path("marks"))
    let labelled = Dictionary(uniqueKeysWithValues: project.functions.map { ($0.function.name, $0.label) })
    #expect(labelled == ["f0": .vulnerable, "f3": .vulnerable, "f1": .notVulnerable, "f2": .notVulnerable])
  }

  @Test func noMarkGoesWhereALinkOfTheProjectLeads() throws {
    try folder.write("ref: refs/heads/main\n", to: "project/.git/HEAD")
    for (link, target) in [("in", "../one"), ("link.c", "../one/a.c")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("project/\(link)"), withDestinationPath: target)
    }
    for file in ["project/link.c", "project/in/a.c"] {
      let target = folder.path(file) + ":f0"
      #expect(throws: (any Error).self, "\(file)") {
        try run(["mark", target, "--as", "accepted", "--baseline", folder.path("project/in/new.json")]) {
          (command: MarkCommand, console) in
          try command.mark(on: console)
        }
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("one/new.json")))
    // A link that is the user's own, above the project, is followed.
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("mine"), withDestinationPath: "one")
    _ = try run(["mark", folder.path("mine/a.c") + ":f0", "--as", "accepted", "--baseline", baseline]) {
      (command: MarkCommand, console) in
      try command.mark(on: console)
    }
    #expect(try BaselineFile.read(baseline).entries.count == 1)
  }

  @Test func copiesThatLabelsKeepAreNoCodeOfTheProject() throws {
    try mark(["f0", "f3"], "confirmed")
    _ = try labels("-o", folder.path("one/marks/labels.csv"))
    let listing = try Repository(path: folder.path("one")).list()
    #expect(listing.files.map(\.path) == ["a.c"])
    #expect(listing.skipped.map(\.path) == ["marks/labels-sources"])
    #expect(try !Repository(path: folder.path("one/marks/labels-sources")).list().files.isEmpty)
  }

  @Test func aMarkOfAFunctionThatMovedTakesThePlaceOfTheOldOne() throws {
    try mark(["f0"], "accepted")
    try FileManager.default.moveItem(atPath: folder.path("one/a.c"), toPath: folder.path("one/b.c"))
    _ = try run(["mark", folder.path("one/b.c") + ":f0", "--as", "confirmed", "--baseline", baseline]) {
      (command: MarkCommand, console) in
      try command.mark(on: console)
    }
    let text = try String(contentsOfFile: baseline, encoding: .utf8)
    #expect(text.contains("\"one/b.c\"") && !text.contains("\"one/a.c\""))
  }

  @Test func functionsOfAnotherProjectAreRefused() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("one/.git"), withIntermediateDirectories: true)
    #expect(throws: ExitCode.self) {
      _ = try run([
        "mark", folder.path("one/a.c") + ":f0", folder.path("other/a.c") + ":g0", "--as", "confirmed",
        "--baseline", baseline,
      ]) { (command: MarkCommand, console) in try command.mark(on: console) }
    }
  }

  @Test func labelsThatCannotBeReplacedStay() throws {
    try mark(["f0"], "confirmed")
    let output = folder.path("marks/labels.csv")
    _ = try labels("-o", output)
    let old = try String(contentsOfFile: output, encoding: .utf8)
    let files = FileManager.default
    try files.moveItem(atPath: folder.path("marks/labels-sources"), toPath: folder.path("elsewhere"))
    try files.createSymbolicLink(
      atPath: folder.path("marks/labels-sources"), withDestinationPath: folder.path("elsewhere"))
    let before = try files.subpathsOfDirectory(atPath: folder.path("elsewhere"))
    try mark(["f1"], "accepted")
    #expect(throws: (any Error).self) { try labels("-o", output, "--force") }
    #expect(try String(contentsOfFile: output, encoding: .utf8) == old)
    #expect(try files.subpathsOfDirectory(atPath: folder.path("elsewhere")) == before)
  }

  @Test func whatHasChangedIsLeftOutAndCounted() throws {
    try mark(["f0", "f1"], "confirmed")
    let source = try String(contentsOfFile: folder.path("one/a.c"), encoding: .utf8)
    try folder.write(source.replacing("int f0(", with: "long f0("), to: "one/a.c")
    let recorded = try labels("-o", folder.path("marks/labels.csv"))
    #expect(recorded.output.contains("1 function labelled vulnerable"))
    #expect(recorded.output.contains("1 mark speaks of functions that are not here"))
  }

  @Test func marksMoveTheFunctionsThatAreLikeThem() throws {
    func scores(_ arguments: [String]) throws -> [String: Double] {
      let recorded = try run(
        [
          "scan", folder.path("one"), "--baseline", baseline, "--threshold", "0", "--format", "json",
          "--all-alike",
          "--no-cache", "--quiet",
        ] + arguments
      ) { (command: ScanCommand, console) in
        try command.scan(console: console, terminal: .none)
      }
      struct Report: Decodable {
        struct Finding: Decodable {
          var function: String
          var score: Double
        }
        var findings: [Finding]
      }
      let report = try JSONDecoder().decode(Report.self, from: Data(recorded.output.utf8))
      return Dictionary(uniqueKeysWithValues: report.findings.map { ($0.function, $0.score) })
    }
    try mark(["f0", "f3", "f6"], "confirmed")
    try mark(["f1", "f2", "f4", "f5"], "accepted")
    let (before, after) = (try scores([]), try scores(["--learn"]))
    #expect(before.keys.sorted() == after.keys.sorted())
    let gain = { (name: String) in (after[name] ?? 0) - (before[name] ?? 0) }
    #expect(gain("f9") > gain("f10"), "f9 copies as the confirmed ones do")
    #expect(try scores(["--learn"]) == after, "the same marks teach the same")
  }
}
