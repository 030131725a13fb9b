import Foundation

extension RankingComparison {
  /// The comparison for people.
  ///
  /// - Parameters:
  ///   - names: What the models are called.
  ///   - project: What the project is called.
  ///   - limit: How many functions that change places are listed.
  /// - Returns: Text that ends with a line end.
  public func text(names: (String, String), project: String, limit: Int) -> String {
    let count = functions.count
    guard count > 0 else { return "\(project.printable) holds no functions.\n" }
    var lines = [
      "\(project.printable): \(count) functions ranked by both; rank correlation "
        + (correlation.map { String(format: "%.3f", $0) } ?? "–")
    ]
    for size in [10, 20, 50, 200] where size < count {
      lines.append("  \(common(inFirst: size)) of the first \(size) are the same")
    }
    let moved = moved(limit: limit)
    if !moved.isEmpty {
      lines += ["", "  place with \(names.0.printable) → with \(names.1.printable)"]
      for function in moved {
        let place = "\(function.function.file.printable):\(function.function.range.startLine)"
        lines.append(
          "  \(function.ranks.first) → \(function.ranks.second)  (\(String(score: function.scores.first)) →"
            + " \(String(score: function.scores.second)))  \(place)  \(function.function.name.printable)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
