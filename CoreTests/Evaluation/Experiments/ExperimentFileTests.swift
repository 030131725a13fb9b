import Foundation
import Testing

@testable import Core

struct ExperimentFileTests {
  static let plain = """
    pairs:
      - labeled: a
        target: b
    methods: [vuld, dual-gd-ddan]
    """

  private func read(_ text: String) throws(ExperimentFileError) -> ExperimentFile {
    try ExperimentFile(yaml: text, file: "x.yml")
  }

  /// The error's line and message.
  private func failure(_ text: String) -> (line: Int?, message: String) {
    do {
      _ = try read(text)
      return (nil, "accepted")
    } catch {
      return (error.line, error.message)
    }
  }

  @Test func aShortFileHasDefaults() throws {
    let file = try read(Self.plain)
    #expect(file.seeds == [1, 2, 3, 4, 5])
    #expect(file.protocols == [.honest])
    #expect(file.methods.map(\.label) == ["VULD", "Dual-GD-DDAN"])
    #expect(file.methods[0].base == TrainingPreset.standard.settings)
    #expect(!file.measuresBoundaryDistortion)
  }

  @Test func boundaryDistortionIsMeasuredWhereTheFileAsks() throws {
    #expect(try read(Self.plain + "\nboundaryDistortion: true").measuresBoundaryDistortion)
    #expect(try !read(Self.plain + "\nboundaryDistortion: false").measuresBoundaryDistortion)
    let failure = failure(Self.plain + "\nboundaryDistortion: maybe")
    #expect(failure.line == 5 && failure.message == "true or false is expected here.")
  }

  @Test func settingsOfFileAndMethodAreApplied() throws {
    let file = try read(
      """
      pairs: [{labeled: [a, c], target: b}]
      methods:
        - vuld
        - {id: dual-gd-ddan, label: cold start, settings: {targetStart: independent, headSizes: [20, 10]}}
      preset: paper
      seeds: [7, 9]
      settings: {maximumSteps: 30, objective.alpha: 1e-3, masksPadding: true, thresholdRule: 0.05,
        normalisation.nameLimit: 9}
      """)
    #expect(file.pairs[0].labeled == ["a", "c"])
    #expect(file.seeds == [7, 9])
    let (plain, cold) = (file.methods[0].base, file.methods[1].base)
    #expect(plain.maximumSteps == 30 && plain.objective.alpha == 0.001 && plain.masksPadding)
    #expect(plain.thresholdRule == .targetShare(0.05) && plain.normalisation.nameLimit == 9)
    #expect(plain.maximumStatements == 35)
    #expect(cold.targetStart == .independent && cold.headSizes == [20, 10] && cold.maximumSteps == 30)
    #expect(file.methods[1].label == "cold start")
  }

  @Test(arguments: [
    ("method: [vuld]\n", 1, "There is no key 'method'. Did you mean 'methods'?"),
    (plain + "\ngrid: {learningrate: [0.1]}", 5, "Did you mean 'learningRate'?"),
    (plain + "\ngrid:\n  alpha: [0.1]", 6, "Did you mean 'objective.alpha'?"),
    (plain + "\nsettings:\n  maximumStep: 10", 6, "Did you mean 'maximumSteps'?"),
    (plain + "\nsettings:\n  seed: 10", 6, "There is no setting 'seed'."),
    (plain.replacing("vuld", with: "vult"), 4, "There is no method 'vult'. Did you mean 'vuld'?"),
    (plain + "\nprotocols: [honesty]", 5, "Did you mean 'honest'?"),
    (plain + "\npreset: papers", 5, "Did you mean 'paper'?"),
    (plain.replacing("target:", with: "targets:"), 3, "Did you mean 'target'?"),
  ])
  func misspeltNamesGetALineAndASuggestion(text: String, line: Int, message: String) {
    let failure = failure(text)
    #expect(failure.line == line)
    #expect(failure.message.contains(message), "\(failure.message)")
  }

