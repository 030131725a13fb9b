/// What reviewers have found on reading functions of a project, wherever they noted it.
public struct TriageMarks: Sendable {
  /// A function that was read, as it was then.
  public struct Mark: Sendable {
    /// The function.
    public var function: CFunction
    /// Whether something was found in it.
    public var isFound: Bool
    /// Who says so, in a word or two: `baseline` and the like, or `comment`.
    public var source: String
  }

  /// A list of marks and what it is called.
  public struct List: Sendable {
    /// The marks.
    public var baseline: Baseline
    /// What it is called in files.
    public var name: String

    /// Names a list of marks.
    public init(_ baseline: Baseline, name: String) {
      self.baseline = baseline
      self.name = name
    }
  }

  /// The marks, in the order of files and lines, each function once.
  public let marks: [Mark]
  /// How many entries speak of functions that are gone or have changed; nobody knows how they read.
  public let goneCount: Int
  /// All functions of the project.
  let functions: [CFunction]
  /// The places of ``marks`` among ``functions``.
  let places: [Int]

  /// Looks marked functions up.
  ///
  /// Where lists say different things of a function, something was found in it. What was mended since is neither.
  ///
  /// - Parameters:
  ///   - repository: The project.
  ///   - lists: Marks by content.
  ///   - pathInProject: The path from the project's root to the scanned folder, with "/" at its end.
  ///   - honoursComments: Whether comments such as `// vulnadapt: ignore — reason` count.
  ///   - threads: Threads to work with; nil for as many as there are.
  ///   - shouldStop: Asked between files.
  /// - Throws: ``RepositoryError``, or ``DetectionError/stopped``.
  public init(
    of repository: Repository, lists: [List], pathInProject: String = "", honoursComments: Bool = true,
    threads: Int? = nil, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    var functions: [CFunction] = []
    var comments: Set<Int> = []
    _ = try RepositoryScanner(repository: repository, threads: threads).scan { (file: ParsedFile) in
      if shouldStop() { throw DetectionError.stopped }
      let lines = Set(
        file.suppressions.compactMap { comment in comment.content == .unknown ? nil : comment.codeLine })
      for function in file.functions {
        if honoursComments, lines.contains(function.range.startLine) { comments.insert(functions.count) }
        functions.append(function)
      }
    }
    let places = functions
    let entries = parallelMap(functions) { function in
      Baseline.Entry(
        file: pathInProject + function.file, function: function.name,
        fingerprint: FunctionFingerprint(of: function))
    }
    var verdicts: [Int: (isFound: Bool, source: String)] = [:]
    for place in comments { verdicts[place] = (false, "comment") }
    var gone = 0
    for list in lists {
      let matches = list.baseline.matches(entries)
      gone += list.baseline.entries.count - Set(matches.compactMap(\.self)).count
      for (place, number) in matches.enumerated() {
        guard let number else { continue }
        switch list.baseline.entries[number].verdict {
        case .confirmed: verdicts[place] = (true, list.name)
        case .accepted: if verdicts[place] == nil { verdicts[place] = (false, list.name) }
        case .mended: break
        }
      }
    }
    let marked = verdicts.keys.sorted()
    self.functions = functions
    self.places = marked
    goneCount = gone
    marks = marked.compactMap { place in
      verdicts[place].map { Mark(function: places[place], isFound: $0.isFound, source: $0.source) }
    }
  }
}
