import Foundation
import Testing

@testable import Core

@Suite struct TrainingSettingTests {
  /// A value of a setting's kind that differs from its default.
  private func other(_ setting: TrainingSetting, _ settings: TrainingSettings) throws -> SettingValue {
    switch setting.kind {
    case .seed(let path): .number("\(settings[keyPath: path] + 1)")
    case .whole(let path, _): .number("\(settings[keyPath: path] + 1)")
    case .decimal(let path, _): .number("\(settings[keyPath: path] / 2 + 0.125)")
    case .share(let path, _): .number("\(settings[keyPath: path] / 2)")
    case .widths: .list([.number("7"), .number("5")])
    case .flag(let path): .flag(!settings[keyPath: path])
    case .choice(let names, let path): .word(try #require(names.first { $0 != settings[keyPath: path] }))
    }
  }

  /// The members of the settings that differ, by dotted name.
  private func differences(_ one: TrainingSettings, _ other: TrainingSettings) throws -> Set<String> {
    func members(_ settings: TrainingSettings) throws -> [String: String] {
      var result: [String: String] = [:]
      func collect(_ value: Any, _ name: String) {
        guard let object = value as? [String: Any] else {
          result[name] = "\(value)"
          return
        }
        for (key, member) in object { collect(member, name.isEmpty ? key : "\(name).\(key)") }
      }
      collect(try JSONSerialization.jsonObject(with: JSONEncoder().encode(settings)), "")
      return result
    }
    let (before, after) = (try members(one), try members(other))
    return Set((Array(before.keys) + Array(after.keys)).filter { before[$0] != after[$0] })
  }

  @Test(arguments: TrainingSetting.all.map(\.name))
  func everySettingChangesOnePlaceAndIsReadAsItIsWritten(name: String) throws {
    let setting = try #require(TrainingSetting.named(name))
    let before = TrainingSettings()
    var after = before
    try setting.set(other(setting, before), in: &after)
    let changed = try differences(before, after)
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { $0 == name || $0.hasPrefix(name + ".") }, "\(changed)")
    var again = before
    try setting.set(SettingValue(argument: setting.text(in: after), for: setting.kind), in: &again)
    #expect(again == after, "\(setting.text(in: after))")
  }

  @Test func allSettingsAreDeclaredButTheOneThatFollowsFromAnother() throws {
    var all = TrainingSettings()
    for setting in TrainingSetting.all { try setting.set(other(setting, TrainingSettings()), in: &all) }
    all.objective.vulnerableWeight = 7
    func leaves(_ value: Any, _ name: String) -> [String] {
      guard let object = value as? [String: Any] else { return [name] }
      return object.flatMap { leaves($0.value, name.isEmpty ? $0.key : "\(name).\($0.key)") }
    }
    let declared =
      TrainingSetting.all.map(\.name) + ["objective.vulnerableWeight", "normalisation.omittedWords"]
    let leaves = leaves(try JSONSerialization.jsonObject(with: JSONEncoder().encode(all)), "")
    for leaf in leaves {
      #expect(declared.contains { leaf == $0 || leaf.hasPrefix($0 + ".") }, "\(leaf) has no entry")
    }
    #expect(leaves.count > 40)
  }

  @Test func namesOptionsAndTitlesAreTheirOwn() {
    for names in [
      TrainingSetting.all.map(\.name), TrainingSetting.all.map(\.option), TrainingSetting.all.map(\.title),
    ] {
      #expect(Set(names).count == names.count)
    }
    #expect(TrainingSetting.all.allSatisfy { $0.help.hasSuffix(".") })
  }

  @Test func presetsAreInRange() throws {
    for preset in TrainingPreset.allCases { try preset.settings.check() }
  }

