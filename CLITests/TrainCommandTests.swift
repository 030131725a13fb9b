import ArgumentParser
import Foundation
import Testing

@testable import Core
@testable import VulnAdaptCLI

/// The tiny pair of projects, and what trains on it.
private struct TrainingScratch {
  private let scratch: ScratchFolder
  var labeled: String { scratch.path("one") }
  var model: String { scratch.path("here.vulnmodel") }
  var checkpoint: String { scratch.path("here.vulncheckpoint") }

  init() throws { scratch = try .withTinyPair() }

  func arguments(_ more: String...) -> [String] {
    [
      "--labeled", labeled, "--unlabeled", scratch.path("other"), "-o", model, "--method", "dual-gd-ddan",
      "--preset", "small", "--steps", "6", "--batch", "4", "--embedding", "4", "--hidden", "4", "--joint",
      "4", "--max-statements", "8",
    ] + more
  }

  /// Trains and returns what was noted.
  @discardableResult
  func train(_ more: String...) throws -> [String] {
    let command = try TrainCommand.parse(arguments() + more)
    let console = RecordedConsole()
    try TrainingSession(command: command, console: console.console, isTerminal: false).run()
    return console.notes
  }
}

@Test func trainingWritesAModelThatCanBeMeasured() throws {
  let projects = try TrainingScratch()
  let notes = try projects.train()
  #expect(notes.contains { $0.hasPrefix("wrote ") })
  #expect(!FileManager.default.fileExists(atPath: projects.checkpoint))
  let model = try ModelFile(contentsOf: URL(fileURLWithPath: projects.model))
  #expect(model.method == "dual-gd-ddan")
  #expect(model.provenance.labeled.first?.vulnerableCount == 8)
  #expect(model.provenance.unlabeled.first?.functionCount == 24)
  for route in EvaluateCommand.Route.allCases {
    let command = try EvaluateCommand.parse([
      projects.labeled, "--model", projects.model, "--through",
      route.rawValue, "--format", "json",
    ])
    let console = RecordedConsole()
    try ModelEvaluationSession(
      command: command, project: command.project ?? "", model: projects.model, console: console.console
    ).run()
    #expect(console.output.contains("\"functions\" : 24"))
    #expect(console.output.contains("\"ranker\" : \"dual-gd-ddan\""))
  }
}

@Test func equalSeedsGiveEqualModels() throws {
  let (first, second) = (try TrainingScratch(), try TrainingScratch())
  try first.train("--seed", "5")
  try second.train("--seed", "5")
  #expect(
    try Data(contentsOf: URL(fileURLWithPath: first.model))
      == Data(contentsOf: URL(fileURLWithPath: second.model)))
}

@Test func anExistingModelIsKeptUnlessToldOtherwise() throws {
  let projects = try TrainingScratch()
  try projects.train()
  #expect(throws: TrainingSessionError.modelExists(projects.model)) { try projects.train() }
  #expect(throws: Never.self) { try projects.train("--overwrite") }
}

@Test func anUnfinishedRunIsNotForgotten() throws {
  let projects = try TrainingScratch()
  try Data("x".utf8).write(to: URL(fileURLWithPath: projects.checkpoint))
  #expect(throws: TrainingSessionError.unfinishedRun(projects.checkpoint)) { try projects.train() }
  #expect(throws: ModelFileError.self) { try projects.train("--resume") }
  try projects.train("--overwrite")
  #expect(throws: TrainingSessionError.noCheckpoint(projects.checkpoint)) { try projects.train("--resume") }
}

@Test func aMissingFolderIsNamedBeforeAnyWork() throws {
  let projects = try TrainingScratch()
  let command = try TrainCommand.parse(projects.arguments("-o", "/no/such/folder/x.vulnmodel"))
  #expect(throws: TrainingSessionError.noFolder("/no/such/folder")) {
    try TrainingSession(command: command, console: RecordedConsole().console, isTerminal: false).run()
  }
}

