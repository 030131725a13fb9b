import SwiftCSV

extension ScoreTable {
  static let columns = ["domain", "path", "function", "line", "label", "group"]
  private static let rankerLimit = 256

  /// The table as CSV, values quoted where they must be.
  var csv: String {
    var text = CSVText.line(Self.columns + rankers)
    for row in rows {
      let label = row.label.map { String($0.rawValue) } ?? ""
      let values = [row.domain.rawValue, row.path, row.function, String(row.line), label, row.group]
      text += CSVText.line(values + row.scores.map { "\($0)" })
    }
    return text
  }

  /// Reads a table from foreign bytes.
  ///
  /// - Throws: ``RunFolderError/malformed(file:line:detail:)``.
  init(csv bytes: [UInt8], file: String) throws(RunFolderError) {
    // The reader goes by characters, and a line without end takes it minutes.
    if let line = bytes.withUnsafeBufferPointer(CSVText.lineOfEndlessLine(in:)) {
      throw .malformed(file: file, line: line, detail: "the line is longer than \(CSVText.valueLimit) bytes")
    }
    guard bytes.starts(with: "domain,".utf8) else {
      throw .malformed(file: file, line: 1, detail: "the header is not that of scores")
    }
    if let line = bytes.withUnsafeBufferPointer(CSVText.lineOfEndlessQuote(in:)) {
      throw .malformed(file: file, line: line, detail: "the quotes do not match")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else {
      throw .malformed(file: file, line: nil, detail: "the text is not valid UTF-8")
    }
    var reader = Reader(file: file)
    do {
      // The row limit keeps the initialiser from reading all rows, which come one by one below.
      let rows = try CSV<Enumerated>(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
      try rows.enumerateAsArray(startAt: 0, rowLimit: nil) { reader.read($0) }
    } catch {
      throw .malformed(file: file, line: reader.line, detail: "the quotes do not match")
    }
    self = try reader.finish()
  }

  /// Takes rows one by one and keeps the first failure.
  private struct Reader {
    let file: String
    var line = 0
    private var table: ScoreTable?
    private var failure: RunFolderError?

    init(file: String) { self.file = file }

    mutating func read(_ fields: [String]) {
      line += 1
      guard failure == nil, !fields.allSatisfy(\.isEmpty) else { return }
      do throws(RunFolderError) {
        if table == nil { table = try header(fields) } else { try row(fields) }
      } catch {
        failure = error
      }
    }

    func finish() throws(RunFolderError) -> ScoreTable {
      if let failure { throw failure }
      guard let table else { throw .malformed(file: file, line: 1, detail: "the header is missing") }
      return table
    }

    private func error(_ detail: String) -> RunFolderError {
      .malformed(file: file, line: line, detail: detail)
    }

    private func header(_ fields: [String]) throws(RunFolderError) -> ScoreTable {
      let rankers = Array(fields.dropFirst(ScoreTable.columns.count))
      guard fields.starts(with: ScoreTable.columns), !rankers.isEmpty, rankers.count <= ScoreTable.rankerLimit
      else {
        throw error("the header is not \(ScoreTable.columns.joined(separator: ",")) and rankers")
      }
      guard Set(rankers).count == rankers.count, !rankers.contains("") else {
        throw error("a ranker has no name or that of another")
      }
      return ScoreTable(rankers: rankers, rows: [])
    }

    private mutating func row(_ fields: [String]) throws(RunFolderError) {
      let first = ScoreTable.columns.count
      guard let rankers = table?.rankers, fields.count == first + rankers.count else {
        throw error("the row has \(fields.count) values")
      }
      guard let domain = Domain(rawValue: fields[0]) else { throw error("the domain is unknown") }
      guard let start = Int(fields[3]), start > 0 else { throw error("the line is no number above 0") }
      let label = Int(fields[4]).flatMap { Label(rawValue: $0) }
      guard label != nil || fields[4].isEmpty else { throw error("the label is neither 1 nor 0") }
      var scores: [Double] = []
      for field in fields[first...] {
        guard let score = Double(field), score.isFinite else { throw error("a score is no finite number") }
        scores.append(score)
      }
      table?.rows.append(
        Row(
          domain: domain, path: fields[1], function: fields[2], line: start, label: label, group: fields[5],
          scores: scores))
    }
  }
}
