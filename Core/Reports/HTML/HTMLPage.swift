import CryptoKit
import Foundation
import Mustache

/// A self-contained HTML page: one file that needs no network and asks for none.
///
/// The page forbids itself everything but its own style and its own scripts (Content-Security-Policy), so
/// what slips into its text can neither run nor load anything. It follows the reader's light or dark
/// setting; `styles` use the variables of ``HTMLPage/baseStyle``.
///
/// ```swift
/// var page = HTMLPage(title: "Scan of \(path)")
/// page.body = HTMLPage.render("<h1>{{title}}</h1>", ["title": path])
/// page.data = [("findings", json)]
/// let html = page.html
/// ```
struct HTMLPage: Sendable {
  /// The title, as plain text.
  var title: String
  /// The contents of the page's body, as HTML; see ``render(_:_:)``.
  var body = ""
  /// Style sheets that follow ``baseStyle``.
  var styles: [String] = []
  /// JSON texts that scripts read with `JSON.parse(document.getElementById(id).textContent)`.
  var data: [(id: String, json: String)] = []
  /// Scripts, run in order after the body.
  var scripts: [String] = []

  /// The page.
  ///
  /// - Precondition: neither a style nor a script holds the tag that would end it.
  var html: String {
    precondition(!styles.contains { $0.lowercased().contains("</style") }, "a style ends itself")
    precondition(!scripts.contains { $0.lowercased().contains("</script") }, "a script ends itself")
    let hashes = scripts.map { "'sha256-\(Data(SHA256.hash(data: Data($0.utf8))).base64EncodedString())'" }
    return Self.render(
      Self.skeleton,
      [
        "title": title.printable,
        "policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
          + "form-action 'none'; script-src \(hashes.isEmpty ? "'none'" : hashes.joined(separator: " "))",
        "styles": [Self.baseStyle] + styles, "body": body,
        "data": data.map { ["id": $0.id, "json": Self.harmless(json: $0.json)] }, "scripts": scripts,
      ])
  }

  /// Fills a Mustache template; values are escaped for HTML unless the template says `{{{value}}}`.
  ///
  /// - Parameters:
  ///   - template: A template of this program, never one from outside.
  ///   - values: What the template's names stand for.
  /// - Returns: The filled template; sections of empty texts are left out.
  static func render(_ template: String, _ values: [String: Any]) -> String {
    guard let parsed = try? MustacheTemplate(string: HTMLEscaping.pragma + template) else {
      preconditionFailure("the program's own templates can be parsed")
    }
    return parsed.render(values)
  }

  /// The same JSON without the characters that could end a script element or a line of it.
  static func harmless(json: String) -> String {
    let escapes: [UInt8: String] = [
      UInt8(ascii: "<"): "\\u003c", UInt8(ascii: ">"): "\\u003e", UInt8(ascii: "&"): "\\u0026",
    ]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.utf8.count + json.utf8.count / 16)
    for byte in json.utf8 {
      if let escape = escapes[byte] { bytes.append(contentsOf: escape.utf8) } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let skeleton = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{{policy}}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>{{title}}</title>
    {{#styles}}<style>{{{.}}}</style>
    {{/styles}}</head>
    <body>
    {{{body}}}
    {{#data}}<script type="application/json" id="{{id}}">{{{json}}}</script>
    {{/data}}{{#scripts}}<script>{{{.}}}</script>
    {{/scripts}}</body>
    </html>

    """
}

/// An empty text is nothing: `{{#kind}} ({{kind}}){{/kind}}` is left out.
extension String: @retroactive MustacheCustomRenderable {
  /// The text.
  public var renderText: String { self }
  /// Whether the text is empty.
  public var isNull: Bool { isEmpty }
}
