import Testing

@testable import Core

@Suite struct ExpertSettingTests {
  /// The dotted names of the settings that a change of one expert setting changes.
  private func names(_ setting: ExpertSetting) throws -> Set<String> {
    var changed = TrainingSettings()
    switch setting.value {
    case .seed(let path): changed[keyPath: path] += 1
    case .whole(let path): changed[keyPath: path] += 1
    case .decimal(let path): changed[keyPath: path] += 1
    case .share(let path): changed[keyPath: path] /= 2
    case .widths(let path): changed[keyPath: path] = [7]
    case .flag(let path): changed[keyPath: path].toggle()
    case .choice(let names, let path):
      let other = try #require(names.first { $0 != changed[keyPath: path] })
      changed[keyPath: path] = other
      #expect(changed[keyPath: path] == other)
      changed[keyPath: path] = "nothing of the kind"
      #expect(changed[keyPath: path] == other)
    }
    let before = try Provenance.dottedSettings(of: TrainingSettings())
    let after = try Provenance.dottedSettings(of: changed)
    return Set(after.keys.filter { before[$0] != after[$0] })
  }

  @Test func allSettingsCanBeChangedButTheOneThatFollowsFromAnother() throws {
    let all = try Provenance.dottedSettings(of: TrainingSettings()).keys
    let changed = try ExpertSetting.all.map(names)
    #expect(changed.allSatisfy { !$0.isEmpty })
    let rest = Set(all).subtracting(changed.reduce([], { $0.union($1) }))
    #expect(rest == ["objective.vulnerableWeight"], "set by the class balance")
    #expect(Set(ExpertSetting.all.map(\.title)).count == ExpertSetting.all.count)
  }

  @Test func aMethodIsAskedOnlyForWhatItReads() {
    func objective(_ method: TrainingMethod) -> [String] {
      ExpertSetting.all.filter { $0.group == .objective && $0.isUsed(by: method, TrainingSettings()) }
        .compactMap { $0.title.split(separator: ",").first.map(String.init) }
    }
    func isUsed(_ title: String, by method: AdaptationMethod, _ settings: TrainingSettings = .init()) -> Bool
    {
      ExpertSetting.all.contains { $0.title == title && $0.isUsed(by: TrainingMethod(method), settings) }
    }
    #expect(objective(.linearAdapted).isEmpty)
    #expect(objective(TrainingMethod(.vuld)).isEmpty)
    #expect(objective(TrainingMethod(.mmd)) == ["β", "1/(2σ²) of the kernels"])
    #expect(objective(TrainingMethod(.ddan)) == ["β"])
    #expect(objective(TrainingMethod(.dirtT)) == ["β", "γ", "λ", "ε", "ξ"])
    #expect(objective(TrainingMethod(.dualGDDDAN)) == ["α", "β", "θ", "1/(2σ²) of the kernels"])
    #expect(isUsed("Weight of the teacher", by: .dirtT))
    #expect(!isUsed("Weight of the teacher", by: .ddan))
    #expect(isUsed("Pull to the source generator", by: .dualGDDDAN))
    #expect(!isUsed("Pull to the source generator", by: .ddan))
    var warm = TrainingSettings()
    warm.targetStart = .warm
    #expect(isUsed("Warm-up steps", by: .ddan, warm))
    #expect(!isUsed("Warm-up steps", by: .ddan))
  }

  @Test func widthsAreWrittenAndRead() throws {
    let widths = LayerWidths()
    #expect(widths.format([300, 100]) == "300, 100")
    #expect(try widths.parseStrategy.parse("300,100") == [300, 100])
    #expect(throws: (any Error).self) { try widths.parseStrategy.parse("wide") }
  }
}
