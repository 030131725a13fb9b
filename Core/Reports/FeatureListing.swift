import Foundation

/// Lists the features that a ranking by evidence weighs, one row a function: what the starter model is trained on.
public struct FeatureListing: Sendable {
  private let functions: [CFunction]
  private let past: PastFeatures?
  private let later: LaterFixes?

  /// Prepares a listing of a project as of a commit.
  ///
  /// - Parameters:
  ///   - functions: The functions of the commit, with paths from the root of the repository.
  ///   - history: The history of the commit or of a descendant; nil for the text alone.
  ///   - commit: The commit's full identifier.
  ///   - end: The full identifier of the descendant up to which it is listed, too, what fixes did later; nil to leave it out.
  ///   - listed: The full identifiers of commits that are known to be fixes.
  public init(
    functions: [CFunction], history: ProjectHistory?, asOf commit: String, laterUpTo end: String? = nil,
    listed: Set<String> = []
  ) {
    self.functions = functions
    past = history.flatMap { HistoryEvidence($0, asOf: commit) }.map { PastFeatures($0) }
    later = history.flatMap { history in
      end.map { LaterFixes(history, after: commit, upTo: $0, listed: listed) }
    }
  }

  /// The features by the names of their columns, with a sentence each; those of the past need a history.
  public static var descriptions: [(name: String, sentence: String)] {
    TextFeature.allCases.map { ("text_\($0.name)", $0.sentence) }
      + PastFeatures.names.map {
        ("past_\($0)", "From the history, in standard deviations of the project; see docs/history.md.")
      }
  }

  /// The listing as comma-separated values.
  public var csv: String {
    var header = ["path", "function", "line", "lines"] + TextFeature.allCases.map { "text_\($0.name)" }
    if past != nil { header += PastFeatures.names.map { "past_\($0)" } }
    if later != nil { header += ["later_named", "later_listed", "later_security"] }
    let (past, later) = (past, later)
    let rows = parallelMap(functions) { function in Self.row(of: function, past, later) }
    return ([header.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  private static func row(of function: CFunction, _ past: PastFeatures?, _ later: LaterFixes?) -> String {
    var fields = [
      CSVText.field(function.file), CSVText.field(function.name), String(function.range.startLine),
      String(function.range.endLine - function.range.startLine + 1),
    ]
    fields += TextFeatures(of: function).counts.map { String(Int($0)) }
    if let past {
      let row = past.row(path: function.file, name: function.name)
      fields += row?.map { String(($0 * 10_000).rounded() / 10_000) } ?? PastFeatures.names.map { _ in "" }
    }
    if let later {
      let changes = later.changes(path: function.file, name: function.name)
      fields += [changes.isNamed ? "1" : "0", changes.isListed ? "1" : "0", String(changes.security)]
    }
    return fields.joined(separator: ",")
  }
}
