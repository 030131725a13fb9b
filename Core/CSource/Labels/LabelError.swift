import Foundation

/// Why a folder's labels cannot be used at all.
enum LabelError: ExplainedError, Equatable {
  /// The folder is laid out in no known way and has no manifest.
  case noLabels(folder: String)
  /// Labels were found, but no function got one.
  case nothingLabeled(folder: String, source: String)
  /// The manifest's name ends in neither `.csv` nor `.jsonl`.
  case unknownManifestKind(file: String)
  /// The manifest's header lacks a column.
  case missingColumn(file: String, column: String)
  /// The manifest's header has a column twice.
  case repeatedColumn(file: String, column: String)
  /// The quotes of a row do not match, so no later row can be told apart.
  case brokenQuotes(file: String, line: Int)

  /// A finished sentence that names the file and the next step.
  var explanation: ErrorExplanation {
    switch self {
    case .noLabels(let folder):
      .init(
        "\(folder.printable) has no labels.",
        next: "Put its functions into the folders vulnerable and non_vulnerable, name "
          + "files of one vulnerable function after their CVE (CVE-2011-3464.c), or add a labels.csv with the "
          + "columns path,function,line,label,cwe,cve.")
    case .nothingLabeled(let folder, let source):
      .init(
        "No function of \(folder.printable) got a label from its \(source.printable).",
        next: "Look at the messages above and correct them.")
    case .unknownManifestKind(let file):
      .init(
        "\(file.printable) is no manifest by its name.",
        next: "Give it the ending .csv or .jsonl.")
    case .missingColumn(let file, let column):
      .init(
        "\(file.printable):1: the column \(column.printable) is missing.",
        next: "Begin the file with path,function,line,label,cwe,cve.")
    case .repeatedColumn(let file, let column):
      .init(
        "\(file.printable):1: the column \(column.printable) is there twice.",
        next: "Remove or rename one.")
    case .brokenQuotes(let file, let line):
      .init(
        "\(file.printable):\(line): quotes do not match in this row or the next ones.",
        next: "Write a quote inside a quoted value twice.")
    }
  }
}
