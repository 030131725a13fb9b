import Foundation

/// Lists the features that a ranking by evidence weighs, one row a function: what the starter model is trained on.
public struct FeatureListing: Sendable {
  private let functions: [CFunction]
  private let past: PastFeatures?
  private let later: LaterFixes?
  private let pathInRepository: String

  /// Prepares a listing of a project as of a commit.
  ///
  /// - Parameters:
  ///   - functions: The functions of the commit.
  ///   - history: The history of the commit or of a descendant; nil for the text alone.
  ///   - commit: The commit's full identifier.
  ///   - end: The full identifier of the descendant up to which it is listed, too, what fixes did later; nil to leave it out.
  ///   - listed: The full identifiers of commits that are known to be fixes.
  ///   - pathInRepository: The path from the repository's root to the folder that the functions' paths start from, with "/" at
  ///     its end.
  public init(
    functions: [CFunction], history: ProjectHistory?, asOf commit: String, laterUpTo end: String? = nil,
    listed: Set<String> = [], pathInRepository: String = ""
  ) {
    self.functions = functions
    self.pathInRepository = pathInRepository
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
    let (past, later, folder) = (past, later, pathInRepository)
    let rows = parallelMap(functions) { function in Self.row(of: function, in: folder, past, later) }
    return CSVText.line(header) + rows.joined()
  }

  private static func row(
    of function: CFunction, in folder: String, _ past: PastFeatures?, _ later: LaterFixes?
  ) -> String {
    var fields = [
      function.file, function.name, String(function.range.startLine),
      String(function.range.endLine - function.range.startLine + 1),
    ]
    fields += TextFeatures(of: function).counts.map { String(Int($0)) }
    if let past {
      let row = past.row(path: folder + function.file, name: function.name)
      fields += row?.map { String(($0 * 10_000).rounded() / 10_000) } ?? PastFeatures.names.map { _ in "" }
    }
    if let later {
      let changes = later.changes(path: folder + function.file, name: function.name)
      fields += [changes.isNamed ? "1" : "0", changes.isListed ? "1" : "0", String(changes.security)]
    }
    return CSVText.line(fields)
  }
}

/// Why features cannot be listed.
public enum FeatureListingError: ExplainedError, Equatable {
  /// What comes later is no descendant of the commit.
  case notADescendant(commit: String, end: String)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .notADescendant(let commit, let end):
      .init(
        "\(commit.printable) does not lead to \(end.printable), so there is nothing later in between.",
        next: "Name a descendant of it, such as the branch that it is on.")
    }
  }
}
