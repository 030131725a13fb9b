import Core
import SwiftUI

/// The settings window; every change counts at once.
struct SettingsView: View {
  let launch: AppLaunch

  var body: some View {
    if let workspace = launch.workspace {
      SettingsForm(settings: workspace.settings)
    } else {
      Text("Settings are there once the workspace is open.").padding(32)
    }
  }
}

/// The settings themselves.
struct SettingsForm: View {
  @Bindable var settings: SettingsModel

  var body: some View {
    Form {
      Section("Training") {
        Picker("Processor cores", selection: $settings.threadCount) {
          Text("All").tag(0)
          ForEach(Array(1...SettingsModel.maximumThreadCount), id: \.self) { count in
            Text(verbatim: "\(count)").tag(count)
          }
        }
        .help("A run can be resumed only with the number of cores it was started with.")
        Toggle("Notify me when a training ends", isOn: $settings.notifies)
      }
      Section("Projects") {
        Toggle("Read projects again when their files change", isOn: $settings.watchesFolders)
        Toggle("Read the git history of ranked projects", isOn: $settings.readsHistory)
          .help(
            "The fixes of a function's past are shown beside its score. Nothing of a repository is run or changed."
          )
      }
    }
    .formStyle(.grouped)
    .frame(width: 460)
  }
}
