import Foundation

/// Labels from `labels.jsonl`: one object a line with `path`, `function`, `label` and, if wanted, `line`, `cwe` and
/// `cve`.
enum JSONLinesLabels: LabelSource {
  static let name = "manifest labels.jsonl"
  /// The longest line read, in bytes.
  static let lineLimit = 64 << 10

  static func load(from root: String, options: LabelOptions) throws -> LabeledProject? {
    guard let path = Manifest.path(in: root, ending: "jsonl", options: options) else { return nil }
    let text = try SourceText(
      reading: FilePathBytes(path), sizeLimit: options.maximumFileSize, followsLink: options.manifest != nil)
    return try manifest(text.bytes, file: path).project(of: root, options: options)
  }

  /// Reads the rows of a manifest with "\n" line ends.
  static func manifest(_ bytes: [UInt8], file: String) -> Manifest {
    var manifest = Manifest(file: file)
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
      guard line.count <= lineLimit else {
        manifest.reject(line: index + 1, "The line is longer than \(lineLimit) bytes.")
        continue
      }
      guard let row = try? decoder.decode(Row.self, from: Data(line)) else {
        manifest.reject(
          line: index + 1, "The line is no JSON object with texts and numbers for path, function and label.")
        continue
      }
      manifest.add(
        line: index + 1, path: row.path?.text, function: row.function?.text, functionLine: row.line?.text,
        label: row.label?.text, cwe: row.cwe?.text, cve: row.cve?.text,
        pair: row.pair?.text)
    }
    return manifest
  }

  private struct Row: Decodable {
    var path: Value?
    var function: Value?
    var line: Value?
    var label: Value?
    var cwe: Value?
    var cve: Value?
    var pair: Value?
  }

  /// A text, a whole number, true or false, as text.
  private struct Value: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let truth = try? container.decode(Bool.self) {
        text = truth ? "true" : "false"
      } else if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}
