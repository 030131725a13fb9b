import Foundation

/// The model that comes with the program, so that a project can be scanned before anything was trained.
///
/// It weighs counts of a function's text and what the project's history says of it, trained by
/// `Scripts/train-starter-model.py` on the later fixes of many public projects. Its metrics say how it ranks projects when it
/// has learnt from the others alone.
public enum StarterModel {
  /// What the model is called where a model's file would be named.
  public static let name = "starter model"
  /// The file's name where programs keep their resources.
  static let fileName = "starter.vulnmodel"

  /// The word that names the model where a model's file is asked for.
  public static let word = "starter"
  /// What an editor says once when the model ranks because none was chosen.
  static let shortAdvice = "the starter model ranks; set vulnadapt.model for another one."

  /// The method of the model, which `vulnadapt train` does not know.
  public static let methodName = "evidence"

  /// What its figures on single projects begin with.
  private static let figures = "leave-one-project-out"
  private static let figuresWithoutHistory = "leave-one-project-out-without-history"

  /// Reads the model.
  ///
  /// - Throws: ``StarterModelError`` when it is not where the program was installed, ``ModelFileError`` when it is damaged.
  public static func load() throws -> ModelFile {
    let files = candidates()
    guard let file = files.first(where: { FileManager.default.isReadableFile(atPath: $0.path) }) else {
      throw StarterModelError.missing(searched: files.map { $0.deletingLastPathComponent().path })
    }
    return try ModelFile(contentsOf: file)
  }

  /// Reads the model that a user named: a file, or the starter model by the word `starter`.
  ///
  /// - Parameter name: A path or the word; nil for the starter model. A file of that name is `./starter`.
  /// - Returns: The model.
  /// - Throws: ``StarterModelError`` or ``ModelFileError``.
  public static func model(named name: String?) throws -> ModelFile {
    try model(in: name.map { NamedFile($0) })
  }

  /// Reads the model that a user or a project named; see ``model(named:)``.
  public static func model(in file: NamedFile?) throws -> ModelFile {
    guard let file, file.path != word else { return try load() }
    if !file.exists, Spelling.nearest(to: file.path, in: [word]) != nil {
      throw StarterModelError.misspelt(name: file.path)
    }
    return try ModelFile(contentsOf: file)
  }

  /// How well a model ranks projects it has not learnt from; for people, once a scan.
  ///
  /// - Parameters:
  ///   - model: The starter model.
  ///   - withHistory: Whether the project's history had a say.
  /// - Returns: A sentence; nil for a model without figures.
  public static func standing(of model: ModelFile, withHistory: Bool) -> String? {
    let series = withHistory ? figures : figuresWithoutHistory
    guard let gain = model.gain(ofFigures: series) else { return nil }
    let means = withHistory ? "with their history" : "by their text alone"
    return "On \(gain.projects) projects it had not learnt from, its average precision \(means) was"
      + " \(format(gain.mean)) times that of longest first (geometric mean), and ahead on \(gain.ahead)."
  }

  private static func format(_ figure: Double) -> String { String(score: Float(figure)) }

  /// Where the file may stand: in the framework, in SwiftPM's bundle beside the program, in the folder that `make install`
  /// fills.
  static func candidates() -> [URL] {
    var folders: [URL] = []
    #if canImport(Darwin)
      let framework = Bundle(for: Anchor.self)
      if let resources = framework.resourceURL { folders.append(resources) }
      folders += bundles(beside: framework.bundleURL.deletingLastPathComponent())
    #endif
    folders += bundles(beside: Bundle.main.bundleURL)
    if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
      let folder = program.deletingLastPathComponent()
      folders += bundles(beside: folder)
      folders.append(folder.deletingLastPathComponent().appendingPathComponent("share/vulnadapt"))
    }
    return folders.map { $0.appendingPathComponent(fileName) }
  }

  private static func bundles(beside folder: URL) -> [URL] {
    ["VulnAdapt_Core.resources", "VulnAdapt_Core.bundle", "VulnAdapt_Core.bundle/Contents/Resources"]
      .map { folder.appendingPathComponent($0) }
  }

  #if canImport(Darwin)
    private final class Anchor {}
  #endif
}

/// Why the starter model cannot be used.
public enum StarterModelError: ExplainedError, Hashable {
  /// It stands in none of these folders.
  case missing(searched: [String])
  /// No file has the name, which is nearly the word.
  case misspelt(name: String)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .missing(let folders):
      .init(
        "The starter model is missing: \(StarterModel.fileName) is in none of "
          + Array(Set(folders)).sorted().map(\.printable).joined(separator: ", ") + ".",
        next: "Install the program again, or choose a model of your own.")
    case .misspelt(let name):
      .init("There is no model '\(name.printable)'.", next: "Did you mean '\(StarterModel.word)'?")
    }
  }
}