@Test(arguments: [
  ["--method", "magic"], ["--steps", "0"], ["--dropout", "1"], ["--resume", "--overwrite"],
  ["--threads", "0"], ["--balance", "fair"], ["--learning-rate", "nan"],
])
func senselessOptionsAreUsageErrors(options: [String]) throws {
  let projects = try TrainingScratch()
  do {
    _ = try TrainCommand.parse(projects.arguments() + options)
    Issue.record("accepted")
  } catch {
    #expect(TrainCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue)
  }
}

@Test func progressIsPlainLinesWithoutATerminal() {
  nonisolated(unsafe) var text = ""
  nonisolated(unsafe) var clock = Date(timeIntervalSince1970: 0)
  var printer = TrainingProgressPrinter(isTerminal: false, write: { text += $0 }, now: { clock })
  printer.show(.started(step: 0, maximumSteps: 40, parameters: 1234))
  clock += 10
  printer.show(
    .evaluated(
      EvaluationReport(
        step: 20, validation: RankingMetrics(scores: [2, 1], labels: [true, false]), validationLoss: 0.5,
        isBest: true, evaluationsWithoutImprovement: 0, terms: ["classification": 0.25],
        discriminatorAccuracies: ["source": 0.75])))
  printer.show(.finished(.completed))
  #expect(
    text == """
      training 1,234 parameters, up to 40 steps
      step 20/40  classification 0.250  D(source) 75 %  validation AP 1.000  AUC 1.000  loss 0.500  best so far  10 s left
      all steps done; best source validation AP 1.000 at step 20

      """)
}

@Test func settingsOfTheObjectiveAreRead() throws {
  let command = try #require(
    try VulnAdaptCommand.parseAsRoot([
      "train", "--labeled", "a", "-o", "m", "--method", "dirt-t", "--gamma", "0.1", "--lambda", "0.2",
      "--vat-epsilon", "2", "--vat-xi", "0.5", "--refinement-steps", "7", "--teacher-interval", "3",
      "--teacher-weight", "0.3", "--self-training-steps", "9",
      "--self-training-vulnerable", "0.1", "--self-training-clean", "0.6", "--self-training-weight", "0.4",
      "--self-training-labels", "own",
      "--target-start", "warm", "--warm-up-steps", "11",
    ]) as? TrainCommand)
  let settings = try command.settings()
  #expect(settings.objective.gamma == 0.1 && settings.objective.lambda == 0.2)
  #expect(settings.objective.perturbationEpsilon == 2 && settings.objective.perturbationXi == 0.5)
  #expect(settings.refinementSteps == 7 && settings.teacherInterval == 3)
  #expect(settings.objective.teacher == 0.3)
  #expect(settings.selfTraining.steps == 9 && settings.selfTraining.weight == 0.4)
  #expect(settings.selfTraining.labels == .own)
  #expect(settings.selfTraining.vulnerableShare == 0.1 && settings.selfTraining.notVulnerableShare == 0.6)
  #expect(settings.warmUpSteps == 11)
}

@Test(arguments: [
  ["--vat-epsilon", "0"], ["--vat-xi=-1"], ["--refinement-steps=-1"], ["--teacher-interval", "0"],
  ["--self-training-clean", "0.99"], ["--self-training-clean", "half"], ["--gamma", "nan"],
  ["--inverse-two-sigma-squared", "0"],
])
func settingsOutOfTheirRangeAreRefused(option: [String]) {
  do {
    _ = try VulnAdaptCommand.parseAsRoot(
      ["train", "--labeled", "a", "-o", "m", "--method", "dirt-t", "--self-training-labels", "own"] + option)
    Issue.record("\(option) is accepted")
  } catch {
    #expect(VulnAdaptCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue)
  }
}

