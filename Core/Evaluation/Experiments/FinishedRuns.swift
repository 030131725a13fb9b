/// What an experiment finds in its log: runs that are done, and runs that are made again or belong to nothing.
public struct FinishedRuns: Sendable {
  /// Records that count as done.
  public private(set) var kept: [RunRecord] = []
  /// Those of ``kept`` that another build of the program made.
  private(set) var ofOtherBuilds: [RunRecord] = []
  /// Records of wanted runs that are made again, since another build made them.
  private(set) var outdated: [RunRecord] = []
  /// Records of wanted runs that are made again, since they lack boundary distortion.
  private(set) var incomplete: [RunRecord] = []
  /// Records of runs that are not wanted: of other data, settings, files or versions of the program.
  private(set) var foreign: [RunRecord] = []

  /// Sorts the records of a log.
  ///
  /// - Parameters:
  ///   - records: Finished runs.
  ///   - runs: The runs wanted.
  ///   - build: The build that is running; see ``ProgramBuild``.
  ///   - redoesOtherBuilds: Whether runs of other builds are made again.
  ///   - needsBoundaryDistortion: Whether honest runs of networks must have it.
  public init(
    _ records: [RunRecord], of runs: [EvaluationRun], build: String? = ProgramBuild.current,
    redoesOtherBuilds: Bool = false, needsBoundaryDistortion: Bool = false
  ) {
    let wanted = Set(runs.map(\.id))
    for record in records {
      // A run that kept no step has no joint space to measure.
      let lacksDistortion =
        record.boundaryDistortion == nil && record.evaluationProtocol == .honest && record.step != nil
        && AdaptationMethod.named(record.method) != nil
      if !wanted.contains(record.id) {
        foreign.append(record)
      } else if redoesOtherBuilds, record.build != build {
        outdated.append(record)
      } else if needsBoundaryDistortion, lacksDistortion {
        incomplete.append(record)
      } else {
        kept.append(record)
        if record.build != build { ofOtherBuilds.append(record) }
      }
    }
  }

  /// Sentences a person should read before time is spent.
  public func notes(advice: ShellAdvice = ShellAdvice()) -> [String] {
    var notes: [String] = []
    let versions = Set(foreign.map(\.libraryVersion)).subtracting([libraryVersion]).sorted()
    if !foreign.isEmpty {
      let programs =
        versions.isEmpty ? "" : ", or of version \(versions.joined(separator: ", ")) of the program".printable
      notes.append(
        "\(Self.count(foreign)) of other data, settings or files\(programs) stay out of the tables")
    }
    if !ofOtherBuilds.isEmpty {
      notes.append(
        "\(Self.count(ofOtherBuilds)) by another build of the program, whose figures may differ: "
          + "\(Self.names(ofOtherBuilds))\(advice.behind(.runsOfOtherBuilds))")
    }
    if !outdated.isEmpty {
      notes.append("\(Self.count(outdated)) by another build of the program are made again")
    }
    if !incomplete.isEmpty {
      notes.append("\(Self.count(incomplete)) without boundary distortion are made again")
    }
    return notes
  }

  private static func count(_ records: [RunRecord]) -> String {
    "\(counting: records.count, "finished run")"
  }

  /// The first few runs by name.
  private static func names(_ records: [RunRecord], limit: Int = 5) -> String {
    let names = records.prefix(limit).map { record in
      "\(record.label) on \(record.pairName), seed \(record.seed) (\(record.build ?? "build unknown"))"
        .printable
    }
    let rest = records.count - names.count
    return names.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
  }
}
