/// Columns of a function's lines in UTF-16 code units, as SARIF counts them.
struct UTF16Columns {
  private let bytes: [UInt8]
  private let range: SourceRange
  private let headEnd: Int
  private let startColumn: Int

  init(of function: CFunction) {
    headEnd = HeadLocation(of: function).end
    bytes = Array(function.text.utf8)
    range = function.range
    startColumn = range.startUTF16Column ?? range.startColumn
  }

  /// The function's head, up to its parameters' closing parenthesis; its first line where that is not found.
  var head: SARIFLog.Region {
    let end = headEnd > 0 ? min(headEnd, bytes.count) : bytes.firstIndex(of: .newline) ?? bytes.count
    return .init(
      startLine: range.startLine, startColumn: startColumn,
      endLine: range.startLine + bytes[..<end].count { $0 == .newline }, endColumn: column(at: end))
  }

  /// A range of the function's file.
  func region(of statement: SourceRange) -> SARIFLog.Region {
    let start = statement.startOffset - range.startOffset
    let end = statement.endOffset - range.startOffset
    guard (0...bytes.count).contains(start), (start...bytes.count).contains(end) else {
      return .init(startLine: statement.startLine, endLine: statement.endLine)
    }
    return .init(
      startLine: statement.startLine, startColumn: column(at: start), endLine: statement.endLine,
      endColumn: column(at: end))
  }

  /// The column of an offset in the function's text, from one.
  private func column(at offset: Int) -> Int {
    let lineStart = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return bytes[lineStart..<offset].utf16Length + (lineStart == 0 ? startColumn : 1)
  }
}
