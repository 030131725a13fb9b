import Foundation

/// All runs of an experiment, in the order in which they are made.
///
/// Seeds vary slowest, so that a part of the runs already compares all methods. Every method tries the same number
/// of combinations of the grid, drawn at random with a fixed seed; settings that a method does not read are left
/// out of its combinations, so that no two of them are the same training.
public struct ExperimentPlan: Sendable {
  /// The runs.
  public let runs: [EvaluationRun]
  /// Sentences a person should read before time is spent.
  public let notes: [String]

  /// Seed of the draw of combinations.
  private static let drawSeed: UInt64 = 1

  /// Reads the projects of an experiment and lists its runs.
  ///
  /// - Parameters:
  ///   - file: The experiment.
  ///   - root: The folder that relative folders of the file start from.
  ///   - onProject: Told each project as it has been read.
  /// - Throws: ``ExperimentFileError`` that names the line of a pair or method that cannot be used.
  public init(
    _ file: ExperimentFile, root: URL, onProject: (String, LabeledProject) -> Void = { _, _ in }
  ) throws {
    var notes: [String] = []
    let combinations = try Self.combinations(file, notes: &notes)
    var projects: [String: LabeledProject] = [:]
    func project(
      _ folder: String, labels: String? = nil, line: Int
    ) throws -> (name: String, project: LabeledProject) {
      func path(_ text: String) -> String {
        URL(fileURLWithPath: text, relativeTo: root).standardizedFileURL.path
      }
      let key = path(folder) + (labels.map { "\n" + path($0) } ?? "")
      let name = URL(fileURLWithPath: path(folder)).lastPathComponent
      if let known = projects[key] { return (name, known) }
      do {
        let project = try LabeledProject.load(
          from: path(folder), options: LabelOptions(manifest: labels.map(path)))
        projects[key] = project
        onProject(folder, project)
        return (name, project)
      } catch {
        throw ExperimentFileError(file: file.file, line: line, message: "\(error)")
      }
    }
    var pairs: [EvaluationPair] = []
    for pair in file.pairs {
      let labeled = try pair.labeled.map { try project($0, line: pair.line) }
      let target = try project(pair.target, labels: pair.targetLabels, line: pair.line)
      do {
        pairs.append(try EvaluationPair(labeled: labeled, target: target))
      } catch {
        throw ExperimentFileError(file: file.file, line: pair.line, message: "\(error)")
      }
    }
    var runs: [EvaluationRun] = []
    var seen: Set<String> = []
    for seed in file.seeds {
      for pair in pairs {
        if file.protocols.contains(.parity) { _ = try TargetParts(of: pair, seed: seed) }
        for evaluationProtocol in file.protocols {
          for (method, choices) in zip(file.methods, combinations) {
            for settings in choices {
              var settings = settings
              settings.seed = seed
              let run: EvaluationRun
              do {
                run = try EvaluationRun(
                  pair: pair, method: method.method.id, label: method.label, settings: settings,
                  evaluationProtocol: evaluationProtocol)
              } catch let error as SettingError {
                throw ExperimentFileError(
                  file: file.file, line: method.line, message: error.sentence(naming: .name))
              }
              guard seen.insert(run.id).inserted else {
                throw ExperimentFileError(
                  file: file.file, line: method.line,
                  message:
                    "The runs of \(method.label) are the same as another method's. Change its settings:.")
              }
              runs.append(run)
            }
          }
        }
      }
    }
    self.runs = runs
    self.notes = notes
  }

  /// The settings that each method tries, without seeds.
  static func combinations(
    _ file: ExperimentFile, notes: inout [String]
  ) throws(ExperimentFileError) -> [[TrainingSettings]] {
    var result: [[TrainingSettings]] = []
    for method in file.methods {
      let reader = method.reader(trying: file.grid)
      let dimensions = file.grid.filter { TrainingSetting.named($0.name)?.isRead(by: reader) ?? false }
      let count = dimensions.reduce(1) { product, dimension in
        product > ExperimentFile.runLimit ? product : product * dimension.values.count
      }
      guard count <= ExperimentFile.runLimit else {
        throw ExperimentFileError(
          file: file.file, line: file.grid.first?.line,
          message: "The grid has more than \(ExperimentFile.runLimit) combinations. Leave values out.")
      }
      var random = SeededGenerator(seed: drawSeed)
      var drawn: [(number: Int, settings: TrainingSettings)] = []
      var seen: Set<[String: String]> = []
      for number in random.permutation(of: count) where drawn.count < file.budget ?? count {
        let settings = try combination(number, of: dimensions, base: method.base, file: file.file)
        // A value that only another value makes the method read gives no second training without that one.
        if seen.insert(settings.recorded(for: method.method)).inserted { drawn.append((number, settings)) }
      }
      if let budget = file.budget, drawn.count < budget {
        notes.append(
          "\(method.label) reads settings with \(drawn.count) combinations only, fewer than the budget of \(budget)."
        )
      }
      result.append(drawn.sorted { $0.number < $1.number }.map(\.settings))
    }
    let total =
      result.reduce(0) { $0 + $1.count } * file.seeds.count * file.pairs.count * file.protocols.count
    guard total <= ExperimentFile.runLimit else {
      throw ExperimentFileError(
        file: file.file, line: nil,
        message: "These are \(total) runs, more than \(ExperimentFile.runLimit). Set a budget:.")
    }
    return result
  }

  /// The settings of one combination by its number, the first dimension varying fastest.
  private static func combination(
    _ number: Int, of dimensions: [ExperimentFile.Dimension], base: TrainingSettings, file: String
  ) throws(ExperimentFileError) -> TrainingSettings {
    var settings = base
    var rest = number
    for dimension in dimensions {
      let value = dimension.values[rest % dimension.values.count]
      rest /= dimension.values.count
      do throws(SettingError) {
        settings = try settings.setting(dimension.name, to: value)
      } catch {
        throw ExperimentFileError(file: file, line: dimension.line, message: error.sentence(naming: .name))
      }
    }
    return settings
  }

  /// The runs of one shard: every `count`-th, from number `index`, counted from one.
  public func shard(_ index: Int, of count: Int) -> [EvaluationRun] {
    precondition((1...max(1, count)).contains(index), "shards are numbered from one")
    return runs.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
  }
}
