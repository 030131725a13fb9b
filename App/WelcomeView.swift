import Core
import SwiftUI

/// The first-run page: what to do, and how to enable the extension.
struct WelcomeView: View {
  let window: WindowModel

  var body: some View {
    ScrollView {
      VStack(alignment: .leading, spacing: 16) {
        Text("Welcome to VulnAdapt").font(.largeTitle)
        Text(
          """
          VulnAdapt learns from a C project whose vulnerable functions are known, adapts to yours without any \
          label, and tells you which functions to read first.
          """)
        StepsView(title: "First", steps: Self.firstSteps)
        StepsView(title: "To see suspects in Xcode", steps: Self.extensionSteps)
        HStack {
          Button("Add Folder…") { window.chooseFiles(for: .projects) }
            .buttonStyle(.borderedProminent)
          Button("Continue") { window.leaveWelcome() }
        }
      }
      .padding(32)
      .frame(maxWidth: 640, alignment: .leading)
    }
    .navigationTitle("Welcome")
  }

  private static let firstSteps = [
    "Drop two folders on this window: a project with labels, and yours.",
    "Choose Train (⌘R). Training can be cancelled and resumed at any time.",
    "Read the findings from the top, and mark what you have read.",
  ]

  private static let extensionSteps = [
    "Put VulnAdapt into the Applications folder and open it once.",
    "Open System Settings, then General, Login Items & Extensions, Xcode Source Editor, and tick VulnAdapt.",
    "Quit Xcode and open it again. The commands are in its menu Editor, under VulnAdapt.",
    "In Runs and Models, choose Use in Xcode for the model that the commands should use.",
  ]
}

/// A numbered list.
private struct StepsView: View {
  let title: String
  let steps: [String]

  var body: some View {
    GroupBox(title) {
      VStack(alignment: .leading, spacing: 8) {
        ForEach(Array(steps.enumerated()), id: \.offset) { index, step in
          HStack(alignment: .firstTextBaseline) {
            Text(verbatim: "\(index + 1).").monospacedDigit()
            Text(verbatim: step)
          }
          .accessibilityElement(children: .combine)
        }
      }
      .padding(8)
      .frame(maxWidth: .infinity, alignment: .leading)
    }
  }
}
