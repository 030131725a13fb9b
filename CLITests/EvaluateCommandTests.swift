import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

struct EvaluateCommandTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try .withTinyPair() }

  @Test(arguments: [
    [], ["--model", "m"], ["project", "--model", "m", "--method", "vuld"],
    ["project", "--model", "m", "--protocol", "parity"], ["project", "--model", "m", "--run-folder", "r"],
    ["project", "--model", "m", "--labeled", "a", "--dropout", "1"], ["--labeled", "a"],
    ["--labeled", "a", "--method", "vuld"], ["--labeled", "a", "--target", "b", "--method", "magic"],
    ["--labeled", "a", "--target", "b", "--method", "vuld", "--seeds", "0"],
    ["--labeled", "a", "--target", "b", "--method", "vuld", "--protocol", "kind"],
    ["--labeled", "a", "--target", "b", "--method", "vuld", "--dropout", "1"],
  ])
  func senselessEvaluationsAreUsageErrors(arguments: [String]) {
    do {
      _ = try EvaluateCommand.parse(arguments)
      Issue.record("accepted")
    } catch {
      #expect(EvaluateCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue)
    }
  }

  @Test func aMethodIsMeasuredOnAPairAndItsRunKept() throws {
    let command = try EvaluateCommand.parse([
      "--labeled", scratch.path("one"), "--target", scratch.path("other"), "--method", "ddan", "--seeds", "1",
      "--preset", "small", "--steps", "2", "--embedding", "4", "--hidden", "4", "--joint", "4",
      "--run-folder",
      scratch.path("run"),
    ])
    let console = RecordedConsole()
    try MethodEvaluationSession(
      command: command, method: "ddan", target: scratch.path("other"), console: console.console
    ).run()
    #expect(console.output.contains("source only"))
    #expect(console.output.contains("By average precision, DDAN"))
    let run = RunFolder(URL(fileURLWithPath: scratch.path("run")))
    #expect(try run.record().method == "ddan")
    #expect(try run.scores().rankers.contains("source-only"))
  }

  @Test(arguments: [false, true])
  func aModelIsMeasuredByEveryFigureBesideTheTrivialRankers(isBrief: Bool) throws {
    let model = try trained(labeled: "one")
    let output = try measure(
      [scratch.path("other"), "--model", model] + (isBrief ? ["--brief"] : [])
    ).output
    #expect(output.contains("other: 8 of 24 functions are vulnerable"))
    #expect(output.contains("longest first") && output.contains("random"))
    #expect(!output.contains("TF-IDF + LR"))
    #expect(output.contains("By average precision, linear (Linear n-gram ranker"))
    for title in ["recall at 0.5 % FPR", "effort@20 % recall", "AUC within length bands", "F1"] {
      #expect(output.contains(title) != isBrief)
    }
    for title in ["AUC", "AP", "P@10", "P@20", "IFA"] { #expect(output.contains("\n\(title) ")) }
  }

  @Test func withLabelledProjectsAModelStandsBesideAllRankers() throws {
    let model = try trained(labeled: "one")
    let (output, notes) = try measure([
      scratch.path("other"), "--model", model, "--labeled", scratch.path("one"), "--format", "json",
      "--preset", "small", "--steps", "2", "--embedding", "4", "--hidden", "4", "--joint", "4",
    ])
    struct Report: Decodable {
      var functions: Int
      var vulnerable: Int
      var figures: [RankerFigures]
      var differences: [PairedDifference]
      var verdict: String
      var cautions: [String]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(output.utf8))
    #expect(report.functions == 24 && report.vulnerable == 8)
    #expect(report.figures.map(\.ranker) == ["linear", "length", "tfidf-lr", "random", "source-only"])
    #expect(report.differences.map(\.baseline) == ["length", "tfidf-lr", "random", "source-only"])
    #expect(report.figures[0].perFunction[.averagePrecision]?.low != nil)
    #expect(report.verdict.contains("learning from the source alone"))
    #expect(report.cautions.isEmpty)
    #expect(notes.contains { $0.contains("functions") })
  }

  @Test func aModelThatLearntFromTheLabelsIsToldApart() throws {
    let model = try trained(labeled: "one")
    let own = try measure([scratch.path("one"), "--model", model]).notes
    #expect(own.contains { $0.contains("learnt from the labels of one") })
    let other = try measure([
      scratch.path("one"), "--model", model, "--labeled", scratch.path("other"), "--preset", "small",
      "--steps", "1", "--embedding", "4", "--hidden", "4", "--joint", "4",
    ]).notes
    #expect(other.contains { $0.contains("other labelled functions than the rankers beside it") })
  }

  private func measure(_ arguments: [String]) throws -> (output: String, notes: [String]) {
    let command = try EvaluateCommand.parse(arguments)
    let console = RecordedConsole()
    try ModelEvaluationSession(
      command: command, project: command.project ?? "", model: command.file.model ?? "",
      console: console.console
    ).run()
    return (console.output, console.notes)
  }

  /// A linear model of one of the projects.
  private func trained(labeled: String) throws -> String {
    let url = URL(fileURLWithPath: scratch.path("linear.vulnmodel"))
    let job = try TrainingJob(
      labeled: [(labeled, LabeledProject.load(from: scratch.path(labeled)))], unlabeled: nil,
      method: "linear",
      settings: TrainingPreset.small.settings)
    let model = try #require(try job.run(shouldStop: { false }, onEvent: { _ in }).model)
    try model.write(to: url)
    return url.path
  }
}
