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

  /// The text around a place that is underlined as one.
  func underlined(at place: Int) -> String? { reach(of: .underlineStyle, at: place) }

  /// The text around a place that has one background.
  func shaded(at place: Int) -> String? { reach(of: .backgroundColor, at: place) }

  private func reach(of key: NSAttributedString.Key, at place: Int) -> String? {
    var range = NSRange(location: 0, length: 0)
    // Colours of the words cut a statement into runs; its marks reach over all of them.
    let whole = NSRange(location: 0, length: length)
    guard attribute(key, at: place, longestEffectiveRange: &range, in: whole) != nil else { return nil }
    return (string as NSString).substring(with: range)
  }

  /// What is said of a part when the pointer rests on it.
  func hint(at part: String) -> String? { value(.toolTip, at: part) as? String }
}
