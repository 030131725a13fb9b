import Foundation
import Yams

extension SecurityWording {
  /// Reads a wording from a YAML file: lists under `security`, `fixes` and `traps`.
  ///
  /// A list replaces the usual one, unless it holds the entry `...`, which stands for the usual entries; a list that is
  /// missing stays as usual.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``SourceTextError`` or ``SecurityWordingError``.
  public init(reading path: String) throws {
    let text = try SourceText(
      reading: FilePathBytes(path), sizeLimit: Self.sizeLimit, followsLink: true
    ).string
    self = try SecurityWording(yaml: text, file: path)
  }

  private static let sizeLimit = 1 << 20
  private static let entryLimit = 10_000

  init(yaml text: String, file: String) throws {
    let node: Node?
    do throws(PlainYAML.Problem) {
      node = try PlainYAML.compose(text)
    } catch {
      throw SecurityWordingError.noYAML(file: file, line: error.line, detail: error.detail)
    }
    self = .standard
    guard let node else { return }
    guard let mapping = node.mapping else { throw SecurityWordingError.noLists(file: file) }
    for (key, value) in mapping {
      let name = key.string ?? ""
      let usual: [String]
      switch name {
      case "security": usual = security
      case "fixes": usual = fixes
      case "traps": usual = traps
      default: throw SecurityWordingError.unknownList(file: file, line: key.mark?.line ?? 1, name: name)
      }
      let list = try Self.entries(value, usual, file: file)
      switch name {
      case "security": security = list
      case "fixes": fixes = list
      default: traps = list
      }
    }
  }

  private static func entries(_ value: Node, _ usual: [String], file: String) throws -> [String] {
    let line = value.mark?.line ?? 1
    guard let sequence = value.sequence, sequence.count <= entryLimit else {
      throw SecurityWordingError.noList(file: file, line: line)
    }
    var entries: [String] = []
    var holdsUsual = false
    for node in sequence {
      guard let text = node.string, text.utf8.count <= 200, text == "..." || CommitWords.isEntry(text) else {
        throw SecurityWordingError.noEntry(file: file, line: node.mark?.line ?? line)
      }
      if text != "..." {
        entries.append(text)
      } else if !holdsUsual {
        entries += usual
        holdsUsual = true
      }
    }
    return entries
  }
}

/// Why a wording cannot be read.
enum SecurityWordingError: ExplainedError, Equatable {
  /// The file is no YAML, or none without anchors, aliases and the like; the detail is a phrase.
  case noYAML(file: String, line: Int, detail: String)
  /// The file does not name lists.
  case noLists(file: String)
  /// There is no list of that name.
  case unknownList(file: String, line: Int, name: String)
  /// A name is followed by something other than a list, or by too long a one.
  case noList(file: String, line: Int)
  /// An entry is no text, too long, or holds no word.
  case noEntry(file: String, line: Int)

  /// A finished sentence that says what to do next.
  var explanation: ErrorExplanation {
    switch self {
    case .noYAML(let file, let line, let detail):
      .init(
        "\(file.printable):\(line): this is no plain YAML: \(detail.printable).",
        next: "Write lists of words under security, fixes and traps.")
    case .noLists(let file):
      .init(
        "\(file.printable) names no lists.", next: "Write lists of words under security, fixes and traps.")
    case .unknownList(let file, let line, let name):
      .init(
        "\(file.printable):\(line): there is no list \"\(name.printable)\".",
        next: "Use security, fixes or traps.")
    case .noList(let file, let line):
      .init(
        "\(file.printable):\(line): this is no list of at most 10,000 entries.",
        next: "Begin each entry with a dash.")
    case .noEntry(let file, let line):
      .init(
        "\(file.printable):\(line): this is no entry: it holds no word, or is too long.",
        next: "Write words in quotes, such as \"use after free*\".")
    }
  }
}
