import Foundation

/// The settings of a scan as a table or as JSON.
public struct ConfigurationListing {
  private struct Row: Encodable {
    let key: String
    /// Nil for a default that is no fixed value.
    let value: String?
    let origin: String
    let file: String?
    let line: Int?
    let shown: String
    let from: String

    enum CodingKeys: String, CodingKey { case key, value, origin, file, line }
  }

  private let rows: [Row]

  /// Lists settings.
  public init(_ settings: EffectiveConfiguration) {
    rows = ConfigurationKey.allCases.map { key in
      let (text, origin) = settings[key]
      let shown = (text ?? key.standard).replacing("\n", with: ", ").printable
      switch origin {
      case .commandLine:
        return Row(
          key: key.rawValue, value: text, origin: "commandLine", file: nil, line: nil, shown: shown,
          from: "command line")
      case .file(let path, let line):
        return Row(
          key: key.rawValue, value: text, origin: "file", file: path, line: line, shown: shown,
          from: "\(path.printable):\(line)")
      case .standard:
        let value = key.accepts(key.standard) && key != .baseline && key != .exclude ? key.standard : nil
        return Row(
          key: key.rawValue, value: value, origin: "default", file: nil, line: nil, shown: shown,
          from: "default")
      }
    }
  }

  /// The listing as text that ends with a line end.
  public func text(asJSON: Bool) -> String {
    if asJSON {
      let encoder = JSONEncoder.indented
      guard let text = try? encoder.text(of: ["settings": rows]) else {
        preconditionFailure("strings and whole numbers can be encoded")
      }
      return text + "\n"
    }
    return TextColumns.lines(rows.map { [$0.key, $0.shown, $0.from] }).map { $0 + "\n" }.joined()
  }
}
