import SwiftCSV

/// Labels from `labels.csv`: a header with `path`, `function`, `label` and, if wanted, `line`, `cwe`, `cve` and `pair`, in
/// any order.
enum CSVLabels: LabelSource {
  static let name = "manifest labels.csv"

  static func load(from root: String, options: LabelOptions) throws -> LabeledProject? {
    guard let path = Manifest.path(in: root, ending: "csv", options: options) else { return nil }
    let text = try SourceText(
      reading: FilePathBytes(path), sizeLimit: options.maximumFileSize, followsLink: options.manifest != nil)
    return try manifest(text.string, file: path).project(of: root, options: options)
  }

  /// Reads the rows of a manifest with "\n" line ends.
  static func manifest(_ text: String, file: String) throws -> Manifest {
    var manifest = Manifest(file: file)
    var header: Header?
    var failure: LabelError?
    var line = 1
    var text = text
    let (endless, isPlain) = text.withUTF8 { (CSVText.lineOfEndlessQuote(in: $0), !mayHoldOtherLineEnds($0)) }
    if let line = endless { throw LabelError.brokenQuotes(file: file, line: line) }
    if !isPlain {
      // SwiftCSV would end a row at these as well, and lines would be miscounted.
      text = String(String.UnicodeScalarView(text.unicodeScalars.map { isOtherLineEnd($0) ? " " : $0 }))
    }
    do {
      // The row limit keeps the initialiser from reading all rows, which come one by one below.
      let rows = try CSV<Enumerated>(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
      try rows.enumerateAsArray(startAt: 0, rowLimit: nil) { fields in
        defer { line += 1 + lineEnds(in: fields) }
        if fields.allSatisfy(\.isEmpty) { return }
        guard let columns = header else {
          do { header = try Header(fields, file: file) } catch { failure = failure ?? error as? LabelError }
          // Without a header the rows say nothing.
          if header == nil { header = Header() }
          return
        }
        if failure == nil { columns.read(fields, line: line, into: &manifest) }
      }
    } catch is CSVParseError {
      throw LabelError.brokenQuotes(file: file, line: line)
    }
    if let failure { throw failure }
    if header == nil { throw LabelError.missingColumn(file: file, column: "path") }
    return manifest
  }

  /// Whether Unicode calls a scalar the end of a line that no editor counts as one.
  private static func isOtherLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  /// Whether a text may hold any, by the first bytes that they have in UTF-8.
  private static func mayHoldOtherLineEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte == 0xb || byte == 0xc || byte == 0xc2 || byte == 0xe2 { return true }
    return false
  }

  private static func lineEnds(in fields: [String]) -> Int {
    var count = 0
    for field in fields {
      for byte in field.utf8 where byte == UInt8(ascii: "\n") { count += 1 }
    }
    return count
  }

  /// Which column is where.
  private struct Header {
    private var columns: [String: Int] = [:]
    private var count = 0

    init() {}

    init(_ fields: [String], file: String) throws {
      count = fields.count
      for (index, field) in fields.enumerated() {
        let name = field.lowercased().filter { !$0.isWhitespace }
        guard columns[name] == nil || name.isEmpty else {
          throw LabelError.repeatedColumn(file: file, column: name)
        }
        columns[name] = index
      }
      for required in ["path", "function", "label"] where columns[required] == nil {
        throw LabelError.missingColumn(file: file, column: required)
      }
    }

    func read(_ fields: [String], line: Int, into manifest: inout Manifest) {
      guard fields.count <= count || fields[count...].allSatisfy(\.isEmpty) else {
        return manifest.reject(
          line: line, "The row has \(fields.count) values, but there are \(count) columns.")
      }
      func value(_ column: String) -> String? {
        columns[column].flatMap { $0 < fields.count ? fields[$0] : nil }
      }
      manifest.add(
        line: line, path: value("path"), function: value("function"), functionLine: value("line"),
        label: value("label"), cwe: value("cwe"), cve: value("cve"),
        pair: value("pair"))
    }
  }
}
