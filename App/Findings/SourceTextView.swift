import AppKit
import Core
import SwiftUI

/// A function's text in colours, with the heat of its statements, read only.
///
/// SwiftUI's own text hangs on long functions; an AppKit text view does not.
struct SourceTextView: NSViewRepresentable {
  let source: FunctionSource

  /// Remembers what is shown, so that an update of something else does not scroll the text.
  final class Coordinator {
    var shown: FunctionSource?
  }

  func makeCoordinator() -> Coordinator { Coordinator() }

  func makeNSView(context: Context) -> NSScrollView {
    let scroll = NSTextView.scrollableTextView()
    scroll.hasHorizontalScroller = true
    if let view = scroll.documentView as? NSTextView {
      view.isEditable = false
      view.isSelectable = true
      view.usesFindBar = true
      view.textContainerInset = NSSize(width: 8, height: 8)
      // Lines are not wrapped: the view grows with the longest one.
      let unbounded = NSSize(width: CGFloat.greatestFiniteMagnitude, height: .greatestFiniteMagnitude)
      view.maxSize = unbounded
      view.isHorizontallyResizable = true
      view.textContainer?.widthTracksTextView = false
      view.textContainer?.size = unbounded
    }
    return scroll
  }

  func updateNSView(_ scroll: NSScrollView, context: Context) {
    guard let view = scroll.documentView as? NSTextView, let storage = view.textStorage,
      context.coordinator.shown != source
    else { return }
    context.coordinator.shown = source
    storage.setAttributedString(Self.text(of: source))
    view.setAccessibilityLabel("Source of \(source.name)")
    view.scrollRangeToVisible(NSRange(location: source.heat.first?.range.lowerBound ?? 0, length: 0))
  }

  /// The text, its hot statements coloured and underlined so that colour is not the only sign.
  static func text(of source: FunctionSource) -> NSAttributedString {
    let text = NSMutableAttributedString(
      string: source.text,
      attributes: [
        .font: NSFont.monospacedSystemFont(ofSize: NSFont.systemFontSize, weight: .regular),
        .foregroundColor: NSColor.textColor,
      ])
    for span in source.spans {
      if let range = range(span.range, in: text) {
        text.addAttributes([.foregroundColor: color(of: span.kind)], range: range)
      }
    }
    for heat in source.heat {
      guard let range = range(heat.range, in: text) else { continue }
      let color = NSColor.systemOrange.withAlphaComponent(CGFloat(heat.strength * 0.5))
      text.addAttributes(
        [
          .backgroundColor: color, .underlineStyle: NSUnderlineStyle.single.rawValue,
          .toolTip: "\(heat.percent) of the score",
        ], range: range)
    }
    return text
  }

  private static func range(_ range: Range<Int>, in text: NSAttributedString) -> NSRange? {
    range.upperBound <= text.length ? NSRange(location: range.lowerBound, length: range.count) : nil
  }

  /// The colour of a part of the source.
  static func color(of kind: CHighlighter.Kind) -> NSColor {
    switch kind {
    case .plain: .textColor
    case .keyword: .systemPurple
    case .type: .systemIndigo
    case .string: .systemRed
    case .number: .systemBlue
    case .comment: .secondaryLabelColor
    case .directive: .systemBrown
    case .call: .systemTeal
    }
  }
}
