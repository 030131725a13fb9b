import AppKit
import Core
import SwiftUI

/// How a project's suspects get into Xcode's issue navigator, ready to be copied.
struct BuildSetupSheet: View {
  let setup: BuildSetup
  @Environment(\.dismiss) private var dismiss

  var body: some View {
    VStack(alignment: .leading, spacing: 16) {
      Text("Suspects of \(setup.name) in Xcode's Builds").font(.title2)
      RecipeView(
        title: "In an Xcode project",
        steps:
          "Select the target, then Build Phases, + and New Run Script Phase. Paste this, switch off Based on dependency analysis, and set the build setting User Script Sandboxing to No.",
        text: setup.script)
      RecipeView(
        title: "In a Swift package",
        steps: "Add this to Package.swift. The plug-in calls the VulnAdapt in your Applications folder.",
        text: setup.manifest)
      HStack {
        Spacer()
        Button("Done") { dismiss() }
          .keyboardShortcut(.defaultAction)
      }
    }
    .padding(20)
    .frame(width: 620)
  }
}

/// A text to copy, and what to do with it.
private struct RecipeView: View {
  let title: String
  let steps: String
  let text: String

  var body: some View {
    GroupBox(title) {
      VStack(alignment: .leading, spacing: 8) {
        Text(verbatim: steps)
        Text(verbatim: text)
          .font(.system(.callout, design: .monospaced))
          .textSelection(.enabled)
        Button("Copy", systemImage: "doc.on.doc") { Pasteboard.copy(text) }
          .accessibilityLabel("Copy the text for \(title)")
      }
      .padding(8)
      .frame(maxWidth: .infinity, alignment: .leading)
    }
  }
}
