@testable import Core

/// Projects of a few different functions whose vulnerable ones copy unchecked, and settings for a debug build.
struct TinyPair {
  /// Names both projects.
  let labeled: LabeledProject
  let target: LabeledProject

  init() {
    labeled = Self.project("f", count: 40, seed: 1)
    target = Self.project("g", count: 40, seed: 2)
  }

  static func function(_ name: String, isVulnerable: Bool, random: inout SeededGenerator) -> CFunction {
    let operators = ["+", "-", "*", "/", "&", "|", "^", "%"]
    let lines = (0..<4 + random.next(below: 6)).map { _ in
      let (one, other) = (operators[random.next(below: 8)], operators[random.next(below: 8)])
      return "  n = (n \(one) p[n]) \(other) n \(operators[random.next(below: 8)]) 3;\n"
    }
    let heart = isVulnerable ? "  char b[16];\n  memcpy(b, p, n);\n" : "  if (n > 16) return -1;\n"
    let text = "int \(name)(const char *p, int n)\n{\n\(heart)\(lines.joined())  return n;\n}"
    return CFunction(
      file: "\(name).c", name: name, signature: "int \(name)(const char *p, int n)",
      range: SourceRange(
        startOffset: 0, endOffset: text.utf8.count, startLine: 1, startColumn: 1, endLine: lines.count + 6,
        endColumn: 2),
      text: text)
  }

  static func project(_ prefix: String, count: Int, seed: UInt64) -> LabeledProject {
    var random = SeededGenerator(seed: seed)
    return LabeledProject(
      functions: (0..<count).map { index in
        LabeledFunction(
          function: function("\(prefix)\(index)", isVulnerable: index % 4 == 0, random: &random),
          label: index % 4 == 0 ? .vulnerable : .notVulnerable)
      }, source: "a test")
  }

  func pair() throws -> EvaluationPair {
    try EvaluationPair(labeled: [("one", labeled)], target: ("other", target))
  }

  var settings: TrainingSettings {
    var settings = TrainingPreset.small.settings
    settings.maximumSteps = 4
    settings.minimumSteps = 2
    settings.evaluationInterval = 2
    settings.batchSize = 4
    settings.embeddingSize = 4
    settings.hiddenSize = 4
    settings.jointSize = 4
    settings.headSizes = [4]
    settings.maximumStatements = 20
    return settings
  }
}