  @Test(arguments: [
    ("settings: {dropout: 1}", "dropout"),
    ("settings: {dropout: much}", "dropout is much, but it must be from 0 to below 1"),
    ("settings: {maximumSteps: 0}", "from 1 to"), ("settings: {maximumSteps: 1.5}", "whole number"),
    ("settings: {maximumSteps: [1]}", "whole number"), ("settings: {readOut: median}", "flatten, "),
    ("settings: {masksPadding: 1}", "true or false"), ("settings: {headSizes: 5}", "list of numbers"),
    ("settings: {headSizes: [a]}", "list of numbers"), ("settings: {learningRate: -1}", "above 0"),
    ("settings: {objective.alpha: .nan}", "must be a number from 0 on"),
    ("settings: {thresholdRule: 2}", "from 0 to 1"),
    ("settings: [1]", "names and values"), ("grid: {dropout: [0.1, 2]}", "dropout"),
    ("grid: {dropout: []}", "at least one"), ("grid: {dropout: [0.1, 0.1]}", "twice"),
    ("grid: [1]", "lists of values"),
    ("seeds: 0", "from 1"), ("seeds: [1, 1]", "twice"), ("seeds: [-1]", "from 0"),
    ("seeds: many", "number of seeds"),
    ("budget: 0", "from 1"), ("protocols: [honest, honest]", "twice"), ("protocols: honest", "list"),
    ("seeds: 2\nseeds: 3", "twice"),
  ])
  func impossibleValuesAreRefusedWithTheirLine(text: String, message: String) {
    let failure = failure(Self.plain + "\n" + text)
    #expect((5...6).contains(failure.line ?? 0))
    #expect(failure.message.contains(message), "\(failure.message)")
  }

  @Test(arguments: [
    "", "- 1", "pairs: [", "methods: [vuld]", "pairs: []\nmethods: [vuld]",
    "pairs: [{labeled: a}]\nmethods: [vuld]",
    "pairs: [a]\nmethods: [vuld]", "pairs: [{labeled: a, target: a}]\nmethods: [vuld]",
    "pairs: [{labeled: a, target: b}, {labeled: a, target: b}]\nmethods: [vuld]",
    "pairs: [{labeled: a, target: b}]",
    "pairs: [{labeled: a, target: b}]\nmethods: [vuld, vuld]",
    "pairs: [{labeled: [], target: b}]\nmethods: [vuld]",
    "pairs: [{labeled: a, target: b}]\nmethods: [{label: x}]", "a: &x [*x]", "\u{0}",
  ])
  func filesThatMakeNoSenseAreRefused(text: String) {
    #expect(throws: ExperimentFileError.self) { try read(text) }
  }

  @Test func theErrorNamesFileAndLine() {
    do { _ = try read(Self.plain + "\nseed: 1") } catch {
      #expect("\(error)" == "x.yml:5: There is no key 'seed'. Did you mean 'seeds'?")
    }
  }

  @Test func everySettingButTheSeedCanBeNamed() {
    for setting in TrainingSetting.all where setting.name != "seed" {
      #expect(
        failure(Self.plain + "\nsettings: {\(setting.name): [[]]}").message.hasPrefix(setting.name + " is "))
    }
  }

  @Test(arguments: [
    ("settings: {hiddenSize: 7}", "None of the methods reads hiddenSize."),
    ("grid: {hiddenSize: [7, 8]}", "None of the methods reads hiddenSize."),
    ("settings: {normalisation.variant: gadget}", "None of the methods reads normalisation.variant."),
  ])
  func whatNoMethodReadsIsRefused(text: String, message: String) {
    let plain = Self.plain.replacing("[vuld, dual-gd-ddan]", with: "[linear, linear-adapted]")
    let failure = failure(plain + "\n" + text)
    #expect(failure.line == 5 && failure.message.hasPrefix(message), "\(failure)")
  }

  @Test func aMethodsOwnSettingsAreItsOwn() throws {
    let own = failure(
      """
      pairs: [{labeled: a, target: b}]
      methods:
        - ddan
        - id: linear
          settings: {hiddenSize: 7}
      """)
    #expect(own.line == 5 && own.message.hasPrefix("The method linear does not read hiddenSize."), "\(own)")
    let condition = failure(Self.plain + "\nsettings: {warmUpSteps: 7}")
    #expect(
      condition.message.hasPrefix("warmUpSteps is read only where targetStart is warm."), "\(condition)")
    #expect(throws: Never.self) {
      try read(Self.plain + "\nsettings: {warmUpSteps: 7}\ngrid: {targetStart: [copy, warm]}")
    }
  }

  @Test func theShippedExperimentsCanBeRead() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Experiments").standardizedFileURL
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yml")
    {
      #expect(throws: Never.self, "\(name)") {
        try ExperimentFile(contentsOf: folder.appendingPathComponent(name))
      }
    }
  }
}
