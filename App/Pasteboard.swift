import AppKit

/// What other programs paste.
@MainActor enum Pasteboard {
  /// Replaces it by a text.
  static func copy(_ text: String) {
    NSPasteboard.general.clearContents()
    NSPasteboard.general.setString(text, forType: .string)
  }
}
