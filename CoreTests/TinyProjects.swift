import Foundation

@testable import Core

/// Two projects of a few different functions, of which some copy unchecked and the others check first.
struct TinyProjects {
  let labeled: LabeledProject
  /// The other project; its labels are for those who measure.
  let target: LabeledProject

  /// - Parameters:
  ///   - count: How many functions each has.
  ///   - period: How many functions there are for each that copies unchecked, which comes first.
  init(count: Int = 24, oneVulnerableIn period: Int = 3) {
    labeled = Self.project("f", count: count, period: period, seed: 1)
    target = Self.project("g", count: count, period: period, seed: 2)
  }

  private static func project(_ prefix: String, count: Int, period: Int, seed: UInt64) -> LabeledProject {
    var random = SeededGenerator(seed: seed)
    let functions: [LabeledFunction] = (0..<count).map { index in
      let isVulnerable = index.isMultiple(of: period)
      return LabeledFunction(
        function: function("\(prefix)\(index)", isVulnerable: isVulnerable, random: &random),
        label: isVulnerable ? .vulnerable : .notVulnerable)
    }
    return LabeledProject(functions: functions, source: "a test")
  }

  private static func function(
    _ name: String, isVulnerable: Bool, random: inout SeededGenerator
  ) -> CFunction {
    let operators = ["+", "-", "*", "/", "&", "|", "^", "%"]
    let lines: [String] = (0..<4 + random.next(below: 6)).map { _ in
      let (one, other) = (operators[random.next(below: 8)], operators[random.next(below: 8)])
      return "  n = (n \(one) p[n]) \(other) n \(operators[random.next(below: 8)]) 3;\n"
    }
    let heart = isVulnerable ? "  char b[16];\n  memcpy(b, p, n);\n" : "  if (n > 16) return -1;\n"
    let text = "int \(name)(const char *p, int n)\n{\n\(heart)\(lines.joined())  return n;\n}"
    return CFunction(
      file: "\(name).c", name: name, signature: "int \(name)(const char *p, int n)",
      range: SourceRange(
        startOffset: 0, endOffset: text.utf8.count, startLine: 1, startColumn: 1,
        endLine: text.split(separator: "\n").count, endColumn: 2),
      text: text)
  }

  /// The other project without its labels.
  var unlabeled: UnlabeledProject {
    UnlabeledProject(name: "other", functions: target.functions.map(\.function))
  }

  /// Writes a project as its source file `a.c` and its labels, which name each function and its line.
  static func write(_ project: LabeledProject, to folder: URL) throws {
    var code = ""
    var rows = "path,function,line,label\n"
    for (number, row) in project.functions.enumerated() {
      let line = code.utf8.count { $0 == UInt8(ascii: "\n") } + 1
      rows += "a.c,\(row.function.name),\(line),\(row.label == .vulnerable ? 1 : 0)\n"
      code += row.function.text + (number + 1 < project.functions.count ? "\n\n" : "\n")
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(code.utf8).write(to: folder.appendingPathComponent("a.c"))
    try Data(rows.utf8).write(to: folder.appendingPathComponent("labels.csv"))
  }

  /// Settings of networks and of a training, small enough for a debug build.
  var settings: TrainingSettings {
    var settings = TrainingSettings.tiny
    settings.seed = 3
    settings.maximumSteps = 8
    settings.evaluationInterval = 4
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

/// Both projects for measurements that read the labels of both.
struct TinyPair {
  private let projects = TinyProjects(count: 40, oneVulnerableIn: 4)
  var labeled: LabeledProject { projects.labeled }
  var target: LabeledProject { projects.target }

  func pair() throws -> EvaluationPair {
    try EvaluationPair(labeled: [("one", labeled)], target: ("other", target))
  }

  var settings: TrainingSettings {
    var settings = TrainingSettings.tiny
    settings.maximumSteps = 4
    return settings
  }
}