@Test func withoutAMethodTheMostAccurateOneIsTaken() throws {
  func name(_ more: String...) throws -> String {
    try TrainCommand.parse(["--labeled", "a", "-o", "b"] + more).methodName
  }
  #expect(try name("--unlabeled", "c") == "linear-adapted")
  #expect(try name() == "linear")
  #expect(try name("--unlabeled", "c", "--preset", "paper") == "dual-gd-ddan")
  #expect(try name("--unlabeled", "c", "--method", "vuld") == "vuld")
}

@Test func everySettingIsAnOption() throws {
  let help = TrainCommand.helpMessage(includeHidden: false, columns: 500)
  for setting in TrainingSetting.all { #expect(help.contains("--\(setting.option)"), "\(setting.name)") }
  #expect(help.contains("--read-out <flatten|last|mean|max|meanmax>"))
  let command = try TrainCommand.parse([
    "--labeled", "a", "-o", "m", "--method", "ddan", "--heads", "30,20", "--no-mask-padding", "--suspects",
    "0.05",
    "--seed", "18446744073709551615",
  ])
  let settings = try command.settings()
  #expect(settings.headSizes == [30, 20] && !settings.masksPadding)
  #expect(settings.thresholdRule == .targetShare(0.05) && settings.seed == .max)
}

@Test(arguments: [
  (["--method", "linear", "--hidden", "7"], "The method linear does not read --hidden."),
  (["--method", "linear", "--variant", "gadget"], "The method linear does not read --variant."),
  (["--method", "linear", "--no-library-names"], "The method linear does not read --library-names."),
  (
    ["--method", "vuld", "--self-training-steps", "7"], "The method vuld does not read --self-training-steps."
  ),
  (
    ["--method", "ddan", "--warm-up-steps", "7"], "--warm-up-steps is read only where --target-start is warm."
  ),
])
func whatTheMethodDoesNotReadIsRefused(options: [String], sentence: String) {
  do {
    _ = try TrainCommand.parse(["--labeled", "a", "-o", "m"] + options)
    Issue.record("\(options) is accepted")
  } catch {
    #expect(TrainCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue)
    #expect(TrainCommand.message(for: error).hasPrefix(sentence), "\(TrainCommand.message(for: error))")
  }
}

@Test func aMethodThatDoesNotAdaptNeedsNoUnlabelledProject() throws {
  let projects = try TrainingScratch()
  let command = try TrainCommand.parse([
    "--labeled", projects.labeled, "-o", projects.model, "--method",
    "vuld",
    "--steps", "6", "--batch", "4", "--embedding", "4", "--hidden", "4", "--joint", "4", "--heads", "4",
  ])
  #expect(try command.settings().selfTraining.steps > 0, "the default preset's, which vuld does not read")
  try TrainingSession(command: command, console: RecordedConsole().console, isTerminal: false).run()
  let model = try ModelFile(contentsOf: URL(fileURLWithPath: projects.model))
  #expect(model.provenance.settings["selfTraining.steps"] == nil)
}

@Test func withoutLabelsTheStarterModelIsAdaptedOrStaysAsItIs() throws {
  let scratch = try ScratchFolder()
  let (project, output) = (try scratch.writeProject(), scratch.path("here.vulnmodel"))
  let command = try TrainCommand.parse(["--unlabeled", project, "-o", output])
  let console = RecordedConsole()
  let session = AdaptationSession(
    command: command, console: console.console, cache: HistoryCache(nil), terminal: .none)
  try session.run()
  #expect(try ModelFile(contentsOf: URL(fileURLWithPath: output)) == StarterModel.load())
  #expect(console.notes.first?.hasPrefix("there is no past to learn from") == true)
  #expect(throws: TrainingSessionError.modelExists(output)) { try session.run() }
  for arguments in [["-o", output], ["--unlabeled", project, "-o", output, "--method", "ddan"]] {
    #expect(throws: (any Error).self) { try TrainCommand.parse(arguments) }
  }
}
