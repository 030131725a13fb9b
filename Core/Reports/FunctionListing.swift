import Foundation

/// The list of a project's functions, as a line each or JSON, written piece by piece.
///
/// The JSON object's members, with `version` raised when one changes its meaning:
///
/// - `version` (1), `path`: the folder or file that was read
/// - `functions`: `file`, `name`, `signature`, `startLine`, `startColumn`, `endLine`, `endColumn`,
///   `startOffset`, `endOffset`; lines and columns count from one, columns and offsets in bytes of the
///   file read as UTF-8 with "\n" line ends; `endColumn` and `endOffset` are those after the last byte
/// - `skippedFiles`: `path`, `reason`
/// - `skippedRegions`: `file`, `startLine`, `endLine`, `reason` (`deadCode`, `unclosedFunction`,
///   `timedOut`, `unreadableHead`, `looseStatement`, `typeOrValues`,
///   `otherBranch`, `tooManyFunctions`)
/// - `ignored`: `gitignore`, `vulnadaptignore`: how many C files these ignore files skipped
/// - `fileCount`, `functionCount`
public struct FunctionListing {
  private struct Region {
    var file: String
    var region: SkippedRegion
  }

  private let format: ListingFormat
  private let path: String
  private let encoder = JSONEncoder.canonical
  private var functionCount = 0
  private var skippedRegions: [Region] = []

  /// Starts a listing.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - path: The folder or file that is read, as the user named it.
  public init(format: ListingFormat, path: String) {
    self.format = format
    self.path = path
  }

  /// What stands before the first function.
  ///
  /// - Returns: The text to write first.
  public func opening() -> String {
    format == .text ? "" : "{\"version\":1,\"path\":\(json(path)),\"functions\":["
  }

  /// The functions of a file.
  ///
  /// - Parameter parsed: The file.
  /// - Returns: The text to write next.
  public mutating func add(_ parsed: ParsedFile) -> String {
    skippedRegions += parsed.skipped.map { Region(file: parsed.file, region: $0) }
    var text = ""
    for function in parsed.functions {
      let range = function.range
      switch format {
      case .text:
        text += "\(function.file.printable):\(range.startLine)-\(range.endLine): "
        text += "\(function.name.printable): \(function.signature.printable)\n"
      case .json:
        text += functionCount == 0 ? "\n" : ",\n"
        text += json(
          Function(
            file: function.file, name: function.name, signature: function.signature,
            startLine: range.startLine, startColumn: range.startColumn, endLine: range.endLine,
            endColumn: range.endColumn, startOffset: range.startOffset, endOffset: range.endOffset))
      }
      functionCount += 1
    }
    return text
  }

  /// What stands after the last function.
  ///
  /// - Parameter summary: What the scan passed over.
  /// - Returns: The text to write last.
  public func closing(_ summary: RepositoryScanner.Summary) -> String {
    guard format == .json else { return "" }
    let regions = skippedRegions.map {
      SkippedPart(
        file: $0.file, startLine: $0.region.range.startLine, endLine: $0.region.range.endLine,
        reason: $0.region.reason.rawValue)
    }
    return "\n],\"skippedFiles\":\(json(summary.skipped)),\"skippedRegions\":\(json(regions)),\"ignored\":"
      + json(["gitignore": summary.ignoredByGit, "vulnadaptignore": summary.ignoredByVulnadapt])
      + ",\"fileCount\":\(summary.parsedFiles),\"functionCount\":\(functionCount)}\n"
  }

  /// The lines for people who watch: what was read, what was passed over and why.
  ///
  /// - Parameter summary: What the scan passed over.
  /// - Returns: One line for each file, region and kind of ignore file, the count last.
  public func notes(_ summary: RepositoryScanner.Summary) -> [String] {
    var lines = summary.skipped.map { "skipped: \($0.path.printable) \($0.reason)" }
    lines += skippedRegions.map {
      let range = $0.region.range
      return
        "skipped: \($0.file.printable):\(range.startLine)-\(range.endLine) \($0.region.reason.description)"
    }
    if summary.ignoredByGit > 0 {
      lines.append("ignored: \(counting: summary.ignoredByGit, "C file") by .gitignore")
    }
    if summary.ignoredByVulnadapt > 0 {
      lines.append("ignored: \(counting: summary.ignoredByVulnadapt, "C file") by .vulnadaptignore")
    }
    let refused = skippedRegions.count { $0.region.reason.isRefusal }
    if refused > 0 {
      let verb = refused == 1 ? "looks" : "look"
      lines.append(
        "left out: \(counting: refused, "block") in braces that \(verb) like a function, see above")
    }
    lines.append("\(counting: functionCount, "function") in \(counting: summary.parsedFiles, "file")")
    return lines
  }

  private func json(_ value: some Encodable) -> String {
    guard let text = try? encoder.text(of: value) else {
      preconditionFailure("strings and whole numbers can be encoded")
    }
    return text
  }

  private struct Function: Encodable {
    let file: String
    let name: String
    let signature: String
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
    let startOffset: Int
    let endOffset: Int
  }

  private struct SkippedPart: Encodable {
    let file: String
    let startLine: Int
    let endLine: Int
    let reason: String
  }
}
