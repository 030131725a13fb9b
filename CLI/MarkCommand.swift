import ArgumentParser
import Core
import Foundation

/// `vulnadapt mark`: notes what was found on reading a function.
struct MarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Notes what was found on reading functions.",
    discussion: """
      Writes a verdict on each function into the baseline, by the function's content. An accepted function is listed
      no more until it changes. A confirmed one is listed as confirmed until it changes, and is then taken for mended.

      Marks teach: `vulnadapt scan --learn` ranks what is left with them, and `vulnadapt labels from-triage` makes
      labels of them for `vulnadapt train`.

      EXAMPLES
        vulnadapt mark src/read.c:read_header --as confirmed
        vulnadapt mark src/read.c:210 src/write.c:flush --as accepted --baseline accepted.json
        vulnadapt mark src/read.c:read_header --as nothing

      EXIT STATUS
        0 done, 2 could not finish (for example, FILE has no such function), 64 wrong usage
      """)

  /// What a function is marked as.
  enum Verdict: String, CaseIterable, ExpressibleByArgument {
    case accepted, confirmed, nothing
  }

  @Argument(
    help: ArgumentHelp("C files and a function of each, or a line in one.", valueName: "file:function"),
    completion: .file())
  var targets: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "accepted, it is in order; confirmed, something is wrong with it; nothing, take the mark away.",
      valueName: "accepted|confirmed|nothing"))
  var verdict: Verdict

  @Option(
    help: ArgumentHelp(
      "The baseline to write to; by default the configuration's, or \(ProjectBaseline.standardName) in the project's root.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var baseline: String?

  func validate() throws {
    for target in targets where FunctionChoice(target) == nil {
      throw ValidationError(
        "\(target) is no function: name a file and a function, for example src/read.c:read_header.")
    }
  }

  func run() throws {
    try Console.standard.run { try mark(on: .standard) }
  }

  /// Marks the functions.
  func mark(on console: Console) throws {
    let functions = try targets.compactMap { try FunctionChoice($0)?.find() }
    guard let first = functions.first else { return }
    for function in functions {
      // The marks would go where a link of the project leads.
      guard let project = ProjectRoot.repositoryLeft(by: function.file) else { continue }
      throw MarkError.elsewhere(file: function.file, project: project)
    }
    let configuration = try ConfigurationFile.find(for: first.file)
    let named = baseline.map { NamedFile($0) }
    let project = ProjectRoot(
      of: first.file, configuration: configuration?.folder, marks: [named].compactMap { $0 },
      workingFolder: FileManager.default.currentDirectoryPath)
    let configured = EffectiveConfiguration(commandLine: [:], file: configuration).baseline
    let marks = ProjectBaseline(named ?? configured, of: project)
    let entries = try functions.map { function -> Baseline.Entry in
      guard let file = project.path(of: function.file) else {
        throw MarkError.elsewhere(file: function.file, project: project.folder)
      }
      return Baseline.Entry(
        file: file, function: function.name, fingerprint: FunctionFingerprint(of: function),
        verdict: verdict == .confirmed ? .confirmed : .accepted)
    }
    try marks.mark(entries, removes: verdict == .nothing)
    for entry in entries {
      let mark = verdict == .nothing ? "has no mark any more" : "is marked as \(verdict.rawValue)"
      try console.line("\(entry.file.printable): \(entry.function.printable) \(mark)")
    }
    if marks.isStandard {
      console.note(
        "vulnadapt: written to \(marks.file.path.printable); scans read it with --baseline or from the configuration."
      )
    }
  }
}
