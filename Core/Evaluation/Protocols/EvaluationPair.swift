/// A labelled project and a project to adapt to whose labels are kept aside until a run is over.
public struct EvaluationPair: Sendable {
  /// The labelled projects with their names.
  public let labeled: [(name: String, project: LabeledProject)]
  /// The target without labels, its functions in the order of their texts.
  public let target: UnlabeledProject
  /// How many functions have twins.
  public let duplicates: DuplicateCounts
  /// What the target's labels are; read only to measure.
  let truth: TargetTruth
  /// The labelled projects in a record.
  let labeledRecords: [Provenance.Project]
  /// The target in a record.
  let targetRecord: Provenance.Project
  /// The evaluation group of each labelled source function, from zero.
  let sourceGroups: [Int]

  /// The pair's name in tables.
  public var name: String {
    labeled.map(\.name).joined(separator: " + ") + " → " + target.name
  }

  /// The number of vulnerable functions of the target.
  public var vulnerableCount: Int { truth.measured.vulnerableCount }
  /// The number of labelled functions of the target.
  public var functionCount: Int { truth.functions.count }

  /// Checks two projects and takes the target's labels away from its functions.
  ///
  /// - Throws: ``EvaluationError`` when nothing can be measured on them.
  public init(
    labeled: [(name: String, project: LabeledProject)], target: (name: String, project: LabeledProject)
  ) throws(EvaluationError) {
    for (name, project) in labeled + [target] { try Self.check(name, project) }
    self.labeled = labeled
    let all = target.project.functions.map(\.function) + target.project.unlabeled
    // The order of the files may tell labels apart, so the texts decide it.
    let order = all.indices.sorted { (all[$0].text, $0) < (all[$1].text, $1) }
    self.target = UnlabeledProject(name: target.name, functions: order.map { all[$0] })
    for (name, project) in labeled
    where Self.textHash(project.functions.map(\.function))
      == Self.textHash(target.project.functions.map(\.function))
    {
      throw .identicalProjects(labeled: name, target: target.name)
    }
    let labelledPlaces = order.indices.filter { order[$0] < target.project.functions.count }
    let functions = labelledPlaces.map { target.project.functions[order[$0]] }
    let source = labeled.flatMap(\.project.functions)
    let parser = StatementParser(normalisation: Normalisation())
    let statements = parallelMap((source + functions).map(\.function)) { parser.statements(of: $0) }
    let groups = DuplicateGroups(statements)
    duplicates = DuplicateCounts(groups, sourceCount: source.count)
    sourceGroups = EvaluationGroups.numbers(of: source, near: Array(groups.near[..<source.count]))
    truth = TargetTruth(
      functions: functions, places: labelledPlaces,
      groups: EvaluationGroups.numbers(of: functions, near: Array(groups.near[source.count...])))
    labeledRecords = labeled.map { Self.record($0, $1) }
    targetRecord = Self.record(target.name, target.project)
  }

  static func check(_ name: String, _ project: LabeledProject) throws(EvaluationError) {
    guard !project.functions.isEmpty else { throw .emptyProject(name: name) }
    let vulnerable = project.vulnerableCount
    guard vulnerable > 0, vulnerable < project.functions.count else {
      throw .oneClass(
        name: name, vulnerable: vulnerable, notVulnerable: project.functions.count - vulnerable)
    }
  }

  private static func record(_ name: String, _ project: LabeledProject) -> Provenance.Project {
    Provenance.Project(
      name: name, sha256: project.dataHash, functionCount: project.functions.count,
      vulnerableCount: project.vulnerableCount)
  }

  private static func textHash(_ functions: [CFunction]) -> String {
    var hash = DataHash()
    for function in functions { hash.add(function, isVulnerable: nil) }
    return hash.hexadecimal
  }
}

/// The labelled functions of a target, in the order of its functions.
struct TargetTruth: Sendable {
  let functions: [LabeledFunction]
  /// The place of each among all of the target's functions.
  let places: [Int]
  let measured: MeasuredFunctions

  init(functions: [LabeledFunction], places: [Int], groups: [Int]) {
    self.functions = functions
    self.places = places
    measured = MeasuredFunctions(
      labels: functions.map { $0.label == .vulnerable },
      lengths: functions.map { LengthRanker.length(of: $0.function) },
      lines: functions.map { $0.function.text.utf8.count { $0 == UInt8(ascii: "\n") } + 1 }, groups: groups)
  }

  /// The labelled functions of a project that nothing is learnt from, in the order of their texts.
  init(of project: LabeledProject) {
    let functions = project.functions.enumerated().sorted {
      ($0.element.function.text, $0.offset) < ($1.element.function.text, $1.offset)
    }.map(\.element)
    let parser = StatementParser(normalisation: Normalisation())
    let near = DuplicateGroups(parallelMap(functions.map(\.function)) { parser.statements(of: $0) }).near
    self.init(
      functions: functions, places: Array(functions.indices),
      groups: EvaluationGroups.numbers(of: functions, near: near))
  }

  /// Some of the functions.
  func measured(at indices: [Int]) -> MeasuredFunctions {
    MeasuredFunctions(
      labels: indices.map { measured.labels[$0] }, lengths: indices.map { measured.lengths[$0] },
      lines: indices.map { measured.lines[$0] }, groups: indices.map { measured.groups[$0] })
  }
}
