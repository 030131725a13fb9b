@testable import Core

/// A labelled and an unlabelled project of 24 functions each, every third of which copies unchecked.
struct TinyProjects {
  let labeled: LabeledProject
  let unlabeled: UnlabeledProject

  init() {
    func functions(_ prefix: String) -> [CFunction] {
      (0..<24).map { index in
        let body =
          index % 3 == 0
          ? "char b[16]; memcpy(b, p, n); return b[\(index)];"
          : "if (n > 16) return -1; int k = p[0]; \(String(repeating: "k += n; ", count: index % 5)) return k;"
        let name = "\(prefix)\(index)"
        let text = "int \(name)(const char *p, int n) { \(body) }"
        return CFunction(
          file: "\(name).c", name: name, signature: "int \(name)(const char *p, int n)",
          range: SourceRange(
            startOffset: 0, endOffset: text.utf8.count, startLine: 1, startColumn: 1, endLine: 1,
            endColumn: text.utf8.count + 1),
          text: text)
      }
    }
    labeled = LabeledProject(
      functions: functions("f").enumerated().map {
        LabeledFunction(function: $1, label: $0 % 3 == 0 ? .vulnerable : .notVulnerable)
      }, source: "a test")
    unlabeled = UnlabeledProject(name: "other", functions: functions("g"))
  }

  /// Settings of networks small enough for a debug build.
  var settings: TrainingSettings {
    var settings = TrainingPreset.small.settings
    settings.seed = 3
    settings.maximumSteps = 8
    settings.minimumSteps = 2
    settings.evaluationInterval = 4
    settings.batchSize = 4
    settings.embeddingSize = 4
    settings.hiddenSize = 4
    settings.jointSize = 4
    settings.headSizes = [4]
    settings.maximumStatements = 8
    settings.distillation.teachers = 1
    settings.distillation.width = 4
    settings.distillation.steps = 8
    return settings
  }

  /// A job from the labelled to the unlabelled project.
  func job(_ method: String) throws -> TrainingJob {
    try TrainingJob(
      labeled: [("tiny", labeled)], unlabeled: unlabeled, method: method, settings: settings)
  }
}
