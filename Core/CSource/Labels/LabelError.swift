/// Why a folder's labels cannot be used at all.
public enum LabelError: Error, Equatable, CustomStringConvertible {
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
  public var description: String {
    switch self {
    case .noLabels(let folder):
      "\(folder) has no labels. Put its functions into the folders vulnerable and non_vulnerable, name "
        + "files of one vulnerable function after their CVE (CVE-2011-3464.c), or add a labels.csv with the "
        + "columns path,function,line,label,cwe,cve."
    case .nothingLabeled(let folder, let source):
      "No function of \(folder) got a label from its \(source). Look at the messages above and correct them."
    case .unknownManifestKind(let file):
      "\(file) is no manifest by its name. Give it the ending .csv or .jsonl."
    case .missingColumn(let file, let column):
      "\(file):1: the column \(column) is missing. Begin the file with path,function,line,label,cwe,cve."
    case .repeatedColumn(let file, let column):
      "\(file):1: the column \(column) is there twice. Remove or rename one."
    case .brokenQuotes(let file, let line):
      "\(file):\(line): quotes do not match in this row or the next ones. Write a quote inside a quoted value twice."
    }
  }
}
