import Foundation

/// An explanation for programs; `docs/explain.md` is the specification.
public enum ExplanationJSON {
  /// The version of the schema.
  static let version = 1

  /// The explanation as JSON that ends with a line end.
  public static func text(of explanation: Explanation) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(Document(explanation)) else {
      preconditionFailure("scores and contributions are finite")
    }
    return String(decoding: bytes, as: UTF8.self).escapedForTerminals + "\n"
  }

  private struct Document: Encodable {
    let version = ExplanationJSON.version
    let file: String
    let function: String
    let startLine: Int
    let endLine: Int
    let score: Double
    let threshold: Double
    let isSuspect: Bool
    let method: String
    let logit: Double
    let baselineLogit: Double
    let completenessError: Double
    let statements: [StatementDocument]
    let similarFunctions: [SimilarDocument]

    init(_ explanation: Explanation) {
      file = explanation.function.file
      function = explanation.function.name
      startLine = explanation.function.range.startLine
      endLine = explanation.function.range.endLine
      score = rounded(Double(explanation.score))
      threshold = rounded(Double(explanation.threshold))
      isSuspect = explanation.score >= explanation.threshold
      method = explanation.method
      logit = rounded(explanation.logit)
      baselineLogit = rounded(explanation.baseline)
      completenessError = rounded(explanation.error)
      statements = explanation.parts.map(StatementDocument.init)
      similarFunctions = explanation.similarFunctions.map(SimilarDocument.init)
    }
  }

  private struct StatementDocument: Encodable {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
    let text: String
    let contribution: Double
    let scoreWithout: Double?

    init(_ part: Explanation.Part) {
      (startLine, startColumn) = (part.range.startLine, part.range.startColumn)
      (endLine, endColumn) = (part.range.endLine, part.range.endColumn)
      text = part.text
      contribution = rounded(part.contribution)
      scoreWithout = part.scoreWithout.map { rounded(Double($0)) }
    }
  }

  private struct SimilarDocument: Encodable {
    let function: String
    let project: String
    let similarity: Double
    let cve: String?
    let cwe: String?

    init(_ similar: SimilarFunction) {
      function = similar.name
      project = similar.project
      similarity = rounded(similar.similarity)
      (cve, cwe) = (similar.cve, similar.cwe)
    }
  }
}
