import Core
import SwiftUI

/// The companion app: projects, training, findings, models.
@main struct VulnAdaptApp: App {
  @NSApplicationDelegateAdaptor(AppDelegate.self) private var delegate

  var body: some Scene {
    WindowGroup("VulnAdapt", id: "main") {
      LaunchView(launch: delegate.launch)
    }
    .defaultSize(width: 1180, height: 760)
    .commands { WorkspaceCommands() }
    Window("VulnAdapt Help", id: HelpView.windowID) {
      HelpView(folder: HelpView.bundledFolder)
    }
    .defaultSize(width: 760, height: 640)
    Settings {
      SettingsView(launch: delegate.launch)
    }
  }
}
