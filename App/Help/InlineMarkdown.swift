import Foundation

/// The Markdown inside a line: emphasis, code and links.
enum InlineMarkdown {
  /// The text as it is shown; as it was written where the system knows no Markdown.
  static func text(_ markdown: String) -> AttributedString {
    #if canImport(Darwin)
      let options = AttributedString.MarkdownParsingOptions(
        interpretedSyntax: .inlineOnlyPreservingWhitespace)
      if let text = try? AttributedString(markdown: markdown, options: options) { return text }
    #endif
    return AttributedString(markdown)
  }
}
