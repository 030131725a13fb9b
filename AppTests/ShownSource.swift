// Apart from the tests: a file that imports Testing and AppKit asks for an overlay that Linux does not have.
import AppKit

@testable import Core
@testable import VulnAdapt

extension NSAttributedString {
  private func value(_ key: NSAttributedString.Key, at part: String) -> Any? {
    attribute(key, at: (string as NSString).range(of: part).location, effectiveRange: nil)
  }

  /// Whether a part has the colour of a kind.
  @MainActor func isColoured(_ kind: CHighlighter.Kind, at part: String) -> Bool {
    value(.foregroundColor, at: part) as? NSColor == SourceTextView.color(of: kind)
  }

  /// Whether a part is underlined.
  func isUnderlined(at part: String) -> Bool { value(.underlineStyle, at: part) as? Int == 1 }

  /// What is said of a part when the pointer rests on it.
  func hint(at part: String) -> String? { value(.toolTip, at: part) as? String }
}
