import Core
import SwiftUI

/// The choices of a training.
struct TrainingForm: View {
  @Bindable var window: WindowModel
  @Bindable private var training: TrainingModel

  init(window: WindowModel) {
    self.window = window
    training = window.workspace.training
  }

  private var projects: ProjectsModel { window.workspace.projects }

  var body: some View {
    Form {
      labeledSection
      unlabeledSection
      Section("Method") {
        Picker("Method", selection: $training.choices.method) {
          Text(verbatim: "Automatic: \(training.standardMethod.title)").tag(String?.none)
          ForEach(TrainingMethod.all) { method in
            Text(verbatim: method.title).tag(String?.some(method.id))
          }
        }
        Text(verbatim: training.method?.summary ?? "")
          .font(.callout)
          .foregroundStyle(.secondary)
        if training.method?.trainsNetworks ?? false { PresetPicker(training: training) }
      }
      DisclosureGroup("Expert Settings", isExpanded: $window.showsExpertSettings) {
        ExpertSettingsView(training: training)
      }
    }
    .formStyle(.grouped)
  }

  private var labeledSection: some View {
    Section("Learn From") {
      ForEach(projects.labeled) { project in
        Toggle(project.name, isOn: $training.choices.labeled[contains: project.id])
          .help(project.contents?.summary ?? project.path)
      }
      if projects.labeled.isEmpty { Text("Drop a project that has labels.").foregroundStyle(.secondary) }
    }
  }

  private var unlabeledSection: some View {
    Section("Adapt To") {
      Picker("Unlabelled project", selection: $training.choices.unlabeled) {
        Text("None").tag(String?.none)
        ForEach(projects.unlabeled) { project in
          Text(verbatim: project.name).tag(String?.some(project.id))
        }
      }
      Toggle("Learn from my marks, too", isOn: $training.choices.usesMarks)
        .help("Functions you marked as confirmed or as looking fine become labelled ones.")
        .disabled(training.choices.unlabeled == nil)
      if training.choices.usesMarks {
        Text("\(training.usableMarkCount()) marked functions are used as labels.")
          .font(.callout)
          .foregroundStyle(.secondary)
      }
    }
  }
}

/// The presets; choosing one resets the expert settings.
private struct PresetPicker: View {
  let training: TrainingModel
  @State private var preset = TrainingPreset.standard

  var body: some View {
    Picker("Preset", selection: $preset) {
      ForEach(TrainingPreset.allCases, id: \.self) { preset in
        Text(verbatim: preset.rawValue).tag(preset)
      }
    }
    .onAppear { preset = training.choices.preset }
    .onChange(of: preset) {
      if preset != training.choices.preset { training.choices.choose(preset) }
    }
    Text(verbatim: training.choices.isCustomised ? "with settings changed below" : preset.summary)
      .font(.callout)
      .foregroundStyle(.secondary)
  }
}