  @Test(arguments: [
    ("maximumSteps", "0"), ("maximumSteps", "1.5"), ("maximumSteps", "[1]"), ("dropout", "1"),
    ("dropout", "nan"),
    ("learningRate", "-1"), ("learningRate", "0"), ("readOut", "median"), ("masksPadding", "1"),
    ("headSizes", "0"), ("headSizes", "a"), ("headSizes", "1,1,1,1,1,1,1,1,1"), ("thresholdRule", "2"),
    ("selfTraining.vulnerableShare", "0"), ("objective.perturbationXi", "0"), ("seed", "-1"),
    ("teacherInterval", "0"), ("normalisation.nameLimit", "-1"),
  ])
  func valuesOutOfTheirRangeAreRefusedAndChangeNothing(name: String, text: String) throws {
    let setting = try #require(TrainingSetting.named(name))
    var settings = TrainingSettings()
    #expect(throws: SettingError.self) {
      try setting.set(SettingValue(argument: text, for: setting.kind), in: &settings)
    }
    #expect(settings == TrainingSettings())
  }

  @Test func whatFilesAndOptionsWriteIsRead() throws {
    func settings(_ name: String, _ text: String) throws -> TrainingSettings {
      let kind = try #require(TrainingSetting.named(name)).kind
      return try TrainingSettings().setting(name, to: SettingValue(argument: text, for: kind))
    }
    #expect(try settings("seed", "18446744073709551615").seed == .max)
    #expect(try settings("maximumSteps", "1e3").maximumSteps == 1000)
    #expect(try settings("headSizes", "300,100").headSizes == [300, 100])
    #expect(try settings("thresholdRule", "sourceValidation").thresholdRule == .sourceValidation)
    #expect(try settings("thresholdRule", "0.05").thresholdRule == .targetShare(0.05))
    #expect(try settings("normalisation.nameLimit", "none").normalisation.nameLimit == nil)
  }

  @Test func sharesOfSelfTrainingLeaveRoomForEachOther() {
    var settings = TrainingSettings()
    settings.selfTraining.vulnerableShare = 0.6
    settings.selfTraining.notVulnerableShare = 0.6
    #expect(throws: SettingError.self) { try settings.check() }
  }

  @Test func aMethodIsAskedOnlyForWhatItReads() {
    func objective(_ method: TrainingMethod) -> [String] {
      TrainingSetting.all.filter { $0.group == .objective && $0.isRead(by: method, TrainingSettings()) }
        .map { String($0.name.dropFirst("objective.".count)) }
    }
    #expect(objective(.linearAdapted).isEmpty)
    #expect(objective(TrainingMethod(.vuld)).isEmpty)
    #expect(objective(TrainingMethod(.mmd)) == ["beta"])
    #expect(
      objective(TrainingMethod(.scdan)) == ["beta", "gamma", "entropy", "lambda", "inverseTwoSigmaSquared"])
    #expect(objective(TrainingMethod(.ddan)) == ["beta"])
    #expect(
      objective(TrainingMethod(.dirtT)) == [
        "beta", "gamma", "lambda", "perturbationEpsilon", "perturbationXi",
      ])
    #expect(objective(TrainingMethod(.dualGDDDAN)) == ["alpha", "beta", "theta", "inverseTwoSigmaSquared"])
    func isRead(_ name: String, by method: AdaptationMethod, _ settings: TrainingSettings = .init()) -> Bool {
      TrainingSetting.named(name)?.isRead(by: TrainingMethod(method), settings) ?? false
    }
    #expect(isRead("objective.teacher", by: .dirtT))
    #expect(!isRead("objective.teacher", by: .ddan))
    #expect(isRead("targetPull", by: .dualGDDDAN))
    #expect(!isRead("targetPull", by: .ddan))
    #expect(!isRead("targetStart", by: .ddan), "one generator has nothing to copy")
    #expect(isRead("targetStart", by: .dualGDDDAN))
    #expect(!isRead("targetStart", by: .vuld))
    #expect(!isRead("selfTraining.steps", by: .vuld))
    var warm = TrainingSettings()
    warm.targetStart = .warm
    #expect(isRead("targetStart", by: .ddan, warm), "a warm start is a phase of its own")
    #expect(isRead("warmUpSteps", by: .ddan, warm))
    #expect(!isRead("warmUpSteps", by: .ddan))
  }

  @Test func aTaughtNetworkReadsWhatItsTeachersRead() {
    var settings = TrainingSettings()
    func names() -> Set<String> { Set(settings.recorded(for: TrainingMethod(.distilled)).keys) }
    let teachers: Set<String> = [
      "objective.beta", "objective.pairs", "objective.confounder", "hiddenSize", "maximumSteps",
      "learningRate",
      "graphRounds",
    ]
    let students: Set<String> = [
      "distillation.width", "objective.distillationTemperature", "maximumStatements",
    ]
    #expect(names().isSuperset(of: teachers) && names().isSuperset(of: students))
    #expect(!names().contains("objective.alpha") && !names().contains("targetStart"))
    settings.distillation.teachers = 0
    #expect(names().isDisjoint(with: teachers) && names().isSuperset(of: students))
  }

  @Test func aWarmUpLeavesStepsToAdapt() {
    var settings = TrainingSettings()
    settings.targetStart = .warm
    settings.maximumSteps = 101
    #expect(throws: Never.self) { try settings.check() }
    settings.maximumSteps = 100
    #expect(throws: SettingError.nothingButWarmUp(warmUpSteps: 100, steps: 100)) { try settings.check() }
    #expect(
      SettingError.nothingButWarmUp(warmUpSteps: 100, steps: 100).sentence(naming: .option)
        == "--warm-up-steps is 100, of 100 steps in all: none is left to adapt. Set --warm-up-steps lower, or --steps higher."
    )
    settings.targetStart = .copy
    #expect(throws: Never.self) { try settings.check() }
  }

  @Test func aLinearMethodReadsSplitAndThresholdAlone() {
    let names = TrainingSetting.all.filter { $0.isRead(by: .linear) }.map(\.name)
    #expect(names == ["seed", "validationShare", "thresholdRule"])
  }

  @Test func whatNobodyReadsIsRefusedWithASentence() throws {
    func sentence(_ name: String, _ value: SettingValue, _ method: TrainingMethod) -> String? {
      do throws(SettingError) {
        _ = try TrainingSettings().changed([SettingChange(name, value)], readBy: [method])
        return nil
      } catch {
        return error.sentence(naming: .option)
      }
    }
    #expect(
      sentence("hiddenSize", .number("7"), .linear)
        == "The method linear does not read --hidden. Leave it out, or choose another method.")
    #expect(
      sentence("warmUpSteps", .number("7"), TrainingMethod(.ddan))
        == "--warm-up-steps is read only where --target-start is warm. Set that too, or leave it out.")
    #expect(sentence("hiddenSize", .number("7"), TrainingMethod(.vuld)) == nil)
    for start in ["copy", "independent"] {
      #expect(
        sentence("targetStart", .word(start), TrainingMethod(.ddan))
          == "Here --target-start changes nothing unless it is warm. Leave it out, or choose another method.")
    }
    #expect(sentence("targetStart", .word("warm"), TrainingMethod(.ddan)) == nil)
    #expect(sentence("objective.beta", .number("0.5"), TrainingMethod(.distilled)) == nil)
  }

  @Test func recordsHoldWhatTheMethodReads() {
    var settings = TrainingSettings()
    settings.normalisation.variant = .gadget
    #expect(settings.recorded(for: .linear) == ["validationShare": "0.2", "thresholdRule": "0.1"])
    let recorded = settings.recorded(for: TrainingMethod(.ddan))
    #expect(recorded["normalisation.variant"] == "gadget")
    #expect(recorded["headSizes"] == "300")
    #expect(recorded["objective.alpha"] == nil && recorded["objective.beta"] == "0.1")
  }

  @Test func widthsAreWrittenAndRead() throws {
    let widths = LayerWidths()
    #expect(widths.format([300, 100]) == "300, 100")
    #expect(try widths.parseStrategy.parse("300,100") == [300, 100])
    #expect(throws: (any Error).self) { try widths.parseStrategy.parse("wide") }
  }
}
