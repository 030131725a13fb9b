import AppKit

/// Asks where to write a file.
@MainActor enum SavePanel {
  /// The file the user chose; nil when the dialog was cancelled.
  static func choose(name: String) -> URL? {
    let panel = NSSavePanel()
    panel.nameFieldStringValue = name
    panel.canCreateDirectories = true
    return panel.runModal() == .OK ? panel.url : nil
  }
}
