import Foundation

/// A page of the documentation, cut into blocks that a window can show one below the other.
public struct HelpPage: Hashable, Identifiable, Sendable {
  /// A part of a page; texts keep the Markdown inside a line.
  public enum Block: Hashable, Sendable {
    /// A heading; one is the page's own.
    case heading(level: Int, String)
    /// A paragraph.
    case paragraph(String)
    /// An entry of a list, with its bullet or number and how deep it stands, from zero.
    case item(marker: String, depth: Int, String)
    /// Lines that keep their form.
    case code(String)
    /// A table; each row has as many cells as the header.
    case table(header: [String], rows: [[String]])
  }

  /// The file's name, such as `app.md`, by which other pages link here.
  public let id: String
  /// The first heading, or else the file's name.
  public let title: String
  /// The parts in order.
  public let blocks: [Block]

  /// Reads a page.
  public init(id: String, markdown: String) {
    self.id = id
    var parser = HelpPageParser()
    markdown.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .forEach { parser.read(String($0)) }
    blocks = parser.finish()
    title =
      blocks.lazy.compactMap { if case .heading(1, let text) = $0 { text } else { nil } }.first ?? id
  }
}

/// Puts lines of Markdown together to blocks: what this documentation uses of the language.
private struct HelpPageParser {
  private var blocks: [HelpPage.Block] = []
  private var open: HelpPage.Block?
  private var code: [String]?

  mutating func read(_ line: String) {
    let text = line.trimmingCharacters(in: .whitespaces)
    let depth = line.prefix { $0 == " " }.count / 2
    if text.hasPrefix("```") {
      if let lines = code { blocks.append(.code(lines.joined(separator: "\n"))) } else { close() }
      code = code == nil ? [] : nil
    } else if code != nil {
      code?.append(line)
    } else if text.isEmpty || text.hasPrefix("<!--") || text.hasPrefix("![") {
      close()
    } else if let heading = Self.heading(text) {
      close()
      blocks.append(heading)
    } else if text.hasPrefix("|") {
      addRow(Self.cells(text))
    } else if let (marker, rest) = Self.item(text) {
      close()
      open = .item(marker: marker, depth: depth, rest)
    } else {
      goOn(text)
    }
  }

  mutating func finish() -> [HelpPage.Block] {
    if let lines = code { blocks.append(.code(lines.joined(separator: "\n"))) }
    close()
    return blocks
  }

  private mutating func close() {
    if let open { blocks.append(open) }
    open = nil
  }

  private mutating func goOn(_ text: String) {
    switch open {
    case .paragraph(let before): open = .paragraph(before + " " + text)
    case .item(let marker, let depth, let before):
      open = .item(marker: marker, depth: depth, before + " " + text)
    default:
      close()
      open = .paragraph(text)
    }
  }

  private mutating func addRow(_ cells: [String]) {
    guard case .table(let header, let rows) = open else {
      close()
      open = .table(header: cells, rows: [])
      return
    }
    if cells.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } }) { return }
    let filled = Array(cells.prefix(header.count))
    let missing = [String](repeating: "", count: header.count - filled.count)
    open = .table(header: header, rows: rows + [filled + missing])
  }

  private static func heading(_ text: String) -> HelpPage.Block? {
    let level = text.prefix { $0 == "#" }.count
    guard (1...6).contains(level), text.dropFirst(level).hasPrefix(" ") else { return nil }
    return .heading(level: level, String(text.dropFirst(level + 1)))
  }

  private static func item(_ text: String) -> (marker: String, text: String)? {
    if text.hasPrefix("- ") { return ("•", String(text.dropFirst(2))) }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, text.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return ("\(digits).", String(text.dropFirst(digits.count + 2)))
  }

  /// The cells of a row; a bar after a backslash, or in code, belongs to its cell.
  private static func cells(_ row: String) -> [String] {
    var cells = [""]
    var isCode = false
    var isEscaped = false
    for character in row.dropFirst() {
      if isEscaped {
        cells[cells.count - 1] += character == "|" ? "|" : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|", !isCode {
        cells.append("")
      } else {
        if character == "`" { isCode.toggle() }
        cells[cells.count - 1].append(character)
      }
    }
    if cells.last?.trimmingCharacters(in: .whitespaces).isEmpty ?? false { cells.removeLast() }
    return cells.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
