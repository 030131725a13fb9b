import Foundation

/// An explanation for people: the function's source with a bar for each line, and what to look at.
public struct ExplanationText {
  private let style: ReportStyle
  private let showsAll: Bool
  private static let barWidth = 8
  private static let listed = 3
  private static let alikeLimit = 10

  /// Creates the format with a style.
  ///
  /// - Parameters:
  ///   - style: How the text looks.
  ///   - showsAll: Whether all statements are listed that raise the score, those that only report included.
  public init(style: ReportStyle = ReportStyle(), showsAll: Bool = false) {
    self.style = style
    self.showsAll = showsAll
  }

  /// The explanation as text that ends with a line end.
  public func text(of explanation: Explanation) -> String {
    let function = explanation.function
    let verdict = explanation.score >= explanation.threshold ? "a suspect" : "no suspect"
    var lines = [
      "\(function.file.printable):\(function.range.startLine): \(bold(function.name.printable)) has the score "
        + "\(bold(String(score: explanation.score))), \(verdict) (from \(String(score: explanation.threshold)),"
        + " method \(explanation.method.printable))."
    ]
    if let byText = explanation.scoreByText {
      lines.append(
        "By its text alone it has \(String(score: byText)); what was changed and mended before does the rest."
      )
    }
    if explanation.isNovel == true {
      lines.append(Finding.noveltySentence)
    }
    lines.append("")
    if let fix = explanation.missedFix { lines += ["It is \(fix.words).", ""] }
    lines += source(of: explanation)
    if explanation.parts.isEmpty { lines += ["", "It has no statements."] }
    if !explanation.signals.isEmpty {
      lines += ["", "To check:"]
      let rows = SignalRow.rows(of: explanation.signals)
      lines +=
        showsAll
        ? rows.flatMap(\.places).map { "  line \($0.range.startLine): \($0.sentence)" }
        : rows.map { "  line \($0.first.range.startLine): \($0.sentence)" }
    }
    lines += list("Adds most to the score:", showsAll ? explanation.raising : explanation.reasons) { part in
      String(format: "%+6.2f", part.contribution)
    }
    let lowering = showsAll ? explanation.lowering : explanation.loweringReasons
    lines += list("Lowers the score most when left out:", lowering) { part in
      String(score: part.scoreWithout ?? 0)
    }
    if !explanation.similarFunctions.isEmpty {
      lines += ["", "Resembles these labelled vulnerable functions:"]
      lines += explanation.similarFunctions.map(Self.line)
    }
    if !explanation.alike.isEmpty {
      lines += ["", "Alike beside it (\(explanation.alike.count)):"]
      lines += explanation.alike.prefix(showsAll ? .max : Self.alikeLimit).map { other in
        "  \(other.file.printable):\(other.range.startLine): \(other.name.printable)"
      }
      if !showsAll, explanation.alike.count > Self.alikeLimit {
        lines.append(
          "  and \(explanation.alike.count - Self.alikeLimit) more\(style.advice.behind(.alikeLeftOut))")
      }
    }
    if let past = explanation.past { lines += ["", "In the project's history it was \(past.words)."] }
    if let adaptation = explanation.adaptation { lines += ["", "The model: \(adaptation)."] }
    lines += ["", footnote(explanation)]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of the source, each with what the statements that begin there add.
  private func source(of explanation: Explanation) -> [String] {
    var sums: [Int: Double] = [:]
    for part in explanation.parts { sums[part.range.startLine, default: 0] += part.contribution }
    let largest = sums.values.map(abs).max() ?? 0
    let text = explanation.function.text.split(separator: "\n", omittingEmptySubsequences: false)
    return text.enumerated().map { index, source in
      let number = explanation.function.range.startLine + index
      let sum = sums[number]
      let amount = sum.map { String(format: "%+6.2f", $0) } ?? String(repeating: " ", count: 6)
      let margin = String(format: "%6d ", number) + bar(sum ?? 0, of: largest) + " \(amount) │ "
      return margin + cut(Self.expanded(source).printable, to: style.width - 25)
    }
  }

  private func bar(_ value: Double, of largest: Double) -> String {
    let length =
      largest > 0 && value.isFinite ? Int((abs(value) / largest * Double(Self.barWidth)).rounded()) : 0
    let filled = String(repeating: value < 0 ? "░" : "█", count: length)
    return color(filled, value < 0 ? "36" : "31") + String(repeating: " ", count: Self.barWidth - length)
  }

  private func list(
    _ title: String, _ parts: [Explanation.Part], _ figure: (Explanation.Part) -> String
  ) -> [String] {
    guard !parts.isEmpty else { return [] }
    return ["", title]
      + parts.prefix(showsAll ? parts.count : Self.listed).map { part in
        let words = cut(part.text.printable, to: style.width - 24)
        let lines = part.range.lines(isBlock: part.isBlock)
        return "  \(figure(part))  \(part.isBlock ? "lines" : "line") \(lines): \(words)"
      }
  }

  private static func line(_ similar: SimilarFunction) -> String {
    let labels = [similar.cve, similar.cwe].compactMap { $0?.printable }.joined(separator: ", ")
    return
      "  \(String(score: Float(similar.similarity)))  \(similar.name.printable) of \(similar.project.printable)"
      + (labels.isEmpty ? "" : " (\(labels))")
  }

  private func footnote(_ explanation: Explanation) -> String {
    let parts = explanation.parts.count
    let range =
      explanation.decidingCount < parts
      ? " The score is that of \(explanation.decidingCount) of its \(parts) statements read together." : ""
    return String(
      format: "Bars are shares of the logit difference, which goes from %.2f without content to %.2f.",
      explanation.baseline, explanation.logit) + range
      + " They say what the model looked at; a mistake may well be elsewhere."
  }

  /// Tabs as blanks up to the next multiple of eight columns.
  private static func expanded(_ line: Substring) -> String {
    guard line.contains("\t") else { return String(line) }
    var text = ""
    var column = 0
    for character in line {
      if character == "\t" {
        text += String(repeating: " ", count: 8 - column % 8)
        column += 8 - column % 8
      } else {
        text.append(character)
        column += 1
      }
    }
    return text
  }

  private func cut(_ text: String, to width: Int) -> String {
    let width = max(width, 20)
    return text.count <= width ? text : text.prefix(width - 1) + "…"
  }

  private func bold(_ text: String) -> String { color(text, "1") }

  private func color(_ text: String, _ code: String) -> String {
    style.usesColor && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
