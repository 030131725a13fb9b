/// An explanation for programs; `docs/explain.md` is the specification.
public enum ExplanationJSON {
  /// The version of the schema.
  static let version = 1

  /// The explanation as JSON that ends with a line end.
  public static func text(of explanation: Explanation) -> String {
    JSONWriter.text(of: Document(explanation: explanation))
  }

  private struct Document: JSONObject {
    let explanation: Explanation

    func addMembers(to json: inout JSONWriter) {
      let function = explanation.function
      json.add("adaptation", explanation.adaptation)
      json.add("alike", explanation.alike.map(AlikeDocument.init))
      json.add("baselineLogit", rounded(explanation.baseline))
      json.add("completenessError", rounded(explanation.error))
      json.add("endLine", function.range.endLine)
      json.add("file", function.file)
      json.add("function", function.name)
      json.add("isNovel", explanation.isNovel)
      json.add("isSuspect", explanation.score >= explanation.threshold)
      json.add("logit", rounded(explanation.logit))
      json.add("method", explanation.method)
      json.add("missedFix", explanation.missedFix)
      json.add("past", explanation.past)
      json.add("score", rounded(Double(explanation.score)))
      json.add("scoreByText", explanation.scoreByText.map { rounded(Double($0)) })
      json.add("signals", SignalDocument.all(of: explanation.signals))
      json.add("similarFunctions", explanation.similarFunctions.map(SimilarDocument.init))
      json.add("startLine", function.range.startLine)
      json.add("statements", explanation.parts.map(StatementDocument.init))
      json.add("threshold", rounded(Double(explanation.threshold)))
      json.add("version", ExplanationJSON.version)
    }
  }

  private struct AlikeDocument: JSONObject {
    let function: CFunction

    func addMembers(to json: inout JSONWriter) {
      json.add("endLine", function.range.endLine)
      json.add("file", function.file)
      json.add("function", function.name)
      json.add("startLine", function.range.startLine)
    }
  }

  private struct StatementDocument: JSONObject {
    let part: Explanation.Part

    func addMembers(to json: inout JSONWriter) {
      json.add("contribution", rounded(part.contribution))
      json.add("endColumn", part.range.endColumn)
      json.add("endLine", part.range.endLine)
      json.add("scoreWithout", part.scoreWithout.map { rounded(Double($0)) })
      json.add("startColumn", part.range.startColumn)
      json.add("startLine", part.range.startLine)
      json.add("text", part.text)
    }
  }

  private struct SimilarDocument: JSONObject {
    let similar: SimilarFunction

    func addMembers(to json: inout JSONWriter) {
      json.add("cve", similar.cve)
      json.add("cwe", similar.cwe)
      json.add("function", similar.name)
      json.add("project", similar.project)
      json.add("similarity", rounded(similar.similarity))
    }
  }
}
