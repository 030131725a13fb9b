import Core
import SwiftUI

/// The settings that the chosen method reads.
struct ExpertSettingsView: View {
  let training: TrainingModel

  var body: some View {
    ForEach(training.expertSettings, id: \.title) { group in
      Section(group.title) {
        ForEach(group.settings) { ExpertSettingField(setting: $0, training: training) }
      }
    }
  }
}

/// The control of one setting.
private struct ExpertSettingField: View {
  let setting: TrainingSetting
  @Bindable var training: TrainingModel

  var body: some View {
    let title = LocalizedStringKey(setting.title)
    switch setting.kind {
    case .seed(let path):
      TextField(title, value: binding(path), format: .number.grouping(.never))
    case .whole(let path, _):
      TextField(title, value: binding(path), format: .number.grouping(.never))
    case .decimal(let path, _):
      TextField(title, value: binding(path), format: .number.precision(.significantDigits(1...7)))
    case .share(let path, _):
      TextField(title, value: binding(path), format: .number.precision(.fractionLength(0...6)))
    case .widths(let path, _):
      TextField(title, value: binding(path), format: LayerWidths())
    case .flag(let path):
      Toggle(title, isOn: binding(path))
    case .choice(let names, let path):
      Picker(title, selection: binding(path)) {
        ForEach(names, id: \.self) { Text(verbatim: $0).tag($0) }
      }
    }
  }

  private func binding<Value>(_ path: WritableKeyPath<TrainingSettings, Value>) -> Binding<Value> {
    $training.choices.settings[dynamicMember: path]
  }
}
